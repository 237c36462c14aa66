package bnn4j.kernels;

import java.util.List;

/**
 * Arithmetic of a layer on packed words. What a kernel lays out is immutable and serves all
 * threads; the workspaces made of it serve one thread each and allocate nothing while they work.
 *
 * <p>Accumulators of a window take whole {@link #BLOCK}s: those of neuron {@code n} of the {@code
 * i}th window are at {@code i * stride(neurons) + n}; what stands beyond the last neuron is of no
 * meaning.
 */
public interface Kernel {
  /** Neurons whose activations make a word. */
  int BLOCK = Long.SIZE;

  /** Accumulators of the windows that are taken together, at most where there are few neurons. */
  int ACCUMULATORS = 1 << 12;

  /** Where the accumulators of the next window start. */
  static int stride(int neurons) {
    return (neurons + BLOCK - 1) / BLOCK * BLOCK;
  }

  /** Its name in {@code -Dbnn4j.kernel=}. */
  String name();

  /** Bits that it counts at a time. */
  int bits();

  /**
   * How many windows it takes together best: their accumulators stay in the nearest cache.
   *
   * @param neurons of the layer
   */
  default int together(int neurons) {
    return Math.max(8, ACCUMULATORS / stride(neurons));
  }

  /** The same where values are summed: many windows stand side by side. */
  default int summedTogether() {
    return TableSums.PORTION;
  }

  /** Words of a layer's activations, of all images together, that it takes at a time best. */
  default int mapWords() {
    return 1 << 9;
  }

  /** The kernel to take where counts are wanted and nothing is compared. */
  default Kernel counting() {
    return this;
  }

  /**
   * Lays out a matrix of bits.
   *
   * @param words words of a neuron
   * @param planes one or more matrices of the same size whose counts are added: word {@code w} of
   *     neuron {@code n} is element {@code n * words + w}
   */
  BitMatrix bitMatrix(int neurons, int words, List<long[]> planes);

  /**
   * Lays out a matrix of small integers.
   *
   * @param weights {@code [neuron][synapse]}
   */
  ValueMatrix valueMatrix(int[][] weights);

  /**
   * Lays out thresholds, one for each neuron.
   *
   * @param thresholds of at most 24 bits and a sign
   */
  ThresholdComparison comparison(int[] thresholds);
}

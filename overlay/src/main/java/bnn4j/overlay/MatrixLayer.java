package bnn4j.overlay;

import bnn4j.foundation.Refusal;
import bnn4j.overlay.Layer.Convolution;
import bnn4j.overlay.Layer.Dense;
import bnn4j.overlay.Layer.MaxPool;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * A convolution or dense layer as the accelerator runs it: a matrix-vector-threshold unit with its
 * memories. Everything that is not given follows from what is (formats.md 1 and 2).
 *
 * @param index number of this layer among the matrix layers, from 0; the number in file names
 * @param layer a {@link Convolution} or {@link Dense}
 * @param pooled whether a 2x2 max pool follows the thresholds
 * @param folding SIMD and PE
 * @param rows neurons or output channels, padding included (H)
 * @param columns synapses, padding included (W)
 * @param weightBits 1 or 2
 * @param inputBits 1, 2 or 8
 * @param outputBits 1 or 2; 16 for scores, which no threshold follows
 * @param accumulator what is summed
 */
public record MatrixLayer(
    int index,
    Layer layer,
    boolean pooled,
    Folding folding,
    int rows,
    int columns,
    int weightBits,
    int inputBits,
    int outputBits,
    Accumulator accumulator) {
  /** {@link #outputBits} of a layer that gives its accumulators away. */
  public static final int SCORE_BITS = 16;

  /**
   * Checks that the folding divides the matrix and that a group of synapses fits a word.
   *
   * @throws Refusal naming the layer and the legal values
   */
  public MatrixLayer {
    if (layer instanceof MaxPool) {
      throw new Refusal("layer %d: a max pool has no weights".formatted(index));
    }
    int widest = Overlay.WORD_BITS / weightBits;
    if (folding.simd() > widest || columns % folding.simd() != 0) {
      throw new Refusal(
          "layer %d: SIMD %d does not fit %d columns of %d-bit weights; legal values are %s"
              .formatted(index, folding.simd(), columns, weightBits, divisors(columns, widest)));
    }
    if (rows % folding.pe() != 0) {
      throw new Refusal(
          "layer %d: PE %d does not divide %d rows; legal values are %s"
              .formatted(index, folding.pe(), rows, divisors(rows, rows)));
    }
    if ((long) rows * columns > Integer.MAX_VALUE) {
      throw new Refusal(
          "layer %d: %d x %d weights are too many; at most %d fit"
              .formatted(index, rows, columns, Integer.MAX_VALUE));
    }
  }

  /** Neurons or output channels without padding. */
  public int neurons() {
    return neurons(layer);
  }

  /** Synapses of a neuron without padding. */
  public int fanIn() {
    return fanIn(layer);
  }

  /** Padding columns. */
  public int paddedColumns() {
    return columns - fanIn();
  }

  /** Positions at which the matrix is applied: output pixels, 1 for a dense layer. */
  public int positions() {
    return layer instanceof Convolution c ? c.outDimension() * c.outDimension() : 1;
  }

  /** Words of weight memory per PE (WMEM). */
  public int wmem() {
    return (columns / folding.simd()) * (rows / folding.pe());
  }

  /** Entries of threshold memory per PE (TMEM): neurons of a PE. */
  public int tmem() {
    return rows / folding.pe();
  }

  /** Thresholds of a neuron: {@code 2^(outputBits-1)}, none for scores. */
  public int thresholdsPerNeuron() {
    return hasThresholds() ? 1 << (outputBits - 1) : 0;
  }

  /** Whether threshold files exist for this layer. */
  public boolean hasThresholds() {
    return outputBits != SCORE_BITS;
  }

  /** Bits of a threshold that the accelerator keeps, two's complement. */
  public int thresholdBits() {
    return accumulator == Accumulator.FIXED_POINT ? 24 : 16;
  }

  /** Smallest value the accumulator can take with weights from -1 to 1. */
  public int accumulatorMin() {
    return switch (accumulator) {
      case POPCOUNT -> 0;
      case SIGNED -> -columns;
      case FIXED_POINT -> -2 * 128 * columns;
    };
  }

  /** Largest value the accumulator can take with weights from -1 to 1. */
  public int accumulatorMax() {
    return accumulator == Accumulator.POPCOUNT ? columns : -accumulatorMin();
  }

  /** Clock cycles per image. */
  public long cycles() {
    return (long) positions() * wmem();
  }

  static int neurons(Layer layer) {
    return layer instanceof Convolution c ? c.outChannels() : layer.outputs();
  }

  static int fanIn(Layer layer) {
    if (layer instanceof Convolution c) {
      return c.kernel() * c.kernel() * c.inChannels();
    }
    return ((Dense) layer).inputs();
  }

  private static String divisors(int value, int largest) {
    return IntStream.rangeClosed(1, Math.min(value, largest))
        .filter(d -> value % d == 0)
        .mapToObj(Integer::toString)
        .collect(Collectors.joining(", "));
  }
}

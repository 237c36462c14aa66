package bnn4j.trainer.ops;

import bnn4j.kernels.BitMatrix;
import bnn4j.kernels.Kernel;
import java.util.List;
import java.util.stream.IntStream;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Weights of -1 and +1 as bits, for the {@link SignProduct}s of several threads. Each share of the
 * neurons is packed by one thread, and counted against by all.
 */
public final class SignWeights {
  private final List<Share> shares;

  /** Whether the last inputs were such as bits can say; else there is no use in packing. */
  private volatile boolean wanted = true;

  /**
   * Room for bits.
   *
   * @param values of a pixel
   * @param pixels of a window
   * @param neurons of each share
   */
  SignWeights(Kernel kernel, int values, int pixels, RowParts neurons) {
    this.shares =
        IntStream.range(0, neurons.count())
            .mapToObj(i -> new Share(kernel, values, pixels, neurons.first(i), neurons.size(i)))
            .toList();
  }

  /**
   * Packs weights of a share, of which all neurons are to be taken from the first on. Several
   * threads may at the same time, each for another share.
   *
   * @param first which neuron of the share is the first of these
   * @param weights {@code [neurons][synapses]}
   */
  public void take(int share, int first, INDArray weights) {
    shares.get(share).take(first, weights, wanted);
  }

  /** Says whether what is taken from now on is to be packed. */
  void want(boolean bits) {
    wanted = bits;
  }

  /** Those with neurons. */
  List<Share> shares() {
    return shares.stream().filter(share -> share.neurons > 0).toList();
  }

  /** Some neurons. */
  static final class Share {
    private final Kernel kernel;
    private final SignWords packing;
    private final int first;
    private final int neurons;
    private final int pixels;
    private final int wordsOfNeuron;
    private final long[] words;
    private boolean packs;
    private BitMatrix matrix;

    private Share(Kernel kernel, int values, int pixels, int first, int neurons) {
      this.kernel = kernel;
      this.packing = new SignWords(values);
      this.first = first;
      this.neurons = neurons;
      this.pixels = pixels;
      this.wordsOfNeuron = pixels * SignWords.words(values);
      this.words = new long[neurons * wordsOfNeuron];
    }

    private void take(int firstRow, INDArray weights, boolean wanted) {
      int count = (int) weights.size(0);
      matrix = null;
      packs = (firstRow == 0 || packs) && wanted && pack(firstRow, count, weights);
      if (packs && firstRow + count == neurons) {
        matrix = kernel.bitMatrix(neurons, wordsOfNeuron, List.of(words));
      }
    }

    private boolean pack(int firstRow, int count, INDArray weights) {
      return packing.pack(
          NativeMemory.pairs(weights), count * pixels, words, firstRow * wordsOfNeuron);
    }

    /** The first of its neurons. */
    int first() {
      return first;
    }

    /** Number of its neurons. */
    int neurons() {
      return neurons;
    }

    /** The bits that were taken last; null if they were not wanted, or not all -1 or +1. */
    BitMatrix matrix() {
      return matrix;
    }
  }
}

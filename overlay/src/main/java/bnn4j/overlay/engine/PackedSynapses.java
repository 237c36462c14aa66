package bnn4j.overlay.engine;

import bnn4j.overlay.Accumulator;

/** Synapses on an {@link ActivationMap}: windows of it against {@link PackedWeights}. */
final class PackedSynapses implements Synapses {
  private final Kernel kernel;
  private final Accumulator accumulator;
  private final PackedWeights weights;
  private final PackedWeights minusTwos;
  private final ActivationMap map;
  private final int kernelSize;
  private final long[] bits;
  private final long[] signs;
  private final int[] twos;

  /**
   * A workspace.
   *
   * @param minusTwos where weights are -2, null if nowhere
   * @param kernelSize rows and columns of a window; all of the map's for a dense layer
   */
  PackedSynapses(
      Kernel kernel,
      Accumulator accumulator,
      PackedWeights weights,
      PackedWeights minusTwos,
      ActivationMap map,
      int kernelSize) {
    this.kernel = kernel;
    this.accumulator = accumulator;
    this.weights = weights;
    this.minusTwos = minusTwos;
    this.map = map;
    this.kernelSize = kernelSize;
    // A window as large as the map is the map.
    boolean whole = kernelSize == map.dimension();
    this.bits = whole ? map.bits() : new long[weights.words()];
    this.signs = whole || !map.ternary() ? map.signs() : new long[weights.words()];
    this.twos = minusTwos == null ? null : new int[minusTwos.paddedNeurons()];
  }

  @Override
  public void load(long[] input, int offset) {
    map.load(input, offset);
  }

  @Override
  public void accumulate(int row, int column, int[] accumulators) {
    gather(map.bits(), bits, row, column);
    if (accumulator == Accumulator.POPCOUNT) {
      kernel.popcounts(weights, bits, accumulators);
      return;
    }
    gather(map.signs(), signs, row, column);
    kernel.sums(weights, bits, signs, accumulators);
    if (minusTwos != null) {
      kernel.sums(minusTwos, bits, signs, twos);
      for (int n = 0; n < weights.neurons(); n++) {
        accumulators[n] += 2 * twos[n];
      }
    }
  }

  private void gather(long[] from, long[] window, int row, int column) {
    if (from == window) {
      return;
    }
    int run = kernelSize * map.words();
    for (int y = 0; y < kernelSize; y++) {
      int start = ((row + y) * map.dimension() + column) * map.words();
      System.arraycopy(from, start, window, y * run, run);
    }
  }
}

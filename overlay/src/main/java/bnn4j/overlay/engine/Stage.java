package bnn4j.overlay.engine;

import bnn4j.overlay.Layer.Convolution;

/** One thread's workspace of one layer: reads the map before it, writes its own. */
final class Stage {
  private final PreparedLayer prepared;
  private final Synapses synapses;
  private final int[] accumulators;
  private final int dimension;

  /** Null where the accumulators are the result. */
  private final ActivationMap activations;

  /** Null where no pool follows. */
  private final ActivationMap pooled;

  Stage(PreparedLayer prepared, ActivationMap input) {
    this.prepared = prepared;
    this.synapses = prepared.synapses(input);
    this.accumulators = prepared.accumulators();
    var layer = prepared.layer();
    this.dimension = layer.layer() instanceof Convolution c ? c.outDimension() : 1;
    boolean ternary = layer.outputBits() == 2;
    this.activations =
        layer.hasThresholds() ? new ActivationMap(dimension, layer.rows(), ternary) : null;
    this.pooled = layer.pooled() ? new ActivationMap(dimension / 2, layer.rows(), ternary) : null;
  }

  /** What the next layer reads; null after scores. */
  ActivationMap output() {
    return pooled != null ? pooled : activations;
  }

  void load(long[] input, int offset) {
    synapses.load(input, offset);
  }

  /** From the input to the output map. */
  void run() {
    for (int pixel = 0; pixel < dimension * dimension; pixel++) {
      accumulate(pixel);
    }
    pool();
  }

  /** As {@link #run}, keeping everything on the way. */
  LayerTrace trace() {
    int rows = prepared.layer().rows();
    int[] all = new int[dimension * dimension * rows];
    for (int pixel = 0; pixel < dimension * dimension; pixel++) {
      accumulate(pixel);
      System.arraycopy(accumulators, 0, all, pixel * rows, rows);
    }
    pool();
    return new LayerTrace(
        all,
        activations == null ? new byte[0] : activations.values(),
        pooled == null ? new byte[0] : pooled.values());
  }

  /** The result words of the last layer: a bit or a 16-bit score for each neuron. */
  void store(long[] output, int offset, int words) {
    if (activations != null) {
      System.arraycopy(activations.bits(), 0, output, offset, words);
      return;
    }
    for (int word = 0; word < words; word++) {
      int n = 4 * word;
      output[offset + word] =
          (accumulators[n] & 0xffffL)
              | (accumulators[n + 1] & 0xffffL) << 16
              | (accumulators[n + 2] & 0xffffL) << 32
              | (accumulators[n + 3] & 0xffffL) << 48;
    }
  }

  private void accumulate(int pixel) {
    synapses.accumulate(pixel / dimension, pixel % dimension, accumulators);
    if (activations != null) {
      prepared.thresholds().apply(accumulators, activations, pixel);
    }
  }

  private void pool() {
    if (pooled != null) {
      pooled.poolFrom(activations);
    }
  }
}

package bnn4j.overlay.engine;

import bnn4j.kernels.Kernel;
import bnn4j.overlay.Accumulator;
import bnn4j.overlay.MatrixLayer;

/** One thread's workspace of one layer: reads the map before it, writes its own. */
final class LayerWorkspace {
  private final MatrixLayer layer;
  private final Synapses synapses;
  private final Thresholds thresholds;
  private final int stride;
  private final int dimension;

  /** Pixels of which the accumulators are computed together. */
  private final int together;

  private final int[] accumulators;

  /** Null where the accumulators are the result. */
  private final ActivationMap activations;

  /** Null where no pool follows. */
  private final ActivationMap pooled;

  /** Null where the activations are the result: 16 bits for each neuron. */
  private final long[] scores;

  LayerWorkspace(PreparedLayer prepared, Synapses synapses, int images, Kernel kernel) {
    this.layer = prepared.layer();
    this.synapses = synapses;
    this.thresholds = prepared.thresholds();
    this.stride = Kernel.stride(layer.rows());
    this.dimension = layer.dimension();
    int pixels = images * dimension * dimension;
    boolean summed = layer.accumulator() == Accumulator.FIXED_POINT;
    int best = summed ? kernel.summedTogether() : kernel.together(layer.rows());
    this.together = Math.min(pixels, best);
    this.accumulators = new int[together * stride];
    boolean ternary = layer.outputBits() == 2;
    this.activations =
        thresholds == null ? null : new ActivationMap(images, dimension, layer.rows(), ternary);
    this.pooled =
        layer.pooled() ? new ActivationMap(images, dimension / 2, layer.rows(), ternary) : null;
    this.scores = thresholds == null ? new long[images * scoreWords()] : null;
  }

  private int scoreWords() {
    return layer.rows() * MatrixLayer.SCORE_BITS / Long.SIZE;
  }

  /** What the next layer reads; null after scores. */
  ActivationMap output() {
    return pooled != null ? pooled : activations;
  }

  /** The result words of the last layer: a bit or a 16-bit score for each neuron. */
  long[] results() {
    return scores != null ? scores : activations.bits();
  }

  /** From the input to the output map, so many images. */
  void run(int images) {
    synapses.read(images);
    int pixels = images * dimension * dimension;
    for (int first = 0; first < pixels; first += together) {
      run(first, Math.min(together, pixels - first));
    }
    if (pooled != null) {
      pooled.poolFrom(activations, images);
    }
  }

  private void run(int first, int pixels) {
    if (scores == null) {
      synapses.activate(first, pixels, accumulators, thresholds, activations);
      return;
    }
    synapses.accumulate(first, pixels, accumulators);
    for (int i = 0; i < pixels; i++) {
      score(i * stride, (first + i) * scoreWords());
    }
  }

  private void score(int from, int at) {
    for (int n = from; n < from + layer.rows(); n += 4, at++) {
      scores[at] =
          (accumulators[n] & 0xffffL)
              | (accumulators[n + 1] & 0xffffL) << 16
              | (accumulators[n + 2] & 0xffffL) << 32
              | (accumulators[n + 3] & 0xffffL) << 48;
    }
  }

  /** As {@link #run}, one image, keeping everything on the way. */
  LayerTrace trace() {
    run(1);
    int rows = layer.rows();
    int[] all = new int[dimension * dimension * rows];
    for (int pixel = 0; pixel < dimension * dimension; pixel++) {
      synapses.accumulate(pixel, 1, accumulators);
      System.arraycopy(accumulators, 0, all, pixel * rows, rows);
    }
    return new LayerTrace(
        all,
        activations == null ? new byte[0] : activations.values(),
        pooled == null ? new byte[0] : pooled.values());
  }
}

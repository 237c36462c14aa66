package bnn4j.overlay.engine;

import bnn4j.overlay.MatrixLayer;

/**
 * Turns accumulators into activations, as the accelerator compares them: strictly, with thresholds
 * cut to the bits that it keeps. Immutable.
 */
final class Thresholds {
  /** {@code [threshold of a neuron][neuron]}. */
  private final int[][] thresholds;

  private final int neurons;

  Thresholds(MatrixLayer layer, long[][] memories) {
    int perNeuron = layer.thresholdsPerNeuron();
    int pe = layer.folding().pe();
    int dropped = Long.SIZE - layer.thresholdBits();
    this.neurons = layer.rows();
    this.thresholds = new int[perNeuron][neurons];
    for (int k = 0; k < perNeuron; k++) {
      for (int n = 0; n < neurons; n++) {
        thresholds[k][n] = (int) (memories[n % pe][n / pe * perNeuron + k] << dropped >> dropped);
      }
    }
  }

  /** Writes one pixel, or the whole vector if the map has only one. */
  void apply(int[] accumulators, ActivationMap map, int pixel) {
    int at = pixel * map.words();
    for (int first = 0; first < neurons; first += Long.SIZE, at++) {
      int last = Math.min(first + Long.SIZE, neurons);
      long exceeded = exceeded(thresholds[0], accumulators, first, last);
      if (map.ternary()) {
        long both = exceeded(thresholds[1], accumulators, first, last);
        // One of two exceeded is 0, none is -1.
        long used = -1L >>> (Long.SIZE - (last - first));
        map.bits()[at] = ~(exceeded ^ both) & used;
        map.signs()[at] = ~(exceeded | both) & used;
      } else {
        map.bits()[at] = exceeded;
      }
    }
  }

  private static long exceeded(int[] thresholds, int[] accumulators, int first, int last) {
    long bits = 0;
    for (int n = first; n < last; n++) {
      // Both fit 24 bits and a sign, so the difference cannot overflow.
      bits |= (long) ((thresholds[n] - accumulators[n]) >>> 31) << (n - first);
    }
    return bits;
  }
}

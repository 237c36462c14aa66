package bnn4j.overlay.engine;

import bnn4j.kernels.Kernel;
import bnn4j.kernels.ThresholdComparison;
import bnn4j.overlay.MatrixLayer;

/**
 * Turns accumulators into activations, as the accelerator compares them: strictly, with thresholds
 * cut to the bits that it keeps. Immutable.
 */
final class Thresholds {
  private final int neurons;
  private final ThresholdComparison first;

  /** Null where a neuron has one threshold. */
  private final ThresholdComparison second;

  Thresholds(MatrixLayer layer, long[][] memories, Kernel kernel) {
    this.neurons = layer.rows();
    this.first = kernel.comparison(thresholds(layer, memories, 0));
    this.second =
        layer.thresholdsPerNeuron() == 1 ? null : kernel.comparison(thresholds(layer, memories, 1));
  }

  private static int[] thresholds(MatrixLayer layer, long[][] memories, int which) {
    int perNeuron = layer.thresholdsPerNeuron();
    int pe = layer.folding().pe();
    int dropped = Long.SIZE - layer.thresholdBits();
    int[] thresholds = new int[layer.rows()];
    for (int n = 0; n < thresholds.length; n++) {
      thresholds[n] = (int) (memories[n % pe][n / pe * perNeuron + which] << dropped >> dropped);
    }
    return thresholds;
  }

  ThresholdComparison first() {
    return first;
  }

  /** Null where a neuron has one threshold. */
  ThresholdComparison second() {
    return second;
  }

  /**
   * Writes some pixels.
   *
   * @param accumulators those of the first pixel start the array
   * @param pixel the first pixel
   */
  void apply(int[] accumulators, int pixel, int pixels, ActivationMap map) {
    int at = pixel * map.words();
    first.allExceeded(accumulators, pixels, map.bits(), at);
    if (second != null) {
      second.allExceeded(accumulators, pixels, map.signs(), at);
      combine(map, pixel, pixels);
    }
  }

  /** Makes ternary activations of the results of both comparisons. */
  void combine(ActivationMap map, int pixel, int pixels) {
    for (int i = pixel; i < pixel + pixels; i++) {
      ternary(map, i * map.words());
    }
  }

  /** From both comparisons: none exceeded is -1, one is 0. */
  private void ternary(ActivationMap map, int at) {
    for (int first = 0; first < neurons; first += Long.SIZE, at++) {
      long one = map.bits()[at];
      long other = map.signs()[at];
      long used = -1L >>> (Long.SIZE - Math.min(Long.SIZE, neurons - first));
      map.bits()[at] = ~(one ^ other) & used;
      map.signs()[at] = ~(one | other) & used;
    }
  }
}

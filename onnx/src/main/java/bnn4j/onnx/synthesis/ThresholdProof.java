package bnn4j.onnx.synthesis;

import bnn4j.onnx.exact.Line;
import bnn4j.onnx.exact.Steps;
import bnn4j.onnx.graph.GraphLayer;
import bnn4j.onnx.graph.GraphNetwork;
import bnn4j.overlay.Accumulator;
import bnn4j.overlay.MatrixLayer;
import bnn4j.overlay.params.ParameterSet;

/**
 * Proves of a finished set that every neuron decides as the graph does, for every sum that it can
 * have. Value and accumulator both rise with the flipped sum, so that the two sums around each
 * threshold prove it for all of them.
 */
final class ThresholdProof {
  private ThresholdProof() {}

  /**
   * Checks all neurons with thresholds as the accelerator keeps them.
   *
   * @throws IllegalStateException naming the first neuron that decides otherwise: an error here, as
   *     the overlay was checked to hold all thresholds
   */
  static void check(GraphNetwork network, ParameterSet set) {
    for (MatrixLayer layer : set.overlay().layers()) {
      if (!layer.hasThresholds()) {
        continue;
      }
      GraphLayer graph = network.layers().get(layer.index());
      GraphLayer decided = graph.quantizer().isPresent() ? graph : graph.withSignBits();
      for (int neuron = 0; neuron < graph.shape().neurons(); neuron++) {
        int[] thresholds = set.thresholds(layer.index(), neuron);
        for (int k = 0; k < thresholds.length; k++) {
          int step = Math.min(k, decided.levels() - 2);
          if (!holds(decided, neuron, step, thresholds[k], layer)) {
            throw new IllegalStateException(
                "layer %d, neuron %d: threshold %d does not decide as the graph does"
                    .formatted(layer.index(), neuron, thresholds[k]));
          }
        }
      }
    }
  }

  private static boolean holds(
      GraphLayer graph, int neuron, int step, int threshold, MatrixLayer layer) {
    Sums sums = new Sums(layer);
    Line line = graph.lines().get(neuron);
    Steps.Bound bound = graph.quantizer().orElseThrow().get(neuron).bounds().get(step);
    int sign = graph.sign(neuron);
    int largest = graph.largestSum();
    // Sums of -1 and +1 are all even or all odd; of others every one occurs.
    int pace = layer.accumulator() == Accumulator.POPCOUNT ? 2 : 1;
    long least = -largest;
    long firing = least;
    while (firing <= largest && sums.accumulator(firing) <= threshold) {
      firing += pace;
    }
    boolean silentBelow = firing == least || !bound.passed(line, sign * (firing - pace));
    boolean firesFrom = firing > largest || bound.passed(line, sign * firing);
    return silentBelow && firesFrom;
  }
}

package bnn4j.onnx.export;

import bnn4j.foundation.Refusal;
import bnn4j.onnx.graph.GraphLayer;
import bnn4j.onnx.graph.GraphNetwork;
import bnn4j.overlay.MatrixLayer;
import bnn4j.overlay.params.ParameterSet;
import bnn4j.overlay.params.UnpackedLayer;
import java.util.Optional;

/** Checks that a graph decides as a parameter set does, neuron by neuron, for all possible sums. */
final class SameDecisions {
  private SameDecisions() {}

  /** The first neuron that decides otherwise; empty if there is none. */
  static Optional<Refusal> complaint(GraphNetwork graph, ParameterSet set) {
    for (MatrixLayer layer : set.overlay().layers()) {
      GraphLayer found = graph.layers().get(layer.index());
      GraphLayer decided =
          !layer.hasThresholds() || found.quantizer().isPresent() ? found : found.withSignBits();
      for (int neuron = 0; neuron < found.shape().neurons(); neuron++) {
        Optional<Refusal> complaint = complaint(decided, neuron, new UnpackedLayer(set, layer));
        if (complaint.isPresent()) {
          return complaint;
        }
      }
    }
    return Optional.empty();
  }

  private static Optional<Refusal> complaint(GraphLayer graph, int neuron, UnpackedLayer stored) {
    MatrixLayer layer = stored.layer();
    int sign = graph.sign(neuron);
    for (int i = 0; i < layer.fanIn(); i++) {
      if (sign * graph.weights()[neuron * layer.fanIn() + i] != stored.weight(neuron, i)) {
        return Optional.of(
            new Refusal(
                "layer %d, neuron %d: weight %d differs in the graph"
                    .formatted(layer.index(), neuron, i)));
      }
    }
    if (!layer.hasThresholds()) {
      return Optional.empty();
    }
    int[] firsts = stored.firsts(neuron);
    for (int k = 0; k < firsts.length; k++) {
      int found = occurring(graph.first(neuron, k), layer, graph);
      int expected = occurring(firsts[k], layer, graph);
      if (found != expected) {
        return Optional.of(
            new Refusal(
                ("layer %d, neuron %d: for a sum of %d, training reaches level %d at %d,"
                        + " the graph at %d: the value is too close to a rounding step; 2-bit"
                        + " activations are often exactly between two levels, where QONNX"
                        + " rounds to even. Export the"
                        + " parameter set with --format finn, whose thresholds are exact")
                    .formatted(
                        layer.index(),
                        neuron,
                        sign * Math.min(found, expected),
                        k + 1,
                        sign * expected,
                        sign * found)));
      }
    }
    return Optional.empty();
  }

  /** Sums of -1 and +1 are all even or all odd: the next that there can be. */
  private static int occurring(int first, MatrixLayer layer, GraphLayer graph) {
    boolean paired = layer.inputBits() == 1 && layer.weightBits() == 1;
    boolean other = paired && Math.floorMod(first - layer.fanIn(), 2) == 1;
    return Math.min(graph.largestSum() + 1, other ? first + 1 : first);
  }
}

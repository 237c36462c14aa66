package bnn4j.onnx.synthesis;

import bnn4j.finnthesizer.FoldedNeuron;
import bnn4j.finnthesizer.LayerPacker;
import bnn4j.finnthesizer.Synthesis;
import bnn4j.foundation.Refusal;
import bnn4j.network.OutputCode;
import bnn4j.onnx.graph.GraphLayer;
import bnn4j.onnx.graph.GraphNetwork;
import bnn4j.overlay.MatrixLayer;
import bnn4j.overlay.Overlay;
import bnn4j.overlay.params.LayerMemory;
import bnn4j.overlay.params.ParameterSet;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The parameter set of a graph's network: thresholds that decide as the graph does in exact
 * arithmetic, for every sum.
 */
public final class GraphSynthesis {
  private GraphSynthesis() {}

  /**
   * Makes the set.
   *
   * @param classNames one per class; empty for what the graph says, or else numbers
   * @throws Refusal naming the node if the overlay cannot run the graph
   */
  public static Synthesis synthesize(
      GraphNetwork network, Overlay overlay, List<String> classNames) {
    GraphSupport.check(network, overlay);
    List<LayerMemory> memories = new ArrayList<>();
    for (MatrixLayer layer : overlay.layers()) {
      memories.add(memory(network.layers().get(layer.index()), layer));
    }
    OutputCode output =
        network.levels() > 1 ? OutputCode.thresholds(network.levels()) : overlay.network().output();
    ParameterSet set = new ParameterSet(overlay, memories, names(network, classNames), output);
    ThresholdProof.check(network, set);
    return new Synthesis(set, warnings(network, overlay));
  }

  private static List<String> names(GraphNetwork network, List<String> wanted) {
    int classes = network.classes();
    List<String> names = wanted.isEmpty() ? network.classNames() : wanted;
    if (names.isEmpty()) {
      return IntStream.range(0, classes).mapToObj(Integer::toString).toList();
    }
    if (names.size() != classes) {
      throw new Refusal(
          "the model has %d classes, found %d class names; give one name per class"
              .formatted(classes, names.size()));
    }
    return names;
  }

  private static LayerMemory memory(GraphLayer from, MatrixLayer to) {
    List<FoldedNeuron> neurons =
        IntStream.range(0, from.shape().neurons()).mapToObj(n -> folded(from, n, to)).toList();
    return new LayerPacker(to).pack(neurons, (1L << (to.thresholdBits() - 1)) - 1);
  }

  private static FoldedNeuron folded(GraphLayer from, int neuron, MatrixLayer to) {
    int synapses = from.shape().synapses();
    int sign = from.sign(neuron);
    byte[] weights = new byte[synapses];
    for (int i = 0; i < synapses; i++) {
      weights[i] = (byte) (sign * from.weights()[neuron * synapses + i]);
    }
    long[] thresholds = new long[to.thresholdsPerNeuron()];
    if (thresholds.length > 0) {
      GraphLayer decided = from.quantizer().isPresent() ? from : from.withSignBits();
      Sums sums = new Sums(to);
      // Where the graph has one step and the overlay two, both are that one.
      Arrays.setAll(
          thresholds,
          k -> sums.threshold(decided.first(neuron, Math.min(k, decided.levels() - 2))));
    }
    return new FoldedNeuron(weights, thresholds);
  }

  private static List<String> warnings(GraphNetwork network, Overlay overlay) {
    List<String> warnings = new ArrayList<>();
    boolean scores = network.last().quantizer().isEmpty();
    if (overlay.bitOutput() && scores) {
      warnings.add(
          ("%s outputs one bit per class, 1 if the graph's score is at least 0, and"
                  + " decodes the highest bit; the graph %s the class with the largest score,"
                  + " which may differ. An output ladder (docs/ladder.md) agrees more often")
              .formatted(overlay.name(), network.choosesClass() ? "gives" : "is meant for"));
    }
    MatrixLayer last = overlay.layers().get(overlay.layers().size() - 1);
    if (!overlay.bitOutput() && last.accumulatorMin() < 0) {
      warnings.add(
          "scores may be negative, and the host's decode for many images ignores"
              + " negative scores; use --decode argmax to get the graph's class");
    }
    return warnings;
  }
}

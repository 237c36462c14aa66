package bnn4j.finnthesizer;

import bnn4j.foundation.Refusal;
import bnn4j.network.TrainedLayer;
import bnn4j.network.TrainedNetwork;
import bnn4j.overlay.MatrixLayer;
import bnn4j.overlay.Overlay;
import bnn4j.overlay.OverlayFit;
import bnn4j.overlay.params.ClassNames;
import bnn4j.overlay.params.LayerMemory;
import bnn4j.overlay.params.ParameterSet;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Converts a float network to a parameter set: checks that it fits an overlay, folds batch norms
 * into thresholds, quantizes weights, and packs both into the overlay's memories.
 */
public final class Finnthesizer {
  private Finnthesizer() {}

  /**
   * Makes the parameter set of a trained network.
   *
   * @param network what training left behind
   * @param overlay what it shall run on
   * @param rule how batch norm becomes thresholds
   * @param classNames one per output of the network
   * @throws Refusal if the network does not fit the overlay, or the names the network; with {@link
   *     FoldingRule#EXACT} also if a parameter is not finite
   */
  public static Synthesis synthesize(
      TrainedNetwork network, Overlay overlay, FoldingRule rule, List<String> classNames) {
    OverlayFit.check(network.network(), overlay);
    int outputs = network.network().outputs();
    if (classNames.size() != outputs) {
      throw new Refusal(
          "the model has %d outputs, found %d class names; give one name per output"
              .formatted(outputs, classNames.size()));
    }
    ClassNames.check(classNames);
    List<LayerMemory> memories = new ArrayList<>();
    for (MatrixLayer layer : overlay.layers()) {
      memories.add(memory(network.layers().get(layer.index()), layer, rule.folding()));
    }
    return new Synthesis(
        new ParameterSet(overlay, memories, classNames),
        FoldingLimits.warnings(network, overlay, rule));
  }

  private static LayerMemory memory(TrainedLayer from, MatrixLayer to, ThresholdFolding folding) {
    List<FoldedNeuron> neurons =
        IntStream.range(0, from.neurons()).mapToObj(n -> folding.fold(from, n, to)).toList();
    return new LayerPacker(to).pack(neurons, folding.paddingThreshold(to));
  }
}

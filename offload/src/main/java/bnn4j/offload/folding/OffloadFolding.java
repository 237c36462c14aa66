package bnn4j.offload.folding;

import bnn4j.foundation.Refusal;
import bnn4j.network.TrainedLayer;
import bnn4j.offload.OffloadOverlay;
import bnn4j.offload.params.CallParameters;
import bnn4j.offload.params.OffloadNetwork;
import bnn4j.offload.schedule.FabricCall;
import bnn4j.offload.schedule.Schedule;
import bnn4j.offload.schedule.Step;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Folds the layers of a schedule. */
public final class OffloadFolding {
  private OffloadFolding() {}

  /**
   * Folds trained layers, one for each layer of the schedule in the order in which they run: those
   * of a split once for each part.
   *
   * <p>Activations are whole numbers from 0 to 3 or 7; after the batch norm, the {@code k}th level
   * begins at {@code (k - 0.5) / 3} or {@code / 7}.
   *
   * @throws Refusal naming the layer that has other numbers than the schedule says
   */
  public static OffloadNetwork fold(Schedule schedule, List<TrainedLayer> layers) {
    List<Step.Layer> planned = schedule.layers();
    if (planned.size() != layers.size()) {
      throw new Refusal(
          "%s has %d layers for the accelerator, but the trained parameters have %d"
              .formatted(schedule.network(), planned.size(), layers.size()));
    }
    Map<Integer, CallParameters> sets = new LinkedHashMap<>();
    for (int i = 0; i < planned.size(); i++) {
      fold(schedule.overlay(), planned.get(i), layers.get(i), sets);
    }
    return new OffloadNetwork(schedule, sets);
  }

  private static void fold(
      OffloadOverlay overlay,
      Step.Layer planned,
      TrainedLayer layer,
      Map<Integer, CallParameters> sets) {
    FabricCall call = planned.call();
    int neurons = planned.output().channels();
    int synapses = call.kernel() * call.kernel() * call.inChannels();
    if (layer.neurons() != neurons || layer.synapses() != synapses) {
      throw new Refusal(
          "layer %s: expected %d neurons of %d synapses, found %d of %d"
              .formatted(planned.name(), neurons, synapses, layer.neurons(), layer.synapses()));
    }
    NeuronFolding folding = new NeuronFolding(overlay, call);
    int next = 0;
    for (int set : planned.sets()) {
      CallParameters parameters = CallParameters.blank(overlay, call);
      for (int n = 0; n < parameters.neurons(); n++) {
        if (n < call.outChannels() && next < neurons) {
          try {
            folding.fold(layer, next, parameters, n);
          } catch (Refusal e) {
            throw new Refusal("layer %s, %s".formatted(planned.name(), e.getMessage()), e);
          }
          next++;
        } else {
          folding.fill(parameters, n);
        }
      }
      sets.put(set, parameters);
    }
  }
}

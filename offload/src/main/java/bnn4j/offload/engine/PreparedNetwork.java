package bnn4j.offload.engine;

import bnn4j.kernels.Kernel;
import bnn4j.offload.params.CallParameters;
import bnn4j.offload.params.OffloadNetwork;
import bnn4j.offload.schedule.Schedule;
import bnn4j.offload.schedule.Step;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** All calls of a network, prepared; immutable. */
final class PreparedNetwork {
  private final Schedule schedule;
  private final Map<Integer, PreparedCall> calls = new HashMap<>();

  PreparedNetwork(OffloadNetwork network, Kernel kernel) {
    this.schedule = network.schedule();
    Map<Integer, CallParameters> parameters = network.parameters();
    int stored = schedule.input().channels();
    for (Step step : schedule.steps()) {
      if (step instanceof Step.Parts parts) {
        for (List<Step.Layer> part : parts.parts()) {
          int channels = parts.input().channels() / parts.parts().size();
          for (Step.Layer layer : part) {
            channels = prepare(layer, channels, parameters, kernel);
          }
        }
        stored = parts.output().channels();
      } else if (step instanceof Step.Layer layer) {
        stored = prepare(layer, stored, parameters, kernel);
      }
    }
  }

  /** Gives the channels that the layer stores. */
  private int prepare(
      Step.Layer layer, int stored, Map<Integer, CallParameters> parameters, Kernel kernel) {
    int neurons = 0;
    for (int set : layer.sets()) {
      PreparedCall call = new PreparedCall(layer.call(), parameters.get(set), stored, kernel);
      calls.put(set, call);
      neurons = call.neurons();
    }
    int iterations = layer.sets().size();
    return iterations == 1 ? neurons : iterations * layer.call().outChannels();
  }

  Schedule schedule() {
    return schedule;
  }

  /** One for each iteration of a layer. */
  List<PreparedCall> calls(Step.Layer layer) {
    List<PreparedCall> found = new ArrayList<>();
    layer.sets().forEach(set -> found.add(calls.get(set)));
    return found;
  }
}

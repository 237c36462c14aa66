package bnn4j.offload.engine;

import bnn4j.offload.layers.MapShape;
import bnn4j.offload.schedule.Schedule;
import bnn4j.offload.schedule.Step;
import java.util.ArrayList;
import java.util.List;

/** One thread's workspace for a network; allocates nothing for an image but what is traced. */
final class NetworkRun {
  private final Schedule schedule;
  private final PlaneMap input;
  private final List<StepRun> steps = new ArrayList<>();

  /** A step with its maps. */
  private interface StepRun {
    PlaneMap run(PlaneMap input, TraceListener listener);
  }

  NetworkRun(PreparedNetwork network) {
    this.schedule = network.schedule();
    int bits = schedule.overlay().activationBits();
    this.input = new PlaneMap(schedule.input().channels(), schedule.input().side(), bits);
    for (Step step : schedule.steps()) {
      if (step instanceof Step.Parts parts) {
        steps.add(new PartsRun(parts, network, bits));
      } else if (step instanceof Step.Layer layer) {
        LayerRun run = new LayerRun(layer, network.calls(layer), bits);
        steps.add((map, listener) -> run.run(map, "", listener));
      }
    }
  }

  /** Runs an image that lies in memory, and writes the result to where there is nothing yet. */
  void run(long[] slots, int from, long[] results, int to, TraceListener listener) {
    input.unpack(slots, from, schedule.overlay());
    PlaneMap map = input;
    for (StepRun step : steps) {
      map = step.run(map, listener);
    }
    MapShape output = schedule.output();
    map.pack(results, to, output.channels(), schedule.overlay());
  }

  private static final class PartsRun implements StepRun {
    private final Step.Parts parts;
    private final PlaneMap input;
    private final PlaneMap output;
    private final List<List<LayerRun>> runs = new ArrayList<>();

    PartsRun(Step.Parts parts, PreparedNetwork network, int bits) {
      this.parts = parts;
      this.input =
          new PlaneMap(parts.input().channels() / parts.parts().size(), parts.input().side(), bits);
      this.output = new PlaneMap(parts.output().channels(), parts.output().side(), bits);
      for (List<Step.Layer> part : parts.parts()) {
        List<LayerRun> layers = new ArrayList<>();
        part.forEach(layer -> layers.add(new LayerRun(layer, network.calls(layer), bits)));
        runs.add(layers);
      }
    }

    @Override
    public PlaneMap run(PlaneMap whole, TraceListener listener) {
      output.clear();
      for (int part = 0; part < runs.size(); part++) {
        input.clear();
        input.addChannels(whole, part * input.channels(), 0, input.channels());
        PlaneMap map = input;
        for (LayerRun layer : runs.get(part)) {
          map = layer.run(map, "." + part, listener);
        }
        output.addChannels(map, 0, part * parts.mergedChannels(), parts.mergedChannels());
      }
      if (listener != null) {
        listener.map(
            parts.mergeName(), output.side(), output.channels(), output.values(output.channels()));
      }
      return output;
    }
  }
}

package bnn4j.offload.deep;

import bnn4j.network.DataType;
import bnn4j.network.Layer;
import bnn4j.network.Network;
import bnn4j.network.OutputCode;
import bnn4j.network.TrainedLayer;
import bnn4j.network.TrainedNetwork;
import bnn4j.offload.driver.DrivenOffload;
import bnn4j.offload.folding.OffloadExport;
import bnn4j.offload.schedule.Schedule;
import bnn4j.offload.simulation.SimulatedOffload;
import bnn4j.offload.slots.SlotFormat;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The first layers of a network on the simulated registers. */
final class PartialRun {
  private PartialRun() {}

  /**
   * What a layer gives there.
   *
   * @param last the layer
   * @param first activations of the processor's only layer before
   */
  static byte[] of(DeepNetwork deep, TrainedNetwork trained, int last, byte[] first) {
    List<Layer> layers = new ArrayList<>(deep.network().layers().subList(0, last + 1));
    List<TrainedLayer> numbers = new ArrayList<>(trained.layers().subList(0, last + 1));
    Layer end = new Layer.Dense(layers.get(last).shape(), 1, DataType.BINARY, Optional.empty());
    layers.add(end);
    float[] one = {1};
    numbers.add(new TrainedLayer(1, end.fanIn(), new float[end.fanIn()], one, one, one, one, one));
    Network network = new Network(deep.network().input(), layers, OutputCode.SCORES);
    OffloadExport export =
        OffloadExport.of(
            new TrainedNetwork(network, numbers, trained.poolsBeforeNorm()),
            deep.overlay(),
            "part",
            Path.of("layers.json"));
    Schedule schedule = export.part().schedule();
    SlotFormat out = new SlotFormat(deep.overlay(), schedule.output());
    try (DrivenOffload driver =
        new DrivenOffload(
            new SimulatedOffload(deep.overlay()), deep.overlay(), Duration.ofMinutes(1))) {
      driver.load(export.network());
      long[] packed = new SlotFormat(deep.overlay(), schedule.input()).pack(first);
      return out.unpack(driver.run(packed, 1), 0);
    }
  }
}

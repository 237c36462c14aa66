package bnn4j.offload.folding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import bnn4j.foundation.Refusal;
import bnn4j.network.DataType;
import bnn4j.network.InputFormat;
import bnn4j.network.Layer;
import bnn4j.network.Network;
import bnn4j.network.Pool;
import bnn4j.network.Precision;
import bnn4j.network.ReferenceEvaluation;
import bnn4j.network.TrainedLayer;
import bnn4j.network.TrainedLayerTrace;
import bnn4j.network.TrainedNetwork;
import bnn4j.offload.OffloadOverlay;
import bnn4j.offload.driver.DrivenOffload;
import bnn4j.offload.engine.OffloadEngine;
import bnn4j.offload.json.LayersFile;
import bnn4j.offload.json.LayersWriter;
import bnn4j.offload.params.OffloadNetwork;
import bnn4j.offload.params.ParameterFiles;
import bnn4j.offload.schedule.Schedule;
import bnn4j.offload.simulation.SimulatedOffload;
import bnn4j.offload.slots.SlotFormat;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OffloadExportTest {
  private static final InputFormat PICTURE = new InputFormat(3, 16, 8);

  @TempDir Path scratch;

  private final Random random = new Random(23);

  /** Padding, stride, pools, more channels than one call has, scales of both signs and 0. */
  private TrainedNetwork trained(int bits) {
    OffloadOverlay overlay = overlay(bits);
    Network network =
        Network.of(PICTURE, new Precision(DataType.BINARY, DataType.unsigned(bits)))
            .convolution(3, 24, 1, 1)
            .convolution(3, 40, 1, 1)
            .pool(new Pool(overlay.poolSize(), bits == 2 ? 1 : 2))
            .convolution(2, 300, 2, 0)
            .convolution(3, 33, 1, 1)
            .dense(10)
            .scores();
    List<TrainedLayer> layers = new ArrayList<>();
    for (Layer layer : network.layers()) {
      layers.add(numbers(layer));
    }
    return new TrainedNetwork(network, layers);
  }

  private static OffloadOverlay overlay(int bits) {
    return bits == 2 ? OffloadOverlay.W1A2 : OffloadOverlay.W1A3;
  }

  private TrainedLayer numbers(Layer layer) {
    int neurons = layer.neurons();
    float[] gamma = new float[neurons];
    float[] mean = new float[neurons];
    float[] beta = new float[neurons];
    float[] invStd = new float[neurons];
    for (int n = 0; n < neurons; n++) {
      gamma[n] = n % 11 == 5 ? 0 : (random.nextFloat() - 0.5f) * 2;
      mean[n] = (float) (random.nextGaussian() * layer.fanIn() / 8);
      beta[n] = random.nextFloat();
      // Some so that sums meet steps exactly.
      invStd[n] = n % 4 == 0 ? 0.125f : (float) (4 / Math.sqrt(layer.fanIn()));
    }
    float[] weights = new float[(int) layer.parameters()];
    for (int i = 0; i < weights.length; i++) {
      weights[i] = random.nextFloat() * 2 - 1;
    }
    return new TrainedLayer(
        neurons, layer.fanIn(), weights, new float[neurons], gamma, beta, mean, invStd);
  }

  @ParameterizedTest
  @ValueSource(ints = {2, 3})
  void engineAndSimulationGiveEveryActivationOfTraining(int bits) {
    TrainedNetwork trained = trained(bits);
    OffloadOverlay overlay = overlay(bits);
    Path file = scratch.resolve("layers.json");
    OffloadExport export = OffloadExport.of(trained, overlay, "small", file);
    assertThat(export.part().first()).isEqualTo(1);
    assertThat(export.part().last()).isEqualTo(3);
    LayersWriter.write(export.part().description(), overlay);
    export
        .network()
        .parameters()
        .forEach(new ParameterFiles(export.part().description().parameters())::write);

    Schedule schedule = Schedule.of(LayersFile.read(file), overlay);
    assertThat(schedule.steps()).isEqualTo(export.network().schedule().steps());
    OffloadNetwork read = OffloadNetwork.read(schedule, LayersFile.read(file).parameters());
    OffloadEngine engine = OffloadEngine.of(read);
    SlotFormat in = new SlotFormat(overlay, schedule.input());
    SlotFormat out = new SlotFormat(overlay, schedule.output());
    ReferenceEvaluation reference = new ReferenceEvaluation(trained);
    try (DrivenOffload driver =
        new DrivenOffload(new SimulatedOffload(overlay), overlay, Duration.ofMinutes(1))) {
      driver.load(read);
      for (int image = 0; image < 5; image++) {
        List<TrainedLayerTrace> traces = reference.run(picture(), 0);
        long[] packed = in.pack(traces.get(0).activations());
        byte[] expected = traces.get(3).activations();
        assertThat(expected).contains(0, 1, (1 << bits) - 1);
        assertThat(out.unpack(engine.run(packed, 1, 1, done -> {}), 0)).isEqualTo(expected);
        assertThat(out.unpack(driver.run(packed, 1), 0)).isEqualTo(expected);
      }
    }
  }

  private long[] picture() {
    long[] words = new long[(PICTURE.values() + 7) / 8];
    for (int i = 0; i < words.length; i++) {
      words[i] = random.nextLong();
    }
    return words;
  }

  @Test
  void aFallingScaleComplementsAndFillersNeverFire() {
    OffloadNetwork network =
        OffloadExport.of(trained(3), OffloadOverlay.W1A3, "n", scratch.resolve("l.json")).network();
    TrainedLayer layer = trained(3).layers().get(1);
    var set = network.parameters().get(1);
    for (int n = 0; n < 40; n++) {
      for (int k = 1; k < 7; k++) {
        assertThat(set.threshold(n, k)).isGreaterThanOrEqualTo(set.threshold(n, k - 1));
      }
    }
    assertThat(set.inverted(40)).isFalse();
    assertThat(set.threshold(40, 0)).isEqualTo(Short.MAX_VALUE);
    assertThat(layer.neurons()).isEqualTo(40);
  }

  @Test
  void whatNoOverlayRunsIsRefused() {
    Network network =
        Network.of(PICTURE, new Precision(1, 2))
            .convolution(3, 8)
            .convolution(3, 8)
            .dense(3)
            .scores();
    List<TrainedLayer> layers = network.layers().stream().map(this::numbers).toList();
    assertThatThrownBy(
            () ->
                OffloadExport.of(
                    new TrainedNetwork(network, layers),
                    OffloadOverlay.W1A2,
                    "n",
                    scratch.resolve("l.json")))
        .isInstanceOf(Refusal.class)
        .hasMessageContaining("no layer has 1-bit weights and 2-bit unsigned activations");
  }

  @Test
  void numbersThatAreNoneAreNamed() {
    TrainedNetwork trained = trained(2);
    trained.layers().get(2).beta()[7] = Float.NaN;
    assertThatThrownBy(
            () -> OffloadExport.of(trained, OffloadOverlay.W1A2, "n", scratch.resolve("l.json")))
        .isInstanceOf(Refusal.class)
        .hasMessageStartingWith("layer conv2, neuron 7: beta is NaN");
  }
}

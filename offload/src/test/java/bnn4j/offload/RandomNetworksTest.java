package bnn4j.offload;

import static org.assertj.core.api.Assertions.assertThat;

import bnn4j.kernels.KernelChoice;
import bnn4j.offload.driver.DrivenOffload;
import bnn4j.offload.engine.OffloadEngine;
import bnn4j.offload.params.OffloadNetwork;
import bnn4j.offload.params.ParameterFiles;
import bnn4j.offload.simulation.SimulatedOffload;
import bnn4j.offload.slots.SlotFormat;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Networks of all shapes: engine and simulation against plain loops. */
class RandomNetworksTest {
  private static final int NETWORKS = 24;

  @TempDir Path scratch;

  /** Small, so that layers have iterations and pools of all kinds. */
  private static final OffloadOverlay SMALL =
      new OffloadOverlay("small", 5, 256, 64, 64, 64, 3, 2, 16, 2, 3);

  @ParameterizedTest
  @ValueSource(strings = {"scalar", "vector"})
  void theEngineComputesWhatTheFactsSay(String kernel) throws IOException {
    for (int seed = 0; seed < NETWORKS; seed++) {
      OffloadNetwork network = network(seed);
      byte[] values = values(network, seed);
      OffloadEngine engine = OffloadEngine.of(network, KernelChoice.of(kernel).kernel());
      long[] output = engine.run(input(network).pack(values), 1, 1, done -> {});
      assertThat(output(network).unpack(output, 0))
          .as("seed %d: %s", seed, network.schedule())
          .isEqualTo(NaiveNetwork.run(network, values));
    }
  }

  @Test
  void theSimulatedAcceleratorComputesTheSame() throws IOException {
    for (int seed = 0; seed < NETWORKS; seed++) {
      OffloadNetwork network = network(seed);
      byte[] values = values(network, seed);
      SimulatedOffload device = new SimulatedOffload(network.schedule().overlay());
      try (DrivenOffload driver =
          new DrivenOffload(device, network.schedule().overlay(), Duration.ofMinutes(1))) {
        driver.load(network);
        long[] output = driver.run(input(network).pack(values), 1);
        assertThat(output(network).unpack(output, 0))
            .as("seed %d: %s", seed, network.schedule())
            .isEqualTo(NaiveNetwork.run(network, values));
      }
      assertThat(device.incidents()).isEmpty();
    }
  }

  @Test
  void parametersAreReadAsTheyWereWritten() throws IOException {
    OffloadNetwork network = network(7);
    ParameterFiles files = new ParameterFiles(scratch.resolve("params"));
    network.parameters().forEach(files::write);
    var found = files.read(network.schedule());
    assertThat(found.keySet()).isEqualTo(network.parameters().keySet());
    found.forEach(
        (set, parameters) -> {
          assertThat(parameters.weights()).isDeepEqualTo(network.parameters().get(set).weights());
          assertThat(parameters.thresholds())
              .isDeepEqualTo(network.parameters().get(set).thresholds());
        });
  }

  private OffloadNetwork network(int seed) throws IOException {
    OffloadOverlay overlay =
        switch (seed % 3) {
          case 0 -> OffloadOverlay.W1A2;
          case 1 -> OffloadOverlay.W1A3;
          default -> SMALL;
        };
    return RandomNetwork.of(overlay, seed, scratch);
  }

  private static byte[] values(OffloadNetwork network, int seed) {
    Random random = new Random(seed);
    SlotFormat format = input(network);
    byte[] values = new byte[format.pixels() * format.shape().channels()];
    for (int i = 0; i < values.length; i++) {
      values[i] = (byte) random.nextInt(format.overlay().maxActivation() + 1);
    }
    return values;
  }

  private static SlotFormat input(OffloadNetwork network) {
    return new SlotFormat(network.schedule().overlay(), network.schedule().input());
  }

  private static SlotFormat output(OffloadNetwork network) {
    return new SlotFormat(network.schedule().overlay(), network.schedule().output());
  }
}

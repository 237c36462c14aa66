package bnn4j.offload.driver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import bnn4j.foundation.Refusal;
import bnn4j.offload.Golden;
import bnn4j.offload.OffloadOverlay;
import bnn4j.offload.engine.OffloadEngine;
import bnn4j.offload.params.OffloadNetwork;
import bnn4j.offload.simulation.SimulatedOffload;
import bnn4j.offload.slots.SlotFormat;
import bnn4j.overlay.driver.AcceleratorException;
import bnn4j.overlay.driver.Device;
import bnn4j.overlay.driver.DeviceBuffer;
import bnn4j.overlay.driver.Registers;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The driver on a simulated accelerator. */
class DrivenOffloadTest {
  private static final Duration TIMEOUT = Duration.ofMinutes(1);

  @TempDir Path scratch;

  @Test
  void tinierYoloIsTheOriginals() throws IOException {
    checkTest(Golden.tinierYolo(), "tinier-yolo");
  }

  @Test
  void doReFaIsTheOriginals() throws IOException {
    checkTest(Golden.doReFa(), "dorefanet");
  }

  private static void checkTest(OffloadNetwork network, String name) throws IOException {
    Path folder = Golden.original("tests/Test_image/" + name);
    SlotFormat in = new SlotFormat(network.schedule().overlay(), network.schedule().input());
    long[] input = in.read("input.bin", Files.readAllBytes(folder.resolve("input.bin")));
    SimulatedOffload device = new SimulatedOffload(network.schedule().overlay());
    try (DrivenOffload driver = new DrivenOffload(device, network.schedule().overlay(), TIMEOUT)) {
      driver.load(network);
      assertThat(in.bytes(driver.run(input, 1)))
          .isEqualTo(Files.readAllBytes(folder.resolve("verification.bin")));
    }
    assertThat(device.incidents()).isEmpty();
  }

  @Test
  void batchesRunAsTheEngineDoes() {
    OffloadNetwork network = Golden.synthetic(scratch);
    OffloadOverlay overlay = network.schedule().overlay();
    SlotFormat in = new SlotFormat(overlay, network.schedule().input());
    Random random = new Random(19);
    int images = 300;
    long[] input = new long[images * in.words()];
    for (int i = 0; i < images; i++) {
      byte[] values = new byte[in.pixels() * in.shape().channels()];
      random.nextBytes(values);
      System.arraycopy(in.pack(values), 0, input, i * in.words(), in.words());
    }
    SimulatedOffload device = new SimulatedOffload(overlay);
    try (DrivenOffload driver = new DrivenOffload(device, overlay, TIMEOUT)) {
      driver.load(network);
      assertThat(driver.run(input, images))
          .isEqualTo(OffloadEngine.of(network).run(input, images, 2, done -> {}));
    }
    assertThat(device.incidents()).isEmpty();
  }

  @Test
  void anotherOverlaysNetworkIsRefused() {
    OffloadNetwork network = Golden.synthetic(scratch);
    try (DrivenOffload driver =
        new DrivenOffload(
            new SimulatedOffload(OffloadOverlay.W1A3), OffloadOverlay.W1A3, TIMEOUT)) {
      assertThatThrownBy(() -> driver.load(network))
          .isInstanceOf(Refusal.class)
          .hasMessage("synth-w1a2 is scheduled for W1A2, the accelerator is W1A3");
      assertThatThrownBy(() -> driver.run(new long[0], 0))
          .isInstanceOf(IllegalStateException.class);
    }
  }

  @Test
  void whereNoAcceleratorWaitsNothingIsStarted() {
    assertThatThrownBy(() -> new DrivenOffload(new Nothing(), OffloadOverlay.W1A3, TIMEOUT))
        .isInstanceOf(AcceleratorException.class)
        .hasMessageStartingWith(
            "nothing: no idle accelerator found: register control (0x00) reads");
  }

  /** Memory that nobody answers from. */
  private static final class Nothing implements Device {
    @Override
    public String description() {
      return "nothing";
    }

    @Override
    public Registers registers() {
      return new Registers() {
        @Override
        public int read(int offset) {
          return -1;
        }

        @Override
        public void write(int offset, int value) {}
      };
    }

    @Override
    public DeviceBuffer allocate(int words) {
      throw new AssertionError("nothing should be allocated");
    }

    @Override
    public void close() {}
  }
}

package bnn4j.remote.grpc;

import static org.assertj.core.api.Assertions.assertThat;

import bnn4j.overlay.Overlay;
import bnn4j.overlay.driver.Accelerator;
import bnn4j.overlay.driver.AcceleratorContract;
import bnn4j.overlay.driver.DrivenAccelerator;
import bnn4j.overlay.driver.DriverSettings;
import bnn4j.overlay.simulation.SimulatedDevice;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;

/** The driver on a simulated overlay behind a PYNQ.remote server of this machine. */
class RemoteAcceleratorTest extends AcceleratorContract {
  private final List<SimulatedDevice> devices = new ArrayList<>();
  private final List<PynqRemote> servers = new ArrayList<>();

  @Override
  protected Accelerator open(Overlay overlay) throws IOException {
    SimulatedDevice device = new SimulatedDevice(overlay, 1);
    devices.add(device);
    PynqRemote server = new PynqRemote(device);
    servers.add(server);
    // Few images a call, so that batches are split.
    return new DrivenAccelerator(
        RemoteDevice.open(server.address(), PynqRemote.AT_BASE, Optional.empty()),
        overlay,
        DriverSettings.STANDARD.withImagesPerCall(32));
  }

  /** A real one takes half a minute; {@link RemoteLoadTimes} has it. */
  @Override
  protected List<Overlay> overlays() {
    return List.of();
  }

  @AfterEach
  void nothingWasDoneThatHardwareWouldNotLikeAndNothingIsLeft() throws InterruptedException {
    for (PynqRemote server : servers) {
      assertThat(server.memory.buffers()).isZero();
      server.close();
    }
    assertThat(devices).isNotEmpty().allSatisfy(d -> assertThat(d.incidents()).isEmpty());
  }
}

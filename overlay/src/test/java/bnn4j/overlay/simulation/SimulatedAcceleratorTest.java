package bnn4j.overlay.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import bnn4j.overlay.Overlay;
import bnn4j.overlay.driver.Accelerator;
import bnn4j.overlay.driver.AcceleratorContract;
import bnn4j.overlay.driver.DrivenAccelerator;
import bnn4j.overlay.driver.DriverSettings;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;

/** The driver on a simulated overlay, which it does nothing to that hardware would not like. */
class SimulatedAcceleratorTest extends AcceleratorContract {
  private final List<SimulatedDevice> devices = new ArrayList<>();

  @Override
  protected Accelerator open(Overlay overlay) {
    SimulatedDevice device = new SimulatedDevice(overlay, 2);
    devices.add(device);
    // Few images a call, so that batches are split.
    return new DrivenAccelerator(device, overlay, DriverSettings.STANDARD.withImagesPerCall(32));
  }

  @AfterEach
  void nothingWasDoneThatHardwareWouldNotLike() {
    assertThat(devices).isNotEmpty().allSatisfy(d -> assertThat(d.incidents()).isEmpty());
  }
}

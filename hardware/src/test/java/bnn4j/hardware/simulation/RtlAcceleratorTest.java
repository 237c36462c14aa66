package bnn4j.hardware.simulation;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import bnn4j.overlay.Overlay;
import bnn4j.overlay.driver.Accelerator;
import bnn4j.overlay.driver.AcceleratorContract;
import bnn4j.overlay.driver.DrivenAccelerator;
import bnn4j.overlay.driver.DriverSettings;
import java.util.List;

/** The driver, unchanged, on the SystemVerilog itself. */
class RtlAcceleratorTest extends AcceleratorContract {
  @Override
  protected Accelerator open(Overlay overlay) {
    assumeTrue(
        Tool.FOR_SIMULATION.stream().allMatch(tool -> tool.find().isPresent()),
        "skipped: no verilator, g++ and make; apt-get install verilator g++ make");
    RtlDevice device = new RtlDevice(overlay);
    device.process().stall(20_211);
    return new DrivenAccelerator(device, overlay, DriverSettings.STANDARD.withImagesPerCall(32));
  }

  /** The real ones have a test of their own. */
  @Override
  protected List<Overlay> overlays() {
    return List.of();
  }
}

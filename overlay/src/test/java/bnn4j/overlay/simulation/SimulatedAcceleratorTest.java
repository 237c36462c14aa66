package bnn4j.overlay.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import bnn4j.overlay.Overlay;
import bnn4j.overlay.driver.Accelerator;
import bnn4j.overlay.driver.AcceleratorContract;
import bnn4j.overlay.driver.DrivenAccelerator;
import bnn4j.overlay.driver.DriverSettings;
import bnn4j.overlay.engine.Engine;
import bnn4j.overlay.engine.RandomOverlays;
import bnn4j.overlay.params.ParameterSet;
import bnn4j.overlay.params.RandomParameters;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

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

  @Test
  void overlaysOfAnyShapeGiveTheWordsOfTheEngine() {
    Random random = new Random(77);
    RandomOverlays overlays = new RandomOverlays(random);
    for (int trial = 0; trial < 60; trial++) {
      Overlay overlay = overlays.next();
      ParameterSet parameters = RandomParameters.of(overlay, 1, random);
      long[] input = images(overlay, 20);
      try (Accelerator accelerator = open(overlay)) {
        accelerator.load(parameters);
        assertThat(accelerator.run(input, 20))
            .as("trial %d: %s", trial, overlay)
            .isEqualTo(Engine.of(parameters).run(input, 20, 1));
      }
    }
  }

  @AfterEach
  void nothingWasDoneThatHardwareWouldNotLike() {
    assertThat(devices).isNotEmpty().allSatisfy(d -> assertThat(d.incidents()).isEmpty());
  }
}

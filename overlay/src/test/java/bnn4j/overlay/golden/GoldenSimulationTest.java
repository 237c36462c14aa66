package bnn4j.overlay.golden;

import static org.assertj.core.api.Assertions.assertThat;

import bnn4j.overlay.Overlay;
import bnn4j.overlay.driver.DrivenAccelerator;
import bnn4j.overlay.driver.DriverSettings;
import bnn4j.overlay.engine.Engine;
import bnn4j.overlay.params.ParameterSet;
import bnn4j.overlay.simulation.SimulatedDevice;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The original's results once more, through the driver and a simulated overlay. */
class GoldenSimulationTest {
  @TempDir Path scratch;

  static List<GoldenCase> cases() {
    return GoldenCase.all();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("cases")
  void outputWordsEqualTheEnginesAndTheOriginals(GoldenCase golden) throws IOException {
    Overlay overlay = golden.overlay();
    ParameterSet parameters = golden.parameters(scratch);
    long[] input = golden.input();
    int images = input.length / overlay.inputWords();
    SimulatedDevice device = new SimulatedDevice(overlay, 2);
    long[] output;
    try (DrivenAccelerator accelerator =
        new DrivenAccelerator(device, overlay, DriverSettings.STANDARD)) {
      accelerator.load(parameters);
      output = accelerator.run(input, images);
    }
    assertThat(output).isEqualTo(Engine.of(parameters).run(input, images, 2));
    Path words = golden.folder().resolve("outputs.u64");
    if (Files.exists(words)) {
      assertThat(output).isEqualTo(Shared.words(words));
    }
    assertThat(device.incidents()).isEmpty();
  }
}

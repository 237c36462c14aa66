package bnn4j.overlay.driver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import bnn4j.overlay.Overlay;
import bnn4j.overlay.engine.Engine;
import bnn4j.overlay.params.ParameterSet;
import bnn4j.overlay.params.RandomParameters;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** The engine in the place of an accelerator. */
class EngineAcceleratorTest extends AcceleratorContract {
  @Override
  protected Accelerator open(Overlay overlay) {
    return new EngineAccelerator(overlay, 2);
  }

  @Test
  void longBatchesTellHowFarTheyAre() {
    ParameterSet parameters = RandomParameters.of(SmallOverlays.BITS, 10, new Random(3));
    long[] input = images(SmallOverlays.BITS, 2500);
    try (Accelerator accelerator = open(SmallOverlays.BITS)) {
      accelerator.load(parameters);
      List<Integer> progress = new ArrayList<>();
      assertThat(accelerator.run(input, 2500, progress::add))
          .isEqualTo(Engine.of(parameters).run(input, 2500, 1));
      assertThat(progress).containsExactly(1000, 2000, 2500);
    }
  }

  @Test
  void atLeastOneThreadIsNeeded() {
    assertThatThrownBy(() -> new EngineAccelerator(SmallOverlays.BITS, 0))
        .hasMessage("0 threads, expected at least 1");
  }
}

package bnn4j.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import bnn4j.overlay.Overlay;
import bnn4j.overlay.Overlays;
import bnn4j.overlay.engine.Engine;
import bnn4j.overlay.engine.LayerTrace;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RandomSetsTest {
  @ParameterizedTest
  @ValueSource(strings = {"lfcW1A1", "lfcW1A2", "cnvW1A1", "cnvW1A2", "cnvW2A2"})
  void activationsOfEveryLayerAreMixedSoThatNothingIsFasterThanInUse(String name) {
    Overlay overlay = Overlays.named(name);
    Engine engine = Engine.of(RandomSets.parameters(overlay));
    for (LayerTrace layer : engine.trace(RandomSets.images(overlay, 1), 0).layers()) {
      byte[] activations = layer.activations();
      if (activations.length > 64) {
        long high = IntStream.range(0, activations.length).filter(i -> activations[i] == 1).count();
        assertThat(high).isBetween(activations.length / 20L, activations.length * 19L / 20);
      }
    }
  }
}

package bnn4j.finnthesizer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import bnn4j.foundation.Refusal;
import bnn4j.network.TrainedLayer;
import bnn4j.overlay.MatrixLayer;
import bnn4j.overlay.Overlays;
import org.junit.jupiter.api.Test;

class TrainedLayerTest {
  private static final MatrixLayer LAYER = Overlays.named("cnvW1A1").layers().get(1);

  @Test
  void valueAddsBiasSubtractsMeanScalesAndShifts() {
    TrainedLayer layer = new Neuron().bias(3).mean(5).gamma(-2).invStd(0.25f).beta(1).layer(LAYER);
    assertThat(layer.value(0, 10)).isEqualTo((10 + 3 - 5) * -0.5 + 1);
    assertThat(layer.scale(0)).isEqualTo(-0.5);
  }

  @Test
  void valueIsFiniteAndMonotoneWhateverTheParameters() {
    TrainedLayer layer = new RandomNetwork(3).layer(500, LAYER);
    for (int n = 0; n < layer.neurons(); n++) {
      double direction = Math.signum(layer.scale(n));
      for (int a = -576; a < 576; a++) {
        double lower = layer.value(n, a);
        double higher = layer.value(n, a + 1);
        boolean ordered = direction < 0 ? higher <= lower : higher >= lower;
        assertThat(ordered && Double.isFinite(lower) && (direction != 0 || higher == lower))
            .isTrue();
      }
    }
  }

  @Test
  void arrayOfAnotherLengthIsRefused() {
    float[] two = new float[2];
    assertThatThrownBy(() -> new TrainedLayer(2, 3, new float[6], two, two, two, new float[1], two))
        .isInstanceOf(Refusal.class)
        .hasMessage("mean: expected 2 values, found 1");
    assertThatThrownBy(() -> new TrainedLayer(1 << 16, 1 << 16, two, two, two, two, two, two))
        .isInstanceOf(Refusal.class)
        .hasMessage("weights: expected 4294967296 values, found 2");
  }
}

package bnn4j.datasets.transform;

import static org.assertj.core.api.Assertions.assertThat;

import bnn4j.datasets.ImageShape;
import bnn4j.datasets.LabeledImages;
import java.util.List;
import org.junit.jupiter.api.Test;

class BrightnessTest {
  private static LabeledImages images(int... values) {
    byte[] pixels = new byte[values.length];
    for (int i = 0; i < values.length; i++) {
      pixels[i] = (byte) values[i];
    }
    return new LabeledImages(
        new ImageShape(1, 2, 2), pixels, new int[values.length / 4], List.of("a"));
  }

  private static double percent(LabeledImages images, boolean binary) {
    return Brightness.of(images, InputTransform.NONE, binary).percent();
  }

  @Test
  void itIsTheMeanOfWhatTheNetworkSees() {
    LabeledImages images = images(0, 0, 0, 255, 0, 0, 51, 204);
    assertThat(percent(images, false)).isEqualTo(25);
    assertThat(percent(images, true)).isEqualTo(25);
    assertThat(percent(images(100, 100, 100, 127), true)).isZero();
    assertThat(percent(images(100, 100, 100, 128), true)).isEqualTo(25);
  }

  @Test
  void theTransformComesFirst() {
    InputTransform inverting =
        new InputTransform(true, Contrast.NONE, InputTransform.HOST_THRESHOLD, Dither.NONE);
    assertThat(Brightness.of(images(0, 0, 0, 255), inverting, false).percent()).isEqualTo(75);
  }

  @Test
  void inkOnPaperIsTheNegativeOfMnistAndOfFashionAndPhotosAreOfNothing() {
    assertThat(new Brightness(87).isNegativeOf(new Brightness(13))).isTrue();
    assertThat(new Brightness(71).isNegativeOf(new Brightness(29))).isTrue();
    assertThat(new Brightness(13).isNegativeOf(new Brightness(87))).isTrue();
    assertThat(new Brightness(60).isNegativeOf(new Brightness(29))).isFalse();
    assertThat(new Brightness(20).isNegativeOf(new Brightness(13))).isFalse();
    assertThat(new Brightness(90).isNegativeOf(new Brightness(47))).isFalse();
  }
}

package bnn4j.datasets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class ImageShapeTest {
  @Test
  void anImageHasOneValuePerChannelAndPixel() {
    assertThat(new ImageShape(3, 32, 20).values()).isEqualTo(1920);
    assertThat(new ImageShape(3, 32, 20)).hasToString("3x32x20");
  }

  @Test
  void dimensionsArePositive() {
    assertThatThrownBy(() -> new ImageShape(1, 0, 28))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("an image shape needs positive dimensions, got 1x0x28");
  }

  @Test
  void anImageFitsAnArray() {
    assertThatThrownBy(() -> new ImageShape(2, 1 << 15, 1 << 15))
        .isInstanceOf(ArithmeticException.class);
  }
}

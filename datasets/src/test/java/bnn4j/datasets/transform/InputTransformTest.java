package bnn4j.datasets.transform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import bnn4j.datasets.ImageShape;
import bnn4j.datasets.LabeledImages;
import bnn4j.foundation.Refusal;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class InputTransformTest {
  private static final ImageShape ROW = new ImageShape(1, 1, 4);

  @Test
  void noneLeavesEveryByte() {
    assertThat(InputTransform.NONE.isIdentity()).isTrue();
    assertThat(applied(InputTransform.NONE, ROW, 0, 127, 128, 255))
        .containsExactly(0, 127, 128, 255);
  }

  @Test
  void invertTurnsDarkIntoBright() {
    assertThat(applied(of(true, Contrast.NONE, 128, Dither.NONE), ROW, 0, 1, 127, 255))
        .containsExactly(255, 254, 128, 0);
  }

  @Test
  void stretchMakesTheDarkestBlackAndTheBrightestWhite() {
    InputTransform stretch = of(false, Contrast.STRETCH, 128, Dither.NONE);
    assertThat(applied(stretch, ROW, 100, 110, 120, 200)).containsExactly(0, 26, 51, 255);
    assertThat(applied(stretch, ROW, 0, 7, 8, 255)).containsExactly(0, 7, 8, 255);
  }

  @Test
  void stretchLeavesAnImageOfOneValue() {
    assertThat(applied(of(false, Contrast.STRETCH, 128, Dither.NONE), ROW, 9, 9, 9, 9))
        .containsExactly(9, 9, 9, 9);
  }

  @Test
  void stretchTakesAllChannelsTogether() {
    assertThat(
            applied(
                of(false, Contrast.STRETCH, 128, Dither.NONE), new ImageShape(3, 1, 1), 10, 20, 60))
        .containsExactly(0, 51, 255);
  }

  @Test
  void aPixelAtTheThresholdIsWhite() {
    assertThat(applied(of(false, Contrast.NONE, 60, Dither.NONE), ROW, 0, 59, 60, 255))
        .containsExactly(0, 0, 255, 255);
  }

  @Test
  void invertComesBeforeContrastAndContrastBeforeTheThreshold() {
    // Inverted 255 245 235 55; stretched 255 242 230 0.
    assertThat(applied(of(true, Contrast.STRETCH, 240, Dither.NONE), ROW, 0, 10, 20, 200))
        .containsExactly(255, 255, 0, 0);
  }

  @Test
  void bayersMatrixSpreadsItsThresholdsAroundTheCentre() {
    assertThat(thresholds(Dither.BAYER2, 128, 2)).containsExactly(32, 160, 224, 96);
    assertThat(thresholds(Dither.BAYER4, 128, 4))
        .containsExactly(8, 136, 40, 168, 200, 72, 232, 104, 56, 184, 24, 152, 248, 120, 216, 88);
  }

  @Test
  void bayersMatrixRepeatsOverTheImage() {
    ImageShape shape = new ImageShape(1, 4, 4);
    byte[] grey = filled(shape, 128);
    of(false, Contrast.NONE, 128, Dither.BAYER2).apply(shape, grey, 0, grey, 0);
    assertThat(grey).containsExactly(-1, 0, -1, 0, 0, -1, 0, -1, -1, 0, -1, 0, 0, -1, 0, -1);
  }

  @Test
  void ditheringAGreyAreaKeepsItsBrightness() {
    ImageShape shape = new ImageShape(1, 16, 16);
    for (int grey = 0; grey < 256; grey++) {
      byte[] area = filled(shape, grey);
      of(false, Contrast.NONE, 128, Dither.BAYER4).apply(shape, area, 0, area, 0);
      int white = 0;
      for (byte b : area) {
        white += b & 1;
      }
      assertThat(Math.abs(white - grey)).as("grey %d", grey).isLessThanOrEqualTo(8);
    }
  }

  @Test
  void blackStaysBlackAndWhiteStaysWhiteUnderAnyDither() {
    ImageShape shape = new ImageShape(1, 4, 4);
    for (int threshold : new int[] {1, 30, 128, 255}) {
      InputTransform dither = of(false, Contrast.NONE, threshold, Dither.BAYER4);
      byte[] black = filled(shape, 0);
      byte[] white = filled(shape, 255);
      dither.apply(shape, black, 0, black, 0);
      dither.apply(shape, white, 0, white, 0);
      assertThat(black).containsOnly(0);
      assertThat(white).containsOnly(-1);
    }
  }

  @Test
  void anUnmodifiedHostSeesTheWantedBits() {
    Random random = new Random(8);
    ImageShape shape = new ImageShape(1, 28, 28);
    byte[] source = new byte[784];
    byte[] target = new byte[784];
    for (int round = 0; round < 200; round++) {
      random.nextBytes(source);
      int threshold = 1 + random.nextInt(255);
      of(false, Contrast.NONE, threshold, Dither.NONE).apply(shape, source, 0, target, 0);
      for (int i = 0; i < 784; i++) {
        assertThat((target[i] & 255) >= 128).isEqualTo((source[i] & 255) >= threshold);
      }
    }
  }

  @Test
  void aWholeSetIsTransformedImageByImage() {
    LabeledImages images =
        new LabeledImages(
            ROW, new byte[] {0, 1, 2, 4, 10, 20, 30, 50}, new int[] {1, 0}, List.of("a", "b"));
    LabeledImages stretched = of(false, Contrast.STRETCH, 128, Dither.NONE).apply(images);
    assertThat(stretched.pixels()).containsExactly(0, 64, 128, 255, 0, 64, 128, 255);
    assertThat(stretched.labels()).containsExactly(1, 0);
    assertThat(images.pixels()[3]).isEqualTo((byte) 4);
    assertThat(InputTransform.NONE.apply(images)).isSameAs(images);
  }

  @Test
  void onlyTheImageAtTheOffsetIsTouched() {
    byte[] target = new byte[8];
    of(true, Contrast.NONE, 128, Dither.NONE).apply(ROW, new byte[6], 2, target, 3);
    assertThat(target).containsExactly(0, 0, 0, -1, -1, -1, -1, 0);
  }

  @Test
  void thresholdsAreOneTo255() {
    assertThatThrownBy(() -> of(false, Contrast.NONE, 0, Dither.NONE))
        .isInstanceOf(Refusal.class)
        .hasMessage("an input threshold must be 1..255, found 0");
    assertThatThrownBy(() -> of(false, Contrast.NONE, 256, Dither.NONE))
        .hasMessage("an input threshold must be 1..255, found 256");
  }

  @Test
  void blackAndWhiteIsForGreyImages() {
    ImageShape colour = new ImageShape(3, 1, 1);
    byte[] pixel = {1, 2, 3};
    assertThatThrownBy(
            () -> of(true, Contrast.NONE, 128, Dither.BAYER2).apply(colour, pixel, 0, pixel, 0))
        .isInstanceOf(Refusal.class)
        .hasMessage(
            "an input threshold of 128 with dither bayer2 gives black and white, which"
                + " requires grey images; these have 3 channels: omit threshold (128) and"
                + " dither; invert and contrast are supported");
    assertThat(pixel).containsExactly(1, 2, 3);
    of(true, Contrast.NONE, 128, Dither.NONE).apply(colour, pixel, 0, pixel, 0);
    assertThat(pixel).containsExactly(-2, -3, -4);
  }

  private static int[] thresholds(Dither dither, int centre, int side) {
    int[] thresholds = new int[side * side];
    for (int i = 0; i < thresholds.length; i++) {
      thresholds[i] = dither.threshold(centre, i);
    }
    return thresholds;
  }

  private static int[] applied(InputTransform transform, ImageShape shape, int... values) {
    byte[] image = new byte[values.length];
    for (int i = 0; i < values.length; i++) {
      image[i] = (byte) values[i];
    }
    byte[] target = new byte[values.length];
    transform.apply(shape, image, 0, target, 0);
    int[] result = new int[values.length];
    for (int i = 0; i < values.length; i++) {
      result[i] = target[i] & 255;
    }
    return result;
  }

  private static byte[] filled(ImageShape shape, int value) {
    byte[] image = new byte[shape.values()];
    Arrays.fill(image, (byte) value);
    return image;
  }

  private static InputTransform of(
      boolean invert, Contrast contrast, int threshold, Dither dither) {
    return new InputTransform(invert, contrast, threshold, dither);
  }
}

package bnn4j.datasets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import bnn4j.foundation.Refusal;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ShapeConversionTest {
  private static final ImageShape GREY = new ImageShape(1, 28, 28);
  private static final ImageShape COLOUR = new ImageShape(3, 32, 32);

  @Test
  void greyBecomesThreeEqualColoursInTheMiddleOfBlack() {
    byte[] source = new byte[GREY.values()];
    new Random(1).nextBytes(source);
    byte[] target = new byte[COLOUR.values()];
    new ShapeConversion(GREY, COLOUR).apply(source, 0, target, 0);
    for (int channel = 0; channel < 3; channel++) {
      for (int row = 0; row < 32; row++) {
        for (int column = 0; column < 32; column++) {
          boolean inside = row >= 2 && row < 30 && column >= 2 && column < 30;
          byte expected = inside ? source[(row - 2) * 28 + column - 2] : 0;
          assertThat(target[(channel * 32 + row) * 32 + column]).isEqualTo(expected);
        }
      }
    }
  }

  @Test
  void colourBecomesItsBrightness() {
    ImageShape pixel = new ImageShape(3, 1, 1);
    ImageShape grey = new ImageShape(1, 1, 1);
    byte[] target = new byte[1];
    int[][] coloursAndBrightness = {
      {255, 0, 0, 76}, {0, 255, 0, 150}, {0, 0, 255, 29}, {9, 9, 9, 9}
    };
    for (int[] colour : coloursAndBrightness) {
      byte[] source = {(byte) colour[0], (byte) colour[1], (byte) colour[2]};
      new ShapeConversion(pixel, grey).apply(source, 0, target, 0);
      assertThat(target[0] & 255).isEqualTo(colour[3]);
    }
  }

  @Test
  void shrinkingTakesTheMeanOfWhatAPixelCovers() {
    // Three columns become two: each covers one and a half.
    byte[] target = new byte[4];
    new ShapeConversion(new ImageShape(1, 3, 3), new ImageShape(1, 2, 2))
        .apply(new byte[] {90, 0, 30, 90, 0, 30, 90, 0, 30}, 0, target, 0);
    assertThat(target).containsExactly(60, 20, 60, 20);
  }

  @Test
  void anEvenImageStaysEven() {
    byte[] source = new byte[COLOUR.values()];
    Arrays.fill(source, (byte) 200);
    byte[] target = new byte[GREY.values()];
    new ShapeConversion(COLOUR, GREY).apply(source, 0, target, 0);
    assertThat(target).containsOnly((byte) 200);
  }

  @Test
  void theRatioOfTheSidesIsKept() {
    byte[] source = new byte[8];
    Arrays.fill(source, (byte) 100);
    byte[] target = new byte[4];
    new ShapeConversion(new ImageShape(1, 2, 4), new ImageShape(1, 2, 2))
        .apply(source, 0, target, 0);
    assertThat(target).containsExactly(100, 100, 0, 0);
  }

  @Test
  void aDataSetIsConvertedAsItIsLoaded() {
    Dataset digits = Datasets.open("rendered-digits", Path.of("nowhere"));
    Dataset colour = digits.as(COLOUR);
    assertThat(colour.shape()).isEqualTo(COLOUR);
    assertThat(colour.name()).isEqualTo("rendered-digits");
    assertThat(colour.classNames()).isEqualTo(digits.classNames());
    assertThat(colour.checksum()).isEqualTo(digits.checksum());
    LabeledImages test = colour.test();
    assertThat(test.labels()).isEqualTo(digits.test().labels());
    assertThat(test.pixels()[2 * 32 + 2]).isEqualTo(digits.test().pixels()[0]);
    assertThat(digits.as(GREY)).isSameAs(digits);
    assertThat(colour.as(GREY)).isSameAs(digits);
  }

  @Test
  void groupsSurviveTheConversion() {
    LabeledImages images =
        new LabeledImages(GREY, new byte[2 * 784], new int[2], List.of("only"))
            .grouped(new int[] {5, 5});
    assertThat(new ShapeConversion(GREY, COLOUR).apply(images).group(1)).isEqualTo(5);
  }

  @Test
  void otherNumbersOfChannelsAreRefused() {
    assertThatThrownBy(() -> new ShapeConversion(new ImageShape(2, 4, 4), GREY))
        .isInstanceOf(Refusal.class)
        .hasMessage(
            "images of 2x4x4 cannot be converted to 1x28x28: only grey and RGB images"
                + " are converted");
  }
}

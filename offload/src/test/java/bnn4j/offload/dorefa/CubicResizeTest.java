package bnn4j.offload.dorefa;

import static org.assertj.core.api.Assertions.assertThat;

import bnn4j.datasets.picture.Picture;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CubicResizeTest {
  @Test
  void aPictureOfTheSameSizeIsItself() {
    Picture picture = noise(20, 30);
    float[] found = CubicResize.square(picture, 1, 30, 20, 7, 3, 16);
    for (int i = 0; i < found.length; i++) {
      int at = (20 + 3 + i / 16) * 30 + 7 + i % 16;
      assertThat(found[i]).isEqualTo(picture.values()[at] & 0xff);
    }
  }

  /** What is computed of a place does not depend on how much is computed. */
  @Test
  void aSquareIsAPartOfTheWhole() {
    Picture picture = noise(50, 70);
    float[] whole = CubicResize.square(picture, 2, 40, 40, 0, 0, 40);
    float[] part = CubicResize.square(picture, 2, 40, 40, 9, 14, 20);
    for (int i = 0; i < part.length; i++) {
      assertThat(part[i]).isEqualTo(whole[(14 + i / 20) * 40 + 9 + i % 20]);
    }
  }

  @ParameterizedTest
  @CsvSource({"1, 1", "1, 300000", "300000, 1", "2, 2", "5, 4000"})
  void photosOfAllShapesAreCropped(int rows, int columns) {
    byte[] values = new byte[3 * rows * columns];
    Arrays.fill(values, (byte) 200);
    float[] found =
        CubicResize.square(
            new Picture(rows, columns, values),
            0,
            Math.max(224, columns),
            Math.max(224, rows),
            0,
            0,
            224);
    for (float value : found) {
      assertThat(value).isBetween(199.999f, 200.001f);
    }
  }

  private static Picture noise(int rows, int columns) {
    byte[] values = new byte[3 * rows * columns];
    new Random(rows).nextBytes(values);
    return new Picture(rows, columns, values);
  }
}

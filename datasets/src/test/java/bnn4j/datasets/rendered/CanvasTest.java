package bnn4j.datasets.rendered;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;

class CanvasTest {
  private final byte[] picture = new byte[81];

  @Test
  void aLineIsAsWideAsThePenAndSoftAtItsEdge() {
    Canvas canvas = new Canvas(9);
    canvas.line(4, -3, 4, 12);
    canvas.copyTo(picture, 0, 1.25, 200, 0, new Random(1));
    for (int row = 0; row < 9; row++) {
      int[] values = new int[9];
      for (int column = 0; column < 9; column++) {
        values[column] = picture[row * 9 + column] & 255;
      }
      assertThat(values).containsExactly(0, 0, 0, 150, 200, 150, 0, 0, 0);
    }
  }

  @Test
  void linesThatCrossDoNotAddUp() {
    Canvas canvas = new Canvas(9);
    canvas.line(0, 4, 8, 4);
    canvas.line(4, 0, 4, 8);
    canvas.copyTo(picture, 0, 0.5, 100, 0, new Random(1));
    assertThat(picture[4 * 9 + 4]).isEqualTo((byte) 100);
  }

  @Test
  void aPointIsARoundDot() {
    Canvas canvas = new Canvas(9);
    canvas.line(4, 4, 4, 4);
    canvas.copyTo(picture, 0, 2.5, 100, 0, new Random(1));
    assertThat(picture[4 * 9 + 2]).isEqualTo((byte) 100);
    assertThat(picture[4 * 9 + 1]).isZero();
    assertThat(picture[2 * 9 + 2]).isEqualTo((byte) 17); // sqrt(8) away: 3 - 2.83 of the ink
  }

  @Test
  void aClearedCanvasIsEmpty() {
    Canvas canvas = new Canvas(9);
    canvas.line(0, 0, 8, 8);
    canvas.clear();
    canvas.copyTo(picture, 0, 3, 255, 0, new Random(1));
    assertThat(picture).containsOnly(0);
  }
}

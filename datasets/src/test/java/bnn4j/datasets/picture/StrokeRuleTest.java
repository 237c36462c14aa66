package bnn4j.datasets.picture;

import static org.assertj.core.api.Assertions.assertThat;

import bnn4j.datasets.ImageShape;
import bnn4j.datasets.PictureFit;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class StrokeRuleTest {
  private static final ImageShape GREY = new ImageShape(1, 28, 28);

  /** By hand from the notebook: mean 204, three times the distance from it, times four. */
  @Test
  void theCameraKeepsOnlyWhatIsQuiteBlack() {
    // Paper 220, a bar of ink 40 that is 4 wide and 14 high, beside it a shade of 120 as high.
    Plane paper = paper(60, 60, 220);
    fill(paper, 20, 14, 10, 4, 40);
    fill(paper, 20, 14, 14, 3, 120);
    byte[] square = CameraSteps.DIGIT.fit(paper, 28);
    // The box is 14 high and 7 wide, so twice as large it is 28 by 14, from column 7 on.
    for (int row = 0; row < 28; row++) {
      for (int column = 0; column < 28; column++) {
        boolean ink = (column >= 7 && column < 15) || (column >= 15 && column < 21);
        assertThat(square[row * 28 + column] & 255)
            .as("%d, %d", row, column)
            .isEqualTo(ink ? 255 : 0);
      }
    }
  }

  @Test
  void aSquareBoxIsNotLeftEmptyAsTheNotebookDoes() {
    Plane paper = paper(50, 50, 230);
    fill(paper, 10, 9, 10, 9, 20);
    assertThat(CameraSteps.LETTER.fit(paper, 28)).containsOnly(255);
  }

  @Test
  void fittingTwiceIsFittingOnce() {
    for (PictureFit fit :
        new PictureFit[] {
          PictureFit.DIGIT, PictureFit.EMNIST, PictureFit.CAMERA, PictureFit.LETTER
        }) {
      Plane bright = paper(90, 70, 0);
      fill(bright, 12, 50, 30, 9, 255);
      fill(bright, 12, 9, 30, 30, 255);
      byte[] once = new StrokeRule(fit).fit(bright, 28);
      byte[] twice = once.clone();
      new StrokeRule(fit).apply(twice, 0, 28);
      assertThat(twice).as(fit.toString()).isEqualTo(once);
    }
  }

  @Test
  void theLongerSideIsThatOfTheDataSet() {
    Plane bright = paper(200, 120, 0);
    fill(bright, 31, 100, 40, 50, 255);
    Box digit = Box.of(new Plane(28, 28, new StrokeRule(PictureFit.DIGIT).fit(bright, 28)), 128);
    assertThat(digit).isEqualTo(new Box(4, 9, 20, 10));
    Box letter = Box.of(new Plane(28, 28, new StrokeRule(PictureFit.EMNIST).fit(bright, 28)), 128);
    assertThat(letter.height()).isEqualTo(24);
  }

  @Test
  void inkOnPaperIsToldFromChalkOnABoardInAnyLight() {
    for (int[] light : new int[][] {{250, 10}, {120, 60}, {200, 150}}) {
      Plane paper = paper(60, 60, light[0]);
      fill(paper, 20, 20, 20, 4, light[1]);
      assertThat(new PictureFitting(GREY, false, PictureFit.FILL).isInkOnPaper(picture(paper)))
          .isTrue();
      assertThat(
              new PictureFitting(GREY, false, PictureFit.FILL)
                  .isInkOnPaper(picture(paper.inverted())))
          .isFalse();
    }
  }

  private static Picture picture(Plane plane) {
    byte[] values = new byte[3 * plane.values().length];
    for (int i = 0; i < values.length; i++) {
      values[i] = plane.values()[i % plane.values().length];
    }
    return new Picture(plane.rows(), plane.columns(), values);
  }

  private static Plane paper(int rows, int columns, int value) {
    byte[] values = new byte[rows * columns];
    Arrays.fill(values, (byte) value);
    return new Plane(rows, columns, values);
  }

  private static void fill(Plane plane, int top, int height, int left, int width, int value) {
    for (int row = top; row < top + height; row++) {
      for (int column = left; column < left + width; column++) {
        plane.values()[row * plane.columns() + column] = (byte) value;
      }
    }
  }
}

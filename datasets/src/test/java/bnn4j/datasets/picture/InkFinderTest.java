package bnn4j.datasets.picture;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Random;
import java.util.function.DoubleBinaryOperator;
import org.junit.jupiter.api.Test;

/** A cross of bright strokes, 60 high and 8 wide, in a picture of 200 by 160. */
class InkFinderTest {
  private static final int ROWS = 160;
  private static final int COLUMNS = 200;
  private static final Box CROSS = new Box(50, 70, 60, 60);

  private static boolean isCross(int row, int column) {
    boolean inside = row >= 50 && row < 110 && column >= 70 && column < 130;
    return inside && ((row >= 76 && row < 84) || (column >= 96 && column < 104));
  }

  private static Plane cross(int ground, int ink, DoubleBinaryOperator light, double noise) {
    Random chance = new Random(1);
    byte[] values = new byte[ROWS * COLUMNS];
    for (int i = 0; i < values.length; i++) {
      int row = i / COLUMNS;
      int column = i % COLUMNS;
      double value = isCross(row, column) ? ink : ground;
      value *= light.applyAsDouble((double) row / ROWS, (double) column / COLUMNS);
      value += noise * chance.nextGaussian();
      values[i] = (byte) Math.max(0, Math.min(255, Math.round(value)));
    }
    return new Plane(ROWS, COLUMNS, values);
  }

  private static void assertCross(Plane ink) {
    Box box = Box.of(ink, Strokes.of(ink).threshold());
    assertThat(Math.abs(box.top() - CROSS.top())).isLessThanOrEqualTo(2);
    assertThat(Math.abs(box.left() - CROSS.left())).isLessThanOrEqualTo(2);
    assertThat(Math.abs(box.height() - CROSS.height())).isLessThanOrEqualTo(4);
    assertThat(Math.abs(box.width() - CROSS.width())).isLessThanOrEqualTo(4);
  }

  @Test
  void aCleanPictureStaysAsItIs() {
    Plane clean = cross(0, 255, (down, across) -> 1, 0);
    assertThat(InkFinder.clean(clean)).isSameAs(clean);
    assertThat(InkFinder.areDark(clean)).isFalse();
    assertThat(InkFinder.areDark(clean.inverted())).isTrue();
  }

  @Test
  void noiseIsNoStroke() {
    assertCross(InkFinder.clean(cross(40, 220, (down, across) -> 1, 40)));
  }

  @Test
  void lightFromOneSideIsNoStroke() {
    Plane paper = cross(230, 40, (down, across) -> 0.4 + 0.6 * across, 3);
    assertThat(InkFinder.areDark(paper)).isTrue();
    assertCross(InkFinder.clean(paper.inverted()));
    Plane board = cross(50, 230, (down, across) -> 0.4 + 0.6 * across, 3);
    assertThat(InkFinder.areDark(board)).isFalse();
    assertCross(InkFinder.clean(board));
  }

  @Test
  void aShadowAcrossTheStrokesIsNoStroke() {
    Plane paper = cross(230, 40, (down, across) -> across < 0.45 ? 0.6 : 1, 3);
    assertThat(InkFinder.areDark(paper)).isTrue();
    assertCross(InkFinder.clean(paper.inverted()));
  }

  @Test
  void dustAndWhatLiesAtTheEdgeAreLeftOut() {
    Plane picture = cross(30, 220, (down, across) -> 1, 0);
    for (int row = 0; row < ROWS; row++) {
      for (int column = 190; column < COLUMNS; column++) {
        picture.values()[row * COLUMNS + column] = (byte) 220;
      }
    }
    for (int speck : new int[] {20 * COLUMNS + 20, 140 * COLUMNS + 60, 30 * COLUMNS + 150}) {
      for (int pixel : new int[] {0, 1, COLUMNS, COLUMNS + 1}) {
        picture.values()[speck + pixel] = (byte) 220;
      }
    }
    assertCross(InkFinder.clean(picture));
  }

  @Test
  void strokesThatAllReachTheEdgeAreKept() {
    Plane picture = cross(0, 255, (down, across) -> 1, 0).crop(50, 70, 60, 60);
    assertThat(InkFinder.clean(picture)).isSameAs(picture);
  }

  @Test
  void strokesWiderThanAnyExpectedAreKept() {
    byte[] values = new byte[200 * 120];
    for (int row = 30; row < 130; row++) {
      Arrays.fill(values, row * 120 + 40, row * 120 + 90, (byte) 255);
    }
    Plane block = new Plane(200, 120, values);
    assertThat(InkFinder.clean(block)).isSameAs(block);
  }

  @Test
  void openingTakesAwayWhatIsNarrowAndLeavesSteps() {
    Plane line = new Plane(1, 12, new byte[] {1, 1, 9, 1, 1, 1, 7, 7, 7, 7, 7, 7});
    assertThat(Opening.of(line, 1).values()).containsExactly(1, 1, 1, 1, 1, 1, 7, 7, 7, 7, 7, 7);
    assertThat(Opening.extremes(line, 2, false).values())
        .containsExactly(1, 1, 1, 1, 1, 1, 1, 1, 7, 7, 7, 7);
    assertThat(Opening.extremes(line, 1, true).values())
        .containsExactly(1, 9, 9, 9, 1, 7, 7, 7, 7, 7, 7, 7);
  }

  @Test
  void patchesJoinDiagonallyAndKnowWhetherTheyReachTheEdge() {
    String rows = "#....." + "......" + "..#..." + "...#.." + "......";
    boolean[] mask = new boolean[30];
    for (int i = 0; i < mask.length; i++) {
      mask[i] = rows.charAt(i) == '#';
    }
    Patches patches = Patches.of(mask, 5, 6);
    assertThat(patches.label()[14]).isEqualTo(patches.label()[21]).isEqualTo(2);
    assertThat(patches.area()[1]).isEqualTo(1);
    assertThat(patches.area()[2]).isEqualTo(2);
    assertThat(patches.length()[2]).isEqualTo(2);
    assertThat(patches.atEdge()[1]).isTrue();
    assertThat(patches.atEdge()[2]).isFalse();
  }
}

package bnn4j.datasets.picture;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.Color;
import java.awt.Rectangle;
import java.awt.image.BufferedImage;
import java.util.function.IntPredicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class BoxLabelsTest {
  private static final Color GROUND = new Color(0x3344dd);

  private final BufferedImage image = new BufferedImage(200, 100, BufferedImage.TYPE_INT_RGB);

  private static Stream<Rectangle> boxes() {
    return Stream.of(
        new Rectangle(50, 40, 60, 40),
        new Rectangle(0, 0, 200, 100),
        new Rectangle(150, 1, 50, 20),
        new Rectangle(190, 90, 10, 10),
        new Rectangle(-20, -20, 300, 300),
        new Rectangle(5, 99, 1, 1));
  }

  @ParameterizedTest
  @MethodSource("boxes")
  void labelsAreWhollyInThePictureWithLettersThatStandOut(Rectangle box) {
    new BoxLabels(image).draw("person: 95%", box, 2, GROUND);
    Rectangle ground = extentOf(image, rgb -> rgb != 0);
    assertThat(ground.width).isGreaterThan(40);
    assertThat(ground.height).isGreaterThan(10);
    // The ground's outermost row and column are free of letters, so none is cut off.
    for (int x = ground.x; x < ground.x + ground.width; x++) {
      assertThat(new Color(image.getRGB(x, ground.y))).isEqualTo(GROUND);
    }
    for (int y = ground.y; y < ground.y + ground.height; y++) {
      assertThat(new Color(image.getRGB(ground.x, y))).isEqualTo(GROUND);
      assertThat(new Color(image.getRGB(ground.x + ground.width - 1, y))).isEqualTo(GROUND);
    }
    assertThat(countOf(image, 0xffffff)).isGreaterThan(20);
  }

  @Test
  void aLabelStandsAboveItsBoxWhereThereIsRoom() {
    new BoxLabels(image).draw("dog", new Rectangle(50, 40, 60, 40), 2, GROUND);
    Rectangle ground = extentOf(image, rgb -> rgb != 0);
    assertThat(ground.x).isEqualTo(50);
    assertThat(ground.y + ground.height).isEqualTo(40);
  }

  @Test
  void labelsOfTheSameBoxDoNotCoverEachOther() {
    BoxLabels labels = new BoxLabels(image);
    Rectangle box = new Rectangle(50, 40, 80, 40);
    labels.draw("dog: 60%", box, 2, Color.BLUE);
    int blue = countOf(image, Color.BLUE.getRGB());
    labels.draw("cat: 40%", box, 2, Color.RED);
    assertThat(countOf(image, Color.BLUE.getRGB())).isEqualTo(blue);
    assertThat(countOf(image, Color.RED.getRGB())).isGreaterThan(100);
  }

  @Test
  void lettersOnABrightGroundAreBlack() {
    BufferedImage white = new BufferedImage(200, 100, BufferedImage.TYPE_INT_RGB);
    white.createGraphics().fillRect(0, 0, 200, 100);
    new BoxLabels(white).draw("sheep: 31%", new Rectangle(10, 40, 90, 50), 2, Color.YELLOW);
    assertThat(countOf(white, 0)).isGreaterThan(20);
  }

  @Test
  void aPictureTooSmallForATextGetsNone() {
    BufferedImage tiny = new BufferedImage(1, 1, BufferedImage.TYPE_INT_RGB);
    new BoxLabels(tiny).draw("person: 95%", new Rectangle(0, 0, 1, 1), 1, GROUND);
    assertThat(tiny.getRGB(0, 0) & 0xffffff).isZero();
  }

  private static int countOf(BufferedImage image, int colour) {
    int count = 0;
    for (int rgb : image.getRGB(0, 0, image.getWidth(), image.getHeight(), null, 0, 200)) {
      count += (rgb & 0xffffff) == (colour & 0xffffff) ? 1 : 0;
    }
    return count;
  }

  private static Rectangle extentOf(BufferedImage image, IntPredicate isInside) {
    Rectangle extent = null;
    for (int y = 0; y < image.getHeight(); y++) {
      for (int x = 0; x < image.getWidth(); x++) {
        if (isInside.test(image.getRGB(x, y) & 0xffffff)) {
          Rectangle pixel = new Rectangle(x, y, 1, 1);
          extent = extent == null ? pixel : extent.union(pixel);
        }
      }
    }
    return extent;
  }
}

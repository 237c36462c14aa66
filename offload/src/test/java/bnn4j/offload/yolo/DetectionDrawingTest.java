package bnn4j.offload.yolo;

import static org.assertj.core.api.Assertions.assertThat;

import bnn4j.datasets.picture.Picture;
import bnn4j.offload.yolo.BoundingBox.PixelBox;
import java.awt.image.BufferedImage;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class DetectionDrawingTest {
  private static final int ROWS = 300;
  private static final int COLUMNS = 400;

  /** What lines are wide in a picture of so many rows. */
  private static final int LINE = 1;

  private final List<Detection> detections =
      List.of(
          new Detection(11, 0.86f, 1, 8, 3, new BoundingBox(0.3f, 0.6f, 0.3f, 0.5f)),
          new Detection(6, 0.859f, 1, 3, 9, new BoundingBox(0.32f, 0.35f, 0.4f, 0.3f)),
          new Detection(14, 0.31f, 0, 0, 0, new BoundingBox(0.02f, 0.02f, 0.3f, 0.3f)));

  @Test
  void labelsChangeNoPixelOfTheBoxes() {
    BufferedImage plain = DetectionDrawing.of(grey(), detections, false);
    BufferedImage labeled = DetectionDrawing.of(grey(), detections, true);
    for (Detection detection : detections) {
      PixelBox box = detection.box().pixels(COLUMNS, ROWS);
      for (int i = 0; i < LINE; i++) {
        for (int x = box.left(); x <= box.right(); x++) {
          same(plain, labeled, x, box.top() + i);
          same(plain, labeled, x, box.bottom() - i);
        }
        for (int y = box.top(); y <= box.bottom(); y++) {
          same(plain, labeled, box.left() + i, y);
          same(plain, labeled, box.right() - i, y);
        }
      }
    }
  }

  private static void same(BufferedImage plain, BufferedImage labeled, int x, int y) {
    assertThat(labeled.getRGB(x, y)).as("%d, %d", x, y).isEqualTo(plain.getRGB(x, y));
  }

  @Test
  void eachDetectionGetsALabelInTheColourOfItsClass() {
    BufferedImage plain = DetectionDrawing.of(grey(), detections, false);
    BufferedImage labeled = DetectionDrawing.of(grey(), detections, true);
    for (Detection detection : detections) {
      int colour = DetectionDrawing.colour(detection.index());
      assertThat(countOf(labeled, colour)).isGreaterThan(countOf(plain, colour) + 100);
    }
  }

  private static int countOf(BufferedImage image, int colour) {
    int count = 0;
    for (int rgb : image.getRGB(0, 0, COLUMNS, ROWS, null, 0, COLUMNS)) {
      count += (rgb & 0xffffff) == colour ? 1 : 0;
    }
    return count;
  }

  private static Picture grey() {
    byte[] values = new byte[3 * ROWS * COLUMNS];
    Arrays.fill(values, (byte) 119);
    return new Picture(ROWS, COLUMNS, values);
  }
}

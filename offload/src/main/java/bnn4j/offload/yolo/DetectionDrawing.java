package bnn4j.offload.yolo;

import bnn4j.datasets.picture.BoxLabels;
import bnn4j.datasets.picture.Picture;
import bnn4j.offload.yolo.BoundingBox.PixelBox;
import java.awt.Color;
import java.awt.Rectangle;
import java.awt.image.BufferedImage;
import java.util.List;

/** A photo with boxes around detected objects, drawn as darknet does: one colour per class. */
public final class DetectionDrawing {
  private static final double LINE = 0.006;

  /** Colours between which those of the classes lie: red, green, blue. */
  private static final int[][] CORNERS = {
    {1, 0, 1}, {0, 0, 1}, {0, 1, 1}, {0, 1, 0}, {1, 1, 0}, {1, 0, 0}
  };

  /** Scatters neighbouring classes. */
  private static final int SCATTER = 123_457;

  private final BufferedImage image;

  private DetectionDrawing(Picture photo) {
    this.image = photo.image();
  }

  /**
   * Draws all detections.
   *
   * @param labels whether class and percent are written at each box; the original's pictures have
   *     boxes only. The boxes are the original's in any case: labels lie below them
   */
  public static BufferedImage of(Picture photo, List<Detection> detections, boolean labels) {
    DetectionDrawing drawing = new DetectionDrawing(photo);
    if (labels) {
      BoxLabels texts = new BoxLabels(drawing.image);
      detections.forEach(detection -> drawing.label(texts, detection));
    }
    detections.forEach(drawing::draw);
    return drawing.image;
  }

  private void label(BoxLabels texts, Detection detection) {
    PixelBox box = detection.box().pixels(image.getWidth(), image.getHeight());
    Rectangle sides =
        new Rectangle(
            box.left(), box.top(), box.right() - box.left() + 1, box.bottom() - box.top() + 1);
    texts.draw(detection.toString(), sides, line(), new Color(colour(detection.index())));
  }

  private void draw(Detection detection) {
    PixelBox box = detection.box().pixels(image.getWidth(), image.getHeight());
    int colour = colour(detection.index());
    int width = line();
    for (int i = 0; i < width; i++) {
      rectangle(box.left() + i, box.top() + i, box.right() - i, box.bottom() - i, colour);
    }
  }

  private int line() {
    return Math.max(1, (int) (image.getHeight() * LINE));
  }

  private void rectangle(int left, int top, int right, int bottom, int colour) {
    int x1 = clamp(left, image.getWidth());
    int x2 = clamp(right, image.getWidth());
    int y1 = clamp(top, image.getHeight());
    int y2 = clamp(bottom, image.getHeight());
    for (int x = x1; x <= x2; x++) {
      image.setRGB(x, y1, colour);
      image.setRGB(x, y2, colour);
    }
    for (int y = y1; y <= y2; y++) {
      image.setRGB(x1, y, colour);
      image.setRGB(x2, y, colour);
    }
  }

  private static int clamp(int value, int size) {
    return Math.max(0, Math.min(size - 1, value));
  }

  /** Red, green and blue in a byte each. */
  static int colour(int index) {
    int classes = VocClass.NAMES.size();
    int scattered = index * SCATTER % classes;
    // Red is the last of the three there.
    return channel(2, scattered, classes) << 16
        | channel(1, scattered, classes) << 8
        | channel(0, scattered, classes);
  }

  private static int channel(int channel, int place, int places) {
    float ratio = (float) place / places * 5;
    int low = (int) Math.floor(ratio);
    int high = (int) Math.ceil(ratio);
    ratio -= low;
    float value = (1 - ratio) * CORNERS[low][channel] + ratio * CORNERS[high][channel];
    return (int) (255 * value);
  }
}

package bnn4j.offload.yolo;

import bnn4j.datasets.picture.Picture;
import bnn4j.offload.yolo.BoundingBox.PixelBox;
import java.awt.image.BufferedImage;
import java.util.List;

/** A photo with boxes around what was found, as darknet draws them: a colour for each class. */
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
    this.image = new BufferedImage(photo.columns(), photo.rows(), BufferedImage.TYPE_INT_RGB);
    int area = photo.rows() * photo.columns();
    for (int i = 0; i < area; i++) {
      int rgb = 0;
      for (int plane = 0; plane < Picture.CHANNELS; plane++) {
        rgb = rgb << Byte.SIZE | (photo.values()[plane * area + i] & 0xff);
      }
      image.setRGB(i % photo.columns(), i / photo.columns(), rgb);
    }
  }

  /** Draws all detections. */
  public static BufferedImage of(Picture photo, List<Detection> detections) {
    DetectionDrawing drawing = new DetectionDrawing(photo);
    detections.forEach(drawing::draw);
    return drawing.image;
  }

  private void draw(Detection detection) {
    PixelBox box = detection.box().pixels(image.getWidth(), image.getHeight());
    int colour = colour(detection.index());
    int width = Math.max(1, (int) (image.getHeight() * LINE));
    for (int i = 0; i < width; i++) {
      rectangle(box.left() + i, box.top() + i, box.right() - i, box.bottom() - i, colour);
    }
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

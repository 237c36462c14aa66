package bnn4j.evaluation.locate;

import bnn4j.datasets.picture.BoxLabels;
import bnn4j.datasets.picture.Picture;
import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.Rectangle;
import java.awt.image.BufferedImage;
import java.util.List;

/** An image with boxes around the found objects. */
public final class MarkedPicture {
  private static final float FIRST_HUE = 0.97f;

  /** The part of a circle after which points come to lie farthest apart. */
  private static final float GOLDEN = 0.618034f;

  private static final Color CANDIDATE = new Color(0x66ffd60a, true);

  private MarkedPicture() {}

  /**
   * Draws the boxes.
   *
   * @param finds each in the colour of its class, with class and score
   * @param candidates thin, below them
   */
  public static BufferedImage of(Picture picture, List<Find> finds, List<Find> candidates) {
    BufferedImage image = picture.image();
    Graphics2D graphics = image.createGraphics();
    int shorter = Math.min(picture.rows(), picture.columns());
    float line = Math.max(2, shorter / 250f);
    graphics.setColor(CANDIDATE);
    graphics.setStroke(new BasicStroke(Math.max(1, line / 2)));
    candidates.forEach(find -> box(graphics, find.window()));
    graphics.setStroke(new BasicStroke(line));
    BoxLabels labels = new BoxLabels(image);
    for (Find find : finds) {
      labels.draw(
          "%s %d".formatted(find.name(), find.score()),
          sides(find.window(), (int) Math.ceil(line / 2)),
          (int) Math.ceil(line),
          colour(find.index()));
    }
    for (Find find : finds) {
      graphics.setColor(colour(find.index()));
      box(graphics, find.window());
    }
    graphics.dispose();
    return image;
  }

  private static void box(Graphics2D graphics, Window window) {
    graphics.drawRect(window.x(), window.y(), window.size() - 1, window.size() - 1);
  }

  /** Neighbouring classes get hues far apart. */
  static Color colour(int index) {
    return Color.getHSBColor(FIRST_HUE + index * GOLDEN, 0.83f, 1);
  }

  /** Lines are drawn half outside of a window. */
  private static Rectangle sides(Window window, int outside) {
    Rectangle sides = new Rectangle(window.x(), window.y(), window.size(), window.size());
    sides.grow(outside, outside);
    return sides;
  }
}

package bnn4j.evaluation.locate;

import bnn4j.datasets.picture.Picture;
import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.FontMetrics;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.util.List;

/** A picture with boxes around what was found in it. */
public final class MarkedPicture {
  private static final Color FOUND = new Color(0xff2d55);
  private static final Color CANDIDATE = new Color(0x66ffd60a, true);

  private MarkedPicture() {}

  /**
   * Draws the boxes.
   *
   * @param finds each with class and score
   * @param candidates thin, below them
   */
  public static BufferedImage of(Picture picture, List<Find> finds, List<Find> candidates) {
    BufferedImage image = picture.image();
    Graphics2D graphics = image.createGraphics();
    graphics.setRenderingHint(
        RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
    int shorter = Math.min(picture.rows(), picture.columns());
    float line = Math.max(2, shorter / 250f);
    graphics.setColor(CANDIDATE);
    graphics.setStroke(new BasicStroke(Math.max(1, line / 2)));
    candidates.forEach(find -> box(graphics, find.window()));
    graphics.setStroke(new BasicStroke(line));
    graphics.setFont(new Font(Font.SANS_SERIF, Font.BOLD, Math.max(11, shorter / 36)));
    for (Find find : finds) {
      graphics.setColor(FOUND);
      box(graphics, find.window());
      label(graphics, find, picture);
    }
    graphics.dispose();
    return image;
  }

  private static void box(Graphics2D graphics, Window window) {
    graphics.drawRect(window.x(), window.y(), window.size() - 1, window.size() - 1);
  }

  /** Above the box, or below it where there is no room; inside the picture. */
  private static void label(Graphics2D graphics, Find find, Picture picture) {
    FontMetrics metrics = graphics.getFontMetrics();
    String text = "%s %d".formatted(find.name(), find.score());
    int width = metrics.stringWidth(text) + 8;
    int height = metrics.getHeight() + 2;
    Window window = find.window();
    int left = Math.max(0, Math.min(window.x(), picture.columns() - width));
    int top = window.y() >= height ? window.y() - height : window.y() + window.size();
    top = Math.max(0, Math.min(top, picture.rows() - height));
    graphics.fillRect(left, top, width, height);
    graphics.setColor(Color.WHITE);
    graphics.drawString(text, left + 4, top + metrics.getAscent() + 1);
  }
}

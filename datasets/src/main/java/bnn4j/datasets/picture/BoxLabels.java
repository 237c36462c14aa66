package bnn4j.datasets.picture;

import java.awt.Color;
import java.awt.Font;
import java.awt.FontMetrics;
import java.awt.Graphics2D;
import java.awt.Rectangle;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.List;

/**
 * Writes at boxes of a picture what is in them: on a ground in the colour of the box, so that it
 * can be read on any picture, all of it inside the picture, and beside the labels before it where
 * there is room.
 */
public final class BoxLabels {
  /** The text's size in parts of the picture's shorter side. */
  private static final int PARTS = 30;

  private static final int USUAL_SIZE = 12;
  private static final int LEAST_SIZE = 7;
  private static final int MARGIN = 3;

  /** From this brightness of 255 on, a ground takes black letters. */
  private static final int BRIGHT = 140;

  private final BufferedImage image;
  private final List<Rectangle> taken = new ArrayList<>();

  /**
   * Labels for a picture.
   *
   * @param image is drawn on
   */
  public BoxLabels(BufferedImage image) {
    this.image = image;
  }

  /**
   * Draws a label above a box; where there is no room, below it or in it. A picture too small for
   * the text gets none.
   *
   * @param box in pixels, with its lines; may reach beyond the picture
   * @param line width of its lines, which labels in the box leave free
   * @param ground the colour of the box
   */
  public void draw(String text, Rectangle box, int line, Color ground) {
    Graphics2D graphics = image.createGraphics();
    try {
      graphics.setRenderingHint(
          RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
      FontMetrics metrics = fitting(text, graphics);
      int width = metrics.stringWidth(text) + 2 * MARGIN;
      int height = metrics.getAscent() + metrics.getDescent() + 2;
      if (width > image.getWidth() || height > image.getHeight()) {
        return;
      }
      Rectangle place = place(box, line, width, height);
      taken.add(place);
      graphics.setColor(ground);
      graphics.fill(place);
      graphics.setColor(brightness(ground) < BRIGHT ? Color.WHITE : Color.BLACK);
      graphics.drawString(text, place.x + MARGIN, place.y + 1 + metrics.getAscent());
    } finally {
      graphics.dispose();
    }
  }

  /** Letters that go with the picture's size, smaller ones where the text would be too wide. */
  private FontMetrics fitting(String text, Graphics2D graphics) {
    int size = Math.max(USUAL_SIZE, Math.min(image.getWidth(), image.getHeight()) / PARTS);
    FontMetrics metrics;
    do {
      graphics.setFont(new Font(Font.SANS_SERIF, Font.BOLD, size));
      metrics = graphics.getFontMetrics();
      size--;
    } while (size >= LEAST_SIZE && metrics.stringWidth(text) + 2 * MARGIN > image.getWidth());
    return metrics;
  }

  private Rectangle place(Rectangle box, int line, int width, int height) {
    List<Rectangle> places =
        List.of(
            new Rectangle(box.x, box.y - height, width, height),
            new Rectangle(box.x, box.y + box.height, width, height),
            new Rectangle(box.x + line, box.y + line, width, height),
            new Rectangle(box.x + line, box.y + box.height - line - height, width, height));
    return places.stream()
        .filter(place -> place.y >= 0 && place.y + height <= image.getHeight())
        .map(this::inside)
        .filter(place -> taken.stream().noneMatch(place::intersects))
        .findFirst()
        .orElseGet(() -> inside(places.get(0)));
  }

  private Rectangle inside(Rectangle place) {
    return new Rectangle(
        Math.max(0, Math.min(place.x, image.getWidth() - place.width)),
        Math.max(0, Math.min(place.y, image.getHeight() - place.height)),
        place.width,
        place.height);
  }

  /** As ITU-R 601 weighs the colours. */
  private static int brightness(Color colour) {
    return (299 * colour.getRed() + 587 * colour.getGreen() + 114 * colour.getBlue()) / 1000;
  }
}

package bnn4j.hardware.draw;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.AffineTransform;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Line2D;
import java.awt.geom.Path2D;
import java.awt.geom.RoundRectangle2D;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.OutputStream;
import javax.imageio.ImageIO;

/** A drawing as PNG. */
public final class Png {
  /** For screens with small pixels. */
  private static final int SCALE = 2;

  private static final float[] DASHES = {6, 4};

  private final Graphics2D graphics;

  private Png(Graphics2D graphics) {
    this.graphics = graphics;
  }

  /** Writes the whole file. */
  public static void write(Drawing drawing, OutputStream out) throws IOException {
    ImageIO.write(image(drawing), "png", out);
  }

  /** Two pixels for each of the drawing's, in each direction. */
  static BufferedImage image(Drawing drawing) {
    BufferedImage image =
        new BufferedImage(
            SCALE * drawing.width(), SCALE * drawing.height(), BufferedImage.TYPE_INT_RGB);
    Graphics2D graphics = image.createGraphics();
    graphics.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
    graphics.setRenderingHint(
        RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
    graphics.setRenderingHint(
        RenderingHints.KEY_FRACTIONALMETRICS, RenderingHints.VALUE_FRACTIONALMETRICS_ON);
    graphics.setRenderingHint(RenderingHints.KEY_STROKE_CONTROL, RenderingHints.VALUE_STROKE_PURE);
    graphics.setColor(Color.WHITE);
    graphics.fillRect(0, 0, image.getWidth(), image.getHeight());
    graphics.scale(SCALE, SCALE);
    drawing.shapes().forEach(new Png(graphics)::draw);
    graphics.dispose();
    return image;
  }

  private void draw(DrawnShape shape) {
    if (shape instanceof DrawnShape.Box box) {
      draw(
          new RoundRectangle2D.Double(
              box.x(), box.y(), box.width(), box.height(), 2 * box.radius(), 2 * box.radius()),
          box.fill(),
          box.border(),
          1);
    } else if (shape instanceof DrawnShape.Line line) {
      graphics.setColor(line.color());
      graphics.setStroke(stroke(line));
      graphics.draw(new Line2D.Double(line.fromX(), line.fromY(), line.toX(), line.toY()));
    } else if (shape instanceof DrawnShape.Area area) {
      graphics.setColor(area.fill());
      graphics.fill(path(area));
    } else if (shape instanceof DrawnShape.Dot dot) {
      double size = 2 * dot.radius();
      draw(
          new Ellipse2D.Double(dot.x() - dot.radius(), dot.y() - dot.radius(), size, size),
          dot.fill(),
          dot.border(),
          2);
    } else if (shape instanceof DrawnShape.Label label) {
      draw(label);
    }
  }

  private void draw(java.awt.Shape shape, Color fill, Color border, float width) {
    graphics.setColor(fill);
    graphics.fill(shape);
    graphics.setColor(border);
    graphics.setStroke(new BasicStroke(width));
    graphics.draw(shape);
  }

  private static BasicStroke stroke(DrawnShape.Line line) {
    float width = (float) line.width();
    return line.dashed()
        ? new BasicStroke(width, BasicStroke.CAP_BUTT, BasicStroke.JOIN_MITER, 10, DASHES, 0)
        : new BasicStroke(width, BasicStroke.CAP_BUTT, BasicStroke.JOIN_MITER);
  }

  private static Path2D path(DrawnShape.Area area) {
    Path2D path = new Path2D.Double();
    for (DrawnShape.Point point : area.points()) {
      if (path.getCurrentPoint() == null) {
        path.moveTo(point.x(), point.y());
      } else {
        path.lineTo(point.x(), point.y());
      }
    }
    path.closePath();
    return path;
  }

  private void draw(DrawnShape.Label label) {
    graphics.setFont(
        new Font(Font.SANS_SERIF, label.bold() ? Font.BOLD : Font.PLAIN, 1)
            .deriveFont((float) label.size()));
    double width =
        graphics
            .getFont()
            .getStringBounds(label.text(), graphics.getFontRenderContext())
            .getWidth();
    double left =
        switch (label.anchor()) {
          case START -> 0;
          case MIDDLE -> -width / 2;
          case END -> -width;
        };
    AffineTransform before = graphics.getTransform();
    graphics.translate(label.x(), label.y());
    graphics.rotate(Math.toRadians(label.degrees()));
    graphics.setColor(label.color());
    graphics.drawString(label.text(), (float) left, 0);
    graphics.setTransform(before);
  }
}

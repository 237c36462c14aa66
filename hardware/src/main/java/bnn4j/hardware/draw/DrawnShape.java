package bnn4j.hardware.draw;

import java.awt.Color;
import java.util.List;

/** A part of a drawing. Lengths are pixels, y grows downwards. */
public sealed interface DrawnShape {
  /**
   * A rectangle.
   *
   * @param x left edge
   * @param y upper edge
   * @param width from left to right
   * @param height from top to bottom
   * @param radius of its corners
   * @param fill inside
   * @param border of its edge, a pixel wide
   */
  record Box(
      double x, double y, double width, double height, double radius, Color fill, Color border)
      implements DrawnShape {}

  /**
   * A straight line.
   *
   * @param fromX where it begins
   * @param fromY where it begins
   * @param toX where it ends
   * @param toY where it ends
   * @param width of the pen
   * @param dashed whether it is broken
   * @param color of the pen
   */
  record Line(
      double fromX, double fromY, double toX, double toY, double width, boolean dashed, Color color)
      implements DrawnShape {}

  /**
   * A filled area between points.
   *
   * @param points its corners
   * @param fill inside
   */
  record Area(List<Point> points, Color fill) implements DrawnShape {
    /** Copies the points. */
    public Area {
      points = List.copyOf(points);
    }
  }

  /**
   * A corner.
   *
   * @param x from the left
   * @param y from the top
   */
  record Point(double x, double y) {}

  /**
   * A circle.
   *
   * @param x its middle
   * @param y its middle
   * @param radius of it
   * @param fill inside
   * @param border two pixels wide
   */
  record Dot(double x, double y, double radius, Color fill, Color border) implements DrawnShape {}

  /**
   * A line of text.
   *
   * @param x where it is anchored
   * @param y its base line
   * @param text as it is read
   * @param size of the letters
   * @param bold whether they are
   * @param anchor which part of it is at x
   * @param degrees by which it is turned around its anchor, clockwise
   * @param color of the letters
   */
  record Label(
      double x,
      double y,
      String text,
      double size,
      boolean bold,
      Anchor anchor,
      double degrees,
      Color color)
      implements DrawnShape {}

  /** Which part of a text is at its place. */
  enum Anchor {
    /** Its beginning. */
    START,
    /** Its middle. */
    MIDDLE,
    /** Its end. */
    END
  }
}

package bnn4j.hardware.draw;

import java.util.List;

/**
 * A picture made of shapes, on white.
 *
 * @param title what it shows, for those who can't see it
 * @param width pixels
 * @param height pixels
 * @param shapes from back to front
 */
public record Drawing(String title, int width, int height, List<DrawnShape> shapes) {
  /** Copies the shapes. */
  public Drawing {
    shapes = List.copyOf(shapes);
  }
}

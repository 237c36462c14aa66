package bnn4j.datasets;

import java.io.Serializable;

/**
 * The size of one image, laid out {@code [channels][rows][columns]}.
 *
 * @param channels 1 for grey, 3 for red, green, blue
 * @param rows height in pixels
 * @param columns width in pixels
 */
public record ImageShape(int channels, int rows, int columns) implements Serializable {
  private static final long serialVersionUID = 1;

  /**
   * @throws IllegalArgumentException if a dimension is below 1
   * @throws ArithmeticException if an image has more values than an array can hold
   */
  public ImageShape {
    if (channels < 1 || rows < 1 || columns < 1) {
      throw new IllegalArgumentException(
          "an image shape needs positive dimensions, got %dx%dx%d"
              .formatted(channels, rows, columns));
    }
    Math.multiplyExact(Math.multiplyExact(channels, rows), columns);
  }

  /** How many bytes an image takes, one per channel and pixel. */
  public int values() {
    return channels * rows * columns;
  }

  /** Channels x rows x columns, such as {@code 3x32x32}. */
  @Override
  public String toString() {
    return channels + "x" + rows + "x" + columns;
  }
}

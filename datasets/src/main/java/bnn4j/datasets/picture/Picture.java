package bnn4j.datasets.picture;

/**
 * A colour picture of any size. The array is not copied; nobody changes it after construction.
 *
 * @param rows height in pixels, at least 1
 * @param columns width in pixels, at least 1
 * @param values unsigned, {@code [3][rows][columns]}: red, green, blue
 */
public record Picture(int rows, int columns, byte[] values) {
  /** Red, green, blue. */
  public static final int CHANNELS = 3;

  /**
   * @throws IllegalArgumentException if the array has another length
   */
  public Picture {
    if (rows < 1 || columns < 1 || values.length != (long) CHANNELS * rows * columns) {
      throw new IllegalArgumentException(
          "a picture of %d x %d does not have %d values".formatted(columns, rows, values.length));
    }
  }

  /** One colour, {@code [rows][columns]}. */
  Plane plane(int channel) {
    byte[] plane = new byte[rows * columns];
    System.arraycopy(values, channel * plane.length, plane, 0, plane.length);
    return new Plane(rows, columns, plane);
  }

  /** Brightness as ITU-R 601 weighs the colours, rounded; equal colours keep their value. */
  Plane grey() {
    int area = rows * columns;
    byte[] grey = new byte[area];
    for (int i = 0; i < area; i++) {
      int red = values[i] & 255;
      int green = values[area + i] & 255;
      int blue = values[2 * area + i] & 255;
      // 0.299, 0.587 and 0.114 in units of 2^-16, which add up to one.
      grey[i] = (byte) ((19595 * red + 38470 * green + 7471 * blue + (1 << 15)) >> 16);
    }
    return new Plane(rows, columns, grey);
  }
}

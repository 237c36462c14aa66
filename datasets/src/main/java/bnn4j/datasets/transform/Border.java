package bnn4j.datasets.transform;

import bnn4j.datasets.ImageShape;

/** The outermost pixels of an image. */
final class Border {
  private Border() {}

  /**
   * The value that half of the border's pixels do not exceed, 0..255, of one channel; found bit by
   * bit, without memory.
   *
   * @param plane where the channel begins
   */
  static int median(ImageShape shape, byte[] image, int plane) {
    int rows = shape.rows();
    int columns = shape.columns();
    int pixels = rows < 2 || columns < 2 ? rows * columns : 2 * (rows + columns) - 4;
    int median = 0;
    for (int bit = 128; bit > 0; bit >>= 1) {
      if (below(shape, image, plane, median + bit) <= (pixels - 1) / 2) {
        median += bit;
      }
    }
    return median;
  }

  /** How many pixels of the border are below a value. */
  private static int below(ImageShape shape, byte[] image, int plane, int value) {
    int rows = shape.rows();
    int columns = shape.columns();
    int count = 0;
    for (int column = 0; column < columns; column++) {
      count += (image[plane + column] & 255) < value ? 1 : 0;
      if (rows > 1) {
        count += (image[plane + (rows - 1) * columns + column] & 255) < value ? 1 : 0;
      }
    }
    for (int row = 1; row < rows - 1; row++) {
      count += (image[plane + row * columns] & 255) < value ? 1 : 0;
      if (columns > 1) {
        count += (image[plane + row * columns + columns - 1] & 255) < value ? 1 : 0;
      }
    }
    return count;
  }
}

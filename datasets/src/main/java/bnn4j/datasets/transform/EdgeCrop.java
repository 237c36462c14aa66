package bnn4j.datasets.transform;

import bnn4j.datasets.ImageShape;

/** A window of an image's own size cut out of the image padded with copies of its edge. */
final class EdgeCrop {
  private EdgeCrop() {}

  /**
   * Moves the window, in place: rows and columns are walked away from where they come, so that none
   * is overwritten before it is read.
   *
   * @param left columns that the window lies right of the image
   * @param top rows that the window lies below the image
   */
  static void apply(ImageShape shape, byte[] image, int offset, int left, int top) {
    int rows = shape.rows();
    int columns = shape.columns();
    for (int channel = 0; channel < shape.channels(); channel++) {
      int plane = offset + channel * rows * columns;
      for (int step = 0; step < rows; step++) {
        int row = top >= 0 ? step : rows - 1 - step;
        int from = plane + inside(row + top, rows) * columns;
        row(image, from, plane + row * columns, columns, left);
      }
    }
  }

  private static void row(byte[] image, int from, int to, int columns, int left) {
    for (int step = 0; step < columns; step++) {
      int column = left >= 0 ? step : columns - 1 - step;
      image[to + column] = image[from + inside(column + left, columns)];
    }
  }

  private static int inside(int position, int length) {
    return Math.max(0, Math.min(length - 1, position));
  }
}

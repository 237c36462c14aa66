package bnn4j.datasets.picture;

/**
 * One channel of a picture.
 *
 * @param values unsigned, {@code [rows][columns]}
 */
record Plane(int rows, int columns, byte[] values) {
  int at(int row, int column) {
    return values[row * columns + column] & 255;
  }

  /** The part from a corner on. */
  Plane crop(int top, int left, int height, int width) {
    byte[] part = new byte[height * width];
    for (int row = 0; row < height; row++) {
      System.arraycopy(values, (top + row) * columns + left, part, row * width, width);
    }
    return new Plane(height, width, part);
  }

  /** Dark becomes bright. */
  Plane inverted() {
    byte[] inverted = new byte[values.length];
    for (int i = 0; i < inverted.length; i++) {
      inverted[i] = (byte) ~values[i];
    }
    return new Plane(rows, columns, inverted);
  }

  /** Writes it into the middle of a square; half a pixel too many goes to the right and below. */
  void paste(byte[] target, int offset, int side) {
    int top = (side - rows) / 2;
    int left = (side - columns) / 2;
    for (int row = 0; row < rows; row++) {
      System.arraycopy(values, row * columns, target, offset + (top + row) * side + left, columns);
    }
  }
}

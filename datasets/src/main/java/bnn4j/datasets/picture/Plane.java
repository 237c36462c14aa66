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

  /**
   * Made smaller: each pixel the mean of a square; what is left over right and below is cut off.
   */
  Plane shrunk(int factor) {
    if (factor <= 1) {
      return this;
    }
    byte[] shrunk = new byte[rows / factor * (columns / factor)];
    int to = 0;
    for (int row = 0; row < rows / factor; row++) {
      for (int column = 0; column < columns / factor; column++) {
        int sum = factor * factor / 2;
        for (int y = row * factor; y < (row + 1) * factor; y++) {
          for (int x = column * factor; x < (column + 1) * factor; x++) {
            sum += at(y, x);
          }
        }
        shrunk[to++] = (byte) (sum / (factor * factor));
      }
    }
    return new Plane(rows / factor, columns / factor, shrunk);
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

  /**
   * Writes it into a square so that its centre of mass comes nearest to the middle, as far as all
   * of it stays inside. The middle is the pixel {@code side / 2}: that is where MNIST's digits have
   * it.
   */
  void pasteByMass(byte[] target, int side) {
    long mass = 0;
    long down = 0;
    long right = 0;
    for (int row = 0; row < rows; row++) {
      for (int column = 0; column < columns; column++) {
        int value = at(row, column);
        mass += value;
        down += (long) row * value;
        right += (long) column * value;
      }
    }
    int top = start(side, rows, down, mass);
    int left = start(side, columns, right, mass);
    for (int row = 0; row < rows; row++) {
      System.arraycopy(values, row * columns, target, (top + row) * side + left, columns);
    }
  }

  private static int start(int side, int length, long moment, long mass) {
    double centre = mass == 0 ? length / 2.0 : (double) moment / mass;
    int middle = side / 2;
    return Math.max(0, Math.min(side - length, (int) Math.rint(middle - centre)));
  }
}

package bnn4j.datasets.picture;

/**
 * Fits bright strokes into a square with a margin, as in MNIST and EMNIST.
 *
 * @param side of the square, in pixels
 * @param longer pixels of the longer side of what the strokes fill
 * @param byMass whether the centre of mass is in the middle, and not that of the box
 */
record StrokeFitting(int side, int longer, boolean byMass) {
  /** Images of such a dataset are recognised by this and stay what they are. */
  private static final int TOLERANCE = 2;

  /** Up to so many times the square's side, a picture is an image of a dataset, not a camera's. */
  private static final int LARGEST_IMAGE = 2;

  /** A square image; what is one already, with strokes of that size in the middle, stays. */
  byte[] fit(Plane bright) {
    if (fitsAlready(bright)) {
      return bright.values();
    }
    boolean camera = Math.min(bright.rows(), bright.columns()) > LARGEST_IMAGE * side;
    Plane ink = camera ? InkFinder.clean(bright) : bright;
    Strokes strokes = Strokes.of(ink);
    Box box = Box.of(ink, strokes.threshold());
    Plane clean = stretched(ink.crop(box.top(), box.left(), box.height(), box.width()), strokes);
    double scale = (double) longer / Math.max(clean.rows(), clean.columns());
    int rows = Math.max(1, (int) Math.round(clean.rows() * scale));
    int columns = Math.max(1, (int) Math.round(clean.columns() * scale));
    return placed(brightened(Lanczos.resize(clean, rows, columns)));
  }

  private boolean fitsAlready(Plane plane) {
    if (plane.rows() != side || plane.columns() != side) {
      return false;
    }
    Box any = Box.of(plane, 1);
    int size = Math.max(any.height(), any.width());
    double[] centre = byMass ? centreOfMass(plane) : any.centre();
    return Math.abs(size - longer) <= TOLERANCE
        && Math.abs(centre[0] - side / 2.0) <= 1
        && Math.abs(centre[1] - side / 2.0) <= 1;
  }

  /** The ground becomes 0, the strokes on average 255. */
  private static Plane stretched(Plane plane, Strokes strokes) {
    byte[] values = new byte[plane.values().length];
    double range = Math.max(1, strokes.bright() - strokes.dark());
    for (int i = 0; i < values.length; i++) {
      double value = ((plane.values()[i] & 255) - strokes.dark()) * 255 / range;
      values[i] = (byte) Math.max(0, Math.min(255, Math.round(value)));
    }
    return new Plane(plane.rows(), plane.columns(), values);
  }

  /** Thin strokes fade when they shrink; the brightest pixel becomes white again. */
  private static Plane brightened(Plane plane) {
    int most = 1;
    for (byte value : plane.values()) {
      most = Math.max(most, value & 255);
    }
    byte[] values = new byte[plane.values().length];
    for (int i = 0; i < values.length; i++) {
      values[i] = (byte) ((plane.values()[i] & 255) * 255 / most);
    }
    return new Plane(plane.rows(), plane.columns(), values);
  }

  private byte[] placed(Plane strokes) {
    double[] centre =
        byMass
            ? centreOfMass(strokes)
            : new double[] {strokes.rows() / 2.0, strokes.columns() / 2.0};
    int top = inside((int) Math.round(side / 2.0 - centre[0]), side - strokes.rows());
    int left = inside((int) Math.round(side / 2.0 - centre[1]), side - strokes.columns());
    byte[] square = new byte[side * side];
    for (int row = 0; row < strokes.rows(); row++) {
      System.arraycopy(
          strokes.values(),
          row * strokes.columns(),
          square,
          (top + row) * side + left,
          strokes.columns());
    }
    return square;
  }

  private static int inside(int position, int last) {
    return Math.max(0, Math.min(last, position));
  }

  /** Row and column, from the corner of the first pixel. */
  private static double[] centreOfMass(Plane plane) {
    double mass = 0;
    double down = 0;
    double across = 0;
    for (int row = 0; row < plane.rows(); row++) {
      for (int column = 0; column < plane.columns(); column++) {
        int value = plane.at(row, column);
        mass += value;
        down += value * (row + 0.5);
        across += value * (column + 0.5);
      }
    }
    return mass == 0
        ? new double[] {plane.rows() / 2.0, plane.columns() / 2.0}
        : new double[] {down / mass, across / mass};
  }
}

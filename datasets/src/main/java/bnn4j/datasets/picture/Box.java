package bnn4j.datasets.picture;

/** The smallest rectangle around all pixels of some brightness; 0 high if there are none. */
record Box(int top, int left, int height, int width) {
  static Box of(Plane plane, int least) {
    int top = plane.rows();
    int left = plane.columns();
    int bottom = -1;
    int right = -1;
    for (int row = 0; row < plane.rows(); row++) {
      for (int column = 0; column < plane.columns(); column++) {
        if (plane.at(row, column) >= least) {
          top = Math.min(top, row);
          bottom = row;
          left = Math.min(left, column);
          right = Math.max(right, column);
        }
      }
    }
    return bottom < 0
        ? new Box(0, 0, 0, 0)
        : new Box(top, left, bottom - top + 1, right - left + 1);
  }

  boolean isEmpty() {
    return height == 0;
  }

  /** Row and column, from the corner of the first pixel. */
  double[] centre() {
    return new double[] {top + height / 2.0, left + width / 2.0};
  }
}

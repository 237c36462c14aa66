package bnn4j.datasets.picture;

/**
 * Resizes a plane with the Lanczos kernel of three lobes, widened when shrinking so that every
 * pixel counts. Columns first and then rows, rounded to bytes in between, weights in units of
 * 2^-22: the steps of the Python Imaging Library, with which BNN-PYNQ's hosts shrink, so that the
 * same picture becomes the same bytes.
 */
final class Lanczos {
  private static final int LOBES = 3;
  private static final int WEIGHT_BITS = 22;

  private Lanczos() {}

  static Plane resize(Plane from, int rows, int columns) {
    Plane wide = from.columns() == columns ? from : resizeRows(from, columns);
    return wide.rows() == rows ? wide : transposed(resizeRows(transposed(wide), rows));
  }

  private static Plane resizeRows(Plane from, int columns) {
    double scale = (double) from.columns() / columns;
    double reach = LOBES * Math.max(1, scale);
    byte[] to = new byte[from.rows() * columns];
    for (int column = 0; column < columns; column++) {
      double centre = (column + 0.5) * scale;
      int first = Math.max(0, (int) (centre - reach + 0.5));
      int last = Math.min(from.columns(), (int) (centre + reach + 0.5));
      int[] weights = weights(first, last, centre, Math.max(1, scale));
      for (int row = 0; row < from.rows(); row++) {
        int sum = 1 << (WEIGHT_BITS - 1);
        for (int i = first; i < last; i++) {
          sum += from.at(row, i) * weights[i - first];
        }
        to[row * columns + column] = (byte) Math.max(0, Math.min(255, sum >> WEIGHT_BITS));
      }
    }
    return new Plane(from.rows(), columns, to);
  }

  private static int[] weights(int first, int last, double centre, double scale) {
    double[] weights = new double[last - first];
    double sum = 0;
    for (int i = 0; i < weights.length; i++) {
      weights[i] = kernel((i + first - centre + 0.5) * (1 / scale));
      sum += weights[i];
    }
    int[] rounded = new int[weights.length];
    for (int i = 0; i < rounded.length; i++) {
      double weight = weights[i] / sum * (1 << WEIGHT_BITS);
      rounded[i] = (int) (weight < 0 ? weight - 0.5 : weight + 0.5);
    }
    return rounded;
  }

  private static double kernel(double x) {
    return Math.abs(x) < LOBES ? sinc(x) * sinc(x / LOBES) : 0;
  }

  private static double sinc(double x) {
    return x == 0 ? 1 : Math.sin(Math.PI * x) / (Math.PI * x);
  }

  private static Plane transposed(Plane plane) {
    byte[] turned = new byte[plane.values().length];
    for (int row = 0; row < plane.rows(); row++) {
      for (int column = 0; column < plane.columns(); column++) {
        turned[column * plane.rows() + row] = plane.values()[row * plane.columns() + column];
      }
    }
    return new Plane(plane.columns(), plane.rows(), turned);
  }
}

package bnn4j.datasets.picture;

/**
 * Resizes a plane. Columns first and then rows, rounded to bytes in between, with the weights of
 * {@link LanczosWeights}: the steps of the Python Imaging Library, with which BNN-PYNQ's hosts
 * shrink, so that the same picture becomes the same bytes.
 */
final class Lanczos {
  private Lanczos() {}

  static Plane resize(Plane from, int rows, int columns) {
    Plane wide = from.columns() == columns ? from : resizeRows(from, columns);
    return wide.rows() == rows ? wide : transposed(resizeRows(transposed(wide), rows));
  }

  private static Plane resizeRows(Plane from, int columns) {
    LanczosWeights all = LanczosWeights.of(from.columns(), columns);
    byte[] values = from.values();
    byte[] to = new byte[from.rows() * columns];
    for (int column = 0; column < columns; column++) {
      int[] weights = all.weights()[column];
      for (int row = 0; row < from.rows(); row++) {
        int at = row * from.columns() + all.first()[column];
        int sum = LanczosWeights.half();
        for (int i = 0; i < weights.length; i++) {
          sum += (values[at + i] & 255) * weights[i];
        }
        to[row * columns + column] = (byte) LanczosWeights.rounded(sum);
      }
    }
    return new Plane(from.rows(), columns, to);
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

package bnn4j.offload.dorefa;

import bnn4j.datasets.picture.Picture;

/**
 * Scales pictures as OpenCV's INTER_CUBIC does floats: cubic convolution with a = -0.75 (Keys
 * 1981), centres of pixels at halves, edges repeated, nothing smoothed.
 */
final class CubicResize {
  private static final float A = -0.75f;
  private static final int TAPS = 4;

  private CubicResize() {}

  /**
   * Scales one colour.
   *
   * @return {@code [rows][columns]}
   */
  static float[] of(Picture picture, int channel, int columns, int rows) {
    int area = picture.rows() * picture.columns();
    float[] plane = new float[area];
    for (int i = 0; i < area; i++) {
      plane[i] = picture.values()[channel * area + i] & 0xff;
    }
    if (columns == picture.columns() && rows == picture.rows()) {
      return plane;
    }
    Axis across = new Axis(picture.columns(), columns);
    Axis down = new Axis(picture.rows(), rows);
    float[] wide = new float[picture.rows() * columns];
    for (int y = 0; y < picture.rows(); y++) {
      for (int x = 0; x < columns; x++) {
        float sum = 0;
        for (int k = 0; k < TAPS; k++) {
          sum += plane[y * picture.columns() + across.source[x][k]] * across.weights[x][k];
        }
        wide[y * columns + x] = sum;
      }
    }
    float[] result = new float[rows * columns];
    for (int y = 0; y < rows; y++) {
      for (int x = 0; x < columns; x++) {
        float sum = 0;
        for (int k = 0; k < TAPS; k++) {
          sum += wide[down.source[y][k] * columns + x] * down.weights[y][k];
        }
        result[y * columns + x] = sum;
      }
    }
    return result;
  }

  /** What each place takes from where. */
  private static final class Axis {
    final int[][] source;
    final float[][] weights;

    Axis(int from, int to) {
      source = new int[to][TAPS];
      weights = new float[to][];
      double scale = (double) from / to;
      for (int i = 0; i < to; i++) {
        float at = (float) ((i + 0.5) * scale - 0.5);
        int whole = (int) Math.floor(at);
        weights[i] = weights(at - whole);
        for (int k = 0; k < TAPS; k++) {
          source[i][k] = Math.max(0, Math.min(from - 1, whole - 1 + k));
        }
      }
    }

    private static float[] weights(float x) {
      float first = ((A * (x + 1) - 5 * A) * (x + 1) + 8 * A) * (x + 1) - 4 * A;
      float second = ((A + 2) * x - (A + 3)) * x * x + 1;
      float third = ((A + 2) * (1 - x) - (A + 3)) * (1 - x) * (1 - x) + 1;
      return new float[] {first, second, third, 1 - first - second - third};
    }
  }
}

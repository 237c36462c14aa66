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
   * Scales one colour; computes no more than a square of what comes out, whatever its size.
   *
   * @param columns that the picture is scaled to
   * @param rows that the picture is scaled to
   * @param left first column of the square
   * @param top first row of the square
   * @return {@code [side][side]}
   */
  static float[] square(
      Picture picture, int channel, int columns, int rows, int left, int top, int side) {
    Axis across = new Axis(picture.columns(), columns, left, side);
    Axis down = new Axis(picture.rows(), rows, top, side);
    float[] result = new float[side * side];
    for (int y = 0; y < side; y++) {
      for (int x = 0; x < side; x++) {
        float sum = 0;
        for (int k = 0; k < TAPS; k++) {
          int row = (channel * picture.rows() + down.source[y][k]) * picture.columns();
          float wide = 0;
          for (int i = 0; i < TAPS; i++) {
            wide += (picture.values()[row + across.source[x][i]] & 0xff) * across.weights[x][i];
          }
          sum += wide * down.weights[y][k];
        }
        result[y * side + x] = sum;
      }
    }
    return result;
  }

  /** What each place takes from where. */
  private static final class Axis {
    final int[][] source;
    final float[][] weights;

    Axis(int from, int to, int first, int count) {
      source = new int[count][TAPS];
      weights = new float[count][];
      double scale = (double) from / to;
      for (int i = 0; i < count; i++) {
        float at = (float) ((first + i + 0.5) * scale - 0.5);
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

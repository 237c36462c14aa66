package bnn4j.offload.yolo;

import bnn4j.datasets.picture.Picture;
import bnn4j.foundation.Refusal;
import java.util.Arrays;

/**
 * A picture shrunk or enlarged into a square, with grey above and below or at its sides.
 *
 * @param columns of the picture in the square
 * @param rows of the picture in the square
 * @param planes red, green, blue, {@code [3][SIDE][SIDE]}, 0 to 1
 */
record Letterbox(int columns, int rows, float[] planes) {
  /** Rows and columns of the square. */
  static final int SIDE = 416;

  private static final float GREY = 0.5f;

  /**
   * Fits a picture in.
   *
   * @throws Refusal if it is so narrow that nothing would be left of it
   */
  static Letterbox of(Picture picture) {
    boolean wide = (float) SIDE / picture.columns() < (float) SIDE / picture.rows();
    int columns = wide ? SIDE : picture.columns() * SIDE / picture.rows();
    int rows = wide ? picture.rows() * SIDE / picture.columns() : SIDE;
    if (columns < 1 || rows < 1) {
      throw new Refusal(
          "an image of %d x %d pixels is too narrow: it vanishes when scaled to a square of %d"
              .formatted(picture.columns(), picture.rows(), SIDE));
    }
    float[] planes = new float[Picture.CHANNELS * SIDE * SIDE];
    Arrays.fill(planes, GREY);
    int left = (SIDE - columns) / 2;
    int top = (SIDE - rows) / 2;
    for (int channel = 0; channel < Picture.CHANNELS; channel++) {
      float[] plane = resized(picture, channel, columns, rows);
      for (int y = 0; y < rows; y++) {
        int to = (channel * SIDE + top + y) * SIDE + left;
        System.arraycopy(plane, y * columns, planes, to, columns);
      }
    }
    return new Letterbox(columns, rows, planes);
  }

  /** Columns first, then rows; corners stay corners. */
  private static float[] resized(Picture picture, int channel, int columns, int rows) {
    float[] stretched = stretched(picture, channel, columns);
    float[] plane = new float[rows * columns];
    float scale = scale(picture.rows(), rows);
    for (int y = 0; y < rows; y++) {
      float at = y * scale;
      int upper = (int) at;
      float part = at - upper;
      boolean last = y == rows - 1 || picture.rows() == 1;
      for (int x = 0; x < columns; x++) {
        float value = (1 - part) * stretched[upper * columns + x];
        if (!last) {
          value += part * stretched[(upper + 1) * columns + x];
        }
        plane[y * columns + x] = value;
      }
    }
    return plane;
  }

  private static float[] stretched(Picture picture, int channel, int columns) {
    int width = picture.columns();
    float[] stretched = new float[picture.rows() * columns];
    float scale = scale(width, columns);
    for (int y = 0; y < picture.rows(); y++) {
      int row = (channel * picture.rows() + y) * width;
      for (int x = 0; x < columns; x++) {
        float value;
        if (x == columns - 1 || width == 1) {
          value = sample(picture, row + width - 1);
        } else {
          float at = x * scale;
          int left = (int) at;
          float part = at - left;
          value = (1 - part) * sample(picture, row + left) + part * sample(picture, row + left + 1);
        }
        stretched[y * columns + x] = value;
      }
    }
    return stretched;
  }

  private static float scale(int from, int to) {
    return to == 1 ? 0 : (float) (from - 1) / (to - 1);
  }

  private static float sample(Picture picture, int at) {
    return (float) ((picture.values()[at] & 0xff) / 255.0);
  }
}

package bnn4j.datasets.picture;

import java.awt.image.BufferedImage;
import java.util.Objects;
import java.util.stream.IntStream;

/**
 * A colour image of any size. The array is not copied and must not be changed after construction.
 *
 * @param rows height in pixels, at least 1
 * @param columns width in pixels, at least 1
 * @param values unsigned, {@code [3][rows][columns]}: red, green, blue
 */
public record Picture(int rows, int columns, byte[] values) {
  /** Red, green, blue. */
  public static final int CHANNELS = 3;

  /**
   * @throws IllegalArgumentException if the array has another length
   */
  public Picture {
    if (rows < 1 || columns < 1 || values.length != (long) CHANNELS * rows * columns) {
      throw new IllegalArgumentException(
          "a picture of %d x %d does not have %d values".formatted(columns, rows, values.length));
    }
  }

  /**
   * The picture as its camera was held.
   *
   * @param orientation as Exif counts, from 1, upright, to 8; above 4 rows become columns
   */
  Picture turned(int orientation) {
    if (orientation == Exif.UPRIGHT) {
      return this;
    }
    int newRows = orientation > 4 ? columns : rows;
    int newColumns = orientation > 4 ? rows : columns;
    byte[] turned = new byte[values.length];
    int to = 0;
    for (int channel = 0; channel < CHANNELS; channel++) {
      int plane = channel * rows * columns;
      for (int row = 0; row < newRows; row++) {
        for (int column = 0; column < newColumns; column++) {
          int across = orientation > 4 ? row : column;
          int down = orientation > 4 ? column : row;
          boolean fromRight =
              orientation == 2 || orientation == 3 || orientation == 7 || orientation == 8;
          boolean fromBelow =
              orientation == 3 || orientation == 4 || orientation == 6 || orientation == 7;
          int x = fromRight ? columns - 1 - across : across;
          int y = fromBelow ? rows - 1 - down : down;
          turned[to++] = values[plane + y * columns + x];
        }
      }
    }
    return new Picture(newRows, newColumns, turned);
  }

  /**
   * A part of it.
   *
   * @param left column of its first pixel
   * @param top row of its first pixel
   * @throws IndexOutOfBoundsException if it is not all inside
   */
  public Picture crop(int left, int top, int width, int height) {
    Objects.checkFromIndexSize(left, width, columns);
    Objects.checkFromIndexSize(top, height, rows);
    byte[] part = new byte[CHANNELS * width * height];
    for (int channel = 0; channel < CHANNELS; channel++) {
      for (int row = 0; row < height; row++) {
        System.arraycopy(
            values,
            (channel * rows + top + row) * columns + left,
            part,
            (channel * height + row) * width,
            width);
      }
    }
    return new Picture(height, width, part);
  }

  /**
   * Made smaller: each pixel the mean of a square; what is left over right and below is cut off.
   * Works on all cores.
   *
   * @param factor side of the square, at least 1 and at most the picture's shorter side
   */
  public Picture shrunk(int factor) {
    if (factor == 1) {
      return this;
    }
    int newRows = rows / factor;
    int newColumns = columns / factor;
    byte[] shrunk = new byte[CHANNELS * newRows * newColumns];
    IntStream.range(0, CHANNELS * newRows)
        .parallel()
        .forEach(
            line -> {
              int top = line / newRows * rows + line % newRows * factor;
              shrinkLine(top * columns, factor, shrunk, line * newColumns, newColumns);
            });
    return new Picture(newRows, newColumns, shrunk);
  }

  /** The means of a row of squares, the first of which starts at {@code from}. */
  private void shrinkLine(int from, int factor, byte[] shrunk, int to, int length) {
    int area = factor * factor;
    for (int column = 0; column < length; column++) {
      int sum = area / 2;
      for (int row = 0; row < factor; row++) {
        int at = from + row * columns + column * factor;
        for (int i = 0; i < factor; i++) {
          sum += values[at + i] & 255;
        }
      }
      shrunk[to + column] = (byte) (sum / area);
    }
  }

  /** As an image of the JDK, to be drawn on or written. */
  public BufferedImage image() {
    BufferedImage image = new BufferedImage(columns, rows, BufferedImage.TYPE_INT_RGB);
    int area = rows * columns;
    int[] line = new int[columns];
    for (int row = 0; row < rows; row++) {
      for (int column = 0; column < columns; column++) {
        int at = row * columns + column;
        line[column] =
            ((values[at] & 255) << 16)
                | ((values[area + at] & 255) << 8)
                | (values[2 * area + at] & 255);
      }
      image.setRGB(0, row, columns, 1, line, 0, columns);
    }
    return image;
  }

  /** One colour, {@code [rows][columns]}. */
  Plane plane(int channel) {
    byte[] plane = new byte[rows * columns];
    System.arraycopy(values, channel * plane.length, plane, 0, plane.length);
    return new Plane(rows, columns, plane);
  }

  /** Brightness as ITU-R 601 weighs the colours, rounded; equal colours keep their value. */
  Plane grey() {
    int area = rows * columns;
    byte[] grey = new byte[area];
    for (int i = 0; i < area; i++) {
      int red = values[i] & 255;
      int green = values[area + i] & 255;
      int blue = values[2 * area + i] & 255;
      // 0.299, 0.587 and 0.114 in units of 2^-16, which add up to one.
      grey[i] = (byte) ((19595 * red + 38470 * green + 7471 * blue + (1 << 15)) >> 16);
    }
    return new Plane(rows, columns, grey);
  }
}

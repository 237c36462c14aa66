package bnn4j.datasets;

import bnn4j.foundation.Refusal;
import java.util.stream.IntStream;

/**
 * Converts images of one shape to another, so that networks for colour accept grey datasets and the
 * reverse.
 *
 * <p>Colour becomes its brightness as ITU-R 601 weighs it, rounded; grey becomes three equal
 * colours. Images that are too large shrink until they fit, keeping the ratio of their sides, every
 * pixel of the result being the mean of what it covers; images are never enlarged. They stand in
 * the middle, half a pixel too many to the right and below, and around them is 0.
 *
 * @param from the shape that images have
 * @param to the shape that they get
 */
public record ShapeConversion(ImageShape from, ImageShape to) {

  /**
   * @throws Refusal if either shape has neither one channel nor three
   */
  public ShapeConversion {
    for (ImageShape shape : new ImageShape[] {from, to}) {
      if (shape.channels() != 1 && shape.channels() != 3) {
        throw new Refusal(
            "images of %s cannot be converted to %s: only grey and RGB images are converted"
                .formatted(from, to));
      }
    }
  }

  /** All images converted; the same object if nothing is to be done. */
  public LabeledImages apply(LabeledImages images) {
    if (from.equals(to)) {
      return images;
    }
    byte[] converted = new byte[Math.multiplyExact(images.size(), to.values())];
    IntStream.range(0, images.size())
        .parallel()
        .forEach(i -> apply(images.store(), images.offset(i), converted, i * to.values()));
    return images.with(to, converted);
  }

  /**
   * Converts one image, {@code [channels][rows][columns]}, into a place that holds zeros. Source
   * and target must not overlap.
   */
  public void apply(byte[] source, int sourceOffset, byte[] target, int targetOffset) {
    int plane = from.rows() * from.columns();
    for (int channel = 0; channel < to.channels(); channel++) {
      int offset = targetOffset + channel * to.rows() * to.columns();
      if (to.channels() == 3) {
        int sourceChannel = from.channels() == 3 ? channel : 0;
        place(source, sourceOffset + sourceChannel * plane, target, offset);
      } else if (from.channels() == 1) {
        place(source, sourceOffset, target, offset);
      } else {
        place(brightness(source, sourceOffset, plane), 0, target, offset);
      }
    }
  }

  private static byte[] brightness(byte[] source, int offset, int plane) {
    byte[] grey = new byte[plane];
    for (int i = 0; i < plane; i++) {
      int red = source[offset + i] & 255;
      int green = source[offset + plane + i] & 255;
      int blue = source[offset + 2 * plane + i] & 255;
      // 0.299, 0.587 and 0.114 in units of 2^-16, which add up to one.
      grey[i] = (byte) ((19595 * red + 38470 * green + 7471 * blue + (1 << 15)) >> 16);
    }
    return grey;
  }

  /** Shrinks one plane if need be and puts it into the middle. */
  private void place(byte[] source, int sourceOffset, byte[] target, int targetOffset) {
    double scale =
        Math.min(
            1, Math.min((double) to.rows() / from.rows(), (double) to.columns() / from.columns()));
    int rows = Math.max(1, (int) Math.rint(from.rows() * scale));
    int columns = Math.max(1, (int) Math.rint(from.columns() * scale));
    int corner =
        targetOffset + (to.rows() - rows) / 2 * to.columns() + (to.columns() - columns) / 2;
    for (int row = 0; row < rows; row++) {
      for (int column = 0; column < columns; column++) {
        target[corner + row * to.columns() + column] =
            mean(source, sourceOffset, row, rows, column, columns);
      }
    }
  }

  /**
   * The mean of what a pixel of the shrunken image covers. Lengths are in units of 1/rows and
   * 1/columns of a source pixel, so that all weights are whole numbers.
   */
  private byte mean(byte[] source, int offset, int row, int rows, int column, int columns) {
    int top = row * from.rows();
    int bottom = top + from.rows();
    int left = column * from.columns();
    int right = left + from.columns();
    long sum = 0;
    for (int y = top / rows; y * rows < bottom; y++) {
      int height = Math.min(bottom, (y + 1) * rows) - Math.max(top, y * rows);
      for (int x = left / columns; x * columns < right; x++) {
        int width = Math.min(right, (x + 1) * columns) - Math.max(left, x * columns);
        sum += (long) height * width * (source[offset + y * from.columns() + x] & 255);
      }
    }
    long area = (long) from.rows() * from.columns();
    return (byte) ((sum + area / 2) / area);
  }
}

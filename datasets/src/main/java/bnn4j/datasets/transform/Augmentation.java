package bnn4j.datasets.transform;

import bnn4j.datasets.ImageShape;
import bnn4j.foundation.Refusal;
import java.util.Arrays;
import java.util.random.RandomGenerator;

/**
 * Random variations of training images. The same random numbers give the same image on every JVM.
 *
 * @param shift greatest shift in each direction, in pixels, 0 to half the image; what comes in has
 *     the colour that most of the border has (its median, each channel by itself), as with rotation
 *     and scale
 * @param crop pixels by which the image is padded on all sides, with copies of its edge, before a
 *     window of its own size is cut out anywhere; 0 to half the image
 * @param flip whether half of the images are mirrored left to right
 * @param rotation greatest rotation either way, in degrees, 0..45, bilinear
 * @param scale greatest relative enlargement or reduction, 0..0.3, bilinear
 * @param brightness greatest change either way of all values, as a part of 255, 0..0.5
 * @param contrast greatest relative change of the distances from the image's mean, 0..0.9
 * @param cutout side in pixels of a square set to 0 somewhere in the image, 0 for none
 */
public record Augmentation(
    int shift,
    int crop,
    boolean flip,
    double rotation,
    double scale,
    double brightness,
    double contrast,
    int cutout) {
  /** No change. */
  public static final Augmentation NONE = new Augmentation(0, false, 0, 0, 0);

  /** Fractional bits of source coordinates. */
  private static final int FRACTION = 16;

  /**
   * @throws Refusal if a value is out of range; {@link #check} looks at what depends on the images
   */
  public Augmentation {
    if (shift < 0) {
      throw new Refusal("augmentation shift must not be negative, found " + shift);
    }
    if (crop < 0) {
      throw new Refusal("augmentation crop must not be negative, found " + crop);
    }
    if (!(rotation >= 0 && rotation <= 45)) {
      throw new Refusal("augmentation rotation must be 0..45 degrees, found " + rotation);
    }
    if (!(scale >= 0 && scale <= 0.3)) {
      throw new Refusal("augmentation scale must be 0..0.3, found " + scale);
    }
    if (!(brightness >= 0 && brightness <= 0.5)) {
      throw new Refusal("augmentation brightness must be 0..0.5, found " + brightness);
    }
    if (!(contrast >= 0 && contrast <= 0.9)) {
      throw new Refusal("augmentation contrast must be 0..0.9, found " + contrast);
    }
    if (cutout < 0) {
      throw new Refusal("augmentation cutout must not be negative, found " + cutout);
    }
  }

  /** An augmentation without crop, brightness and contrast. */
  public Augmentation(int shift, boolean flip, double rotation, double scale, int cutout) {
    this(shift, 0, flip, rotation, scale, 0, 0, cutout);
  }

  /** Whether images are not changed. */
  public boolean isIdentity() {
    return equals(NONE);
  }

  /**
   * Checks that images of this shape can be augmented.
   *
   * @throws Refusal if the shift, the crop or the cutout is too large for them
   */
  public void check(ImageShape shape) {
    int side = Math.min(shape.rows(), shape.columns());
    if (shift > side / 2) {
      throw new Refusal(
          "augmentation shift must be 0..%d for images of %s, found %d"
              .formatted(side / 2, shape, shift));
    }
    if (crop > side / 2) {
      throw new Refusal(
          "augmentation crop must be 0..%d for images of %s, found %d"
              .formatted(side / 2, shape, crop));
    }
    if (cutout >= side) {
      throw new Refusal(
          "augmentation cutout must be below %d for images of %s, found %d"
              .formatted(side, shape, cutout));
    }
  }

  /**
   * Varies one image, {@code [channels][rows][columns]}, without allocating. Source and target must
   * not overlap.
   *
   * @param random the random numbers; equal generators give equal images
   * @throws Refusal if the shape does not suit, see {@link #check}
   */
  public void apply(
      ImageShape shape,
      byte[] source,
      int sourceOffset,
      byte[] target,
      int targetOffset,
      RandomGenerator random) {
    check(shape);
    int right = shift == 0 ? 0 : random.nextInt(2 * shift + 1) - shift;
    int down = shift == 0 ? 0 : random.nextInt(2 * shift + 1) - shift;
    if (rotation == 0 && scale == 0) {
      copy(shape, source, sourceOffset, target, targetOffset, right, down);
    } else {
      double angle = StrictMath.toRadians(rotation * (2 * random.nextDouble() - 1));
      double zoom = 1 + scale * (2 * random.nextDouble() - 1);
      double cosine = StrictMath.cos(angle) / zoom;
      double sine = StrictMath.sin(angle) / zoom;
      resample(shape, source, sourceOffset, target, targetOffset, right, down, cosine, sine);
    }
    if (crop > 0) {
      int left = random.nextInt(2 * crop + 1) - crop;
      int top = random.nextInt(2 * crop + 1) - crop;
      EdgeCrop.apply(shape, target, targetOffset, left, top);
    }
    if (flip && random.nextBoolean()) {
      mirror(shape, target, targetOffset);
    }
    if (brightness > 0 || contrast > 0) {
      double brighter = brightness * (2 * random.nextDouble() - 1);
      double steeper = 1 + contrast * (2 * random.nextDouble() - 1);
      Light.change(target, targetOffset, shape.values(), brighter, steeper);
    }
    if (cutout > 0) {
      cut(shape, target, targetOffset, random);
    }
  }

  private static void copy(
      ImageShape shape,
      byte[] source,
      int sourceOffset,
      byte[] target,
      int targetOffset,
      int right,
      int down) {
    if (right == 0 && down == 0) {
      System.arraycopy(source, sourceOffset, target, targetOffset, shape.values());
      return;
    }
    int columns = shape.columns();
    int width = columns - Math.abs(right);
    for (int channel = 0; channel < shape.channels(); channel++) {
      int plane = channel * shape.rows() * columns;
      byte border = (byte) Border.median(shape, source, sourceOffset + plane);
      int begin = targetOffset + plane;
      Arrays.fill(target, begin, begin + shape.rows() * columns, border);
      for (int row = Math.max(0, down); row < shape.rows() + Math.min(0, down); row++) {
        int from = sourceOffset + plane + (row - down) * columns + Math.max(0, -right);
        int to = targetOffset + plane + row * columns + Math.max(0, right);
        System.arraycopy(source, from, target, to, width);
      }
    }
  }

  /**
   * Walks the target and looks back into the source: undo the shift, then turn and size about the
   * centre. Coordinates are fixed-point with {@link #FRACTION} fractional bits.
   *
   * @param cosine of the angle, divided by the enlargement
   * @param sine of the angle, divided by the enlargement
   */
  private static void resample(
      ImageShape shape,
      byte[] source,
      int sourceOffset,
      byte[] target,
      int targetOffset,
      int right,
      int down,
      double cosine,
      double sine) {
    double centreX = (shape.columns() - 1) / 2.0;
    double centreY = (shape.rows() - 1) / 2.0;
    int perStep = fixed(cosine);
    int across = fixed(sine);
    int firstX = fixed(centreX - cosine * (centreX + right) - sine * (centreY + down));
    int firstY = fixed(centreY + sine * (centreX + right) - cosine * (centreY + down));
    int plane = shape.rows() * shape.columns();
    int to = targetOffset;
    for (int channel = 0; channel < shape.channels(); channel++) {
      int from = sourceOffset + channel * plane;
      int border = Border.median(shape, source, from);
      for (int row = 0; row < shape.rows(); row++) {
        int x = firstX + row * across;
        int y = firstY + row * perStep;
        for (int column = 0; column < shape.columns(); column++) {
          target[to++] = bilinear(shape, source, from, border, x, y);
          x += perStep;
          y -= across;
        }
      }
    }
  }

  private static void mirror(ImageShape shape, byte[] image, int offset) {
    int columns = shape.columns();
    int end = offset + shape.values();
    for (int row = offset; row < end; row += columns) {
      for (int left = row, right = row + columns - 1; left < right; left++, right--) {
        byte kept = image[left];
        image[left] = image[right];
        image[right] = kept;
      }
    }
  }

  private static int fixed(double value) {
    return (int) Math.rint(value * (1 << FRACTION));
  }

  /** The value between four pixels; coordinates are fixed-point, weights have 8 bits. */
  private static byte bilinear(
      ImageShape shape, byte[] source, int plane, int border, int x, int y) {
    int rows = shape.rows();
    int columns = shape.columns();
    int column = x >> FRACTION;
    int row = y >> FRACTION;
    if (column < -1 || row < -1 || column >= columns || row >= rows) {
      return (byte) border;
    }
    int right = (x >> (FRACTION - 8)) & 255;
    int down = (y >> (FRACTION - 8)) & 255;
    int at = plane + row * columns + column;
    int outside = 256 * border;
    int above = row >= 0 ? between(source, at, column, columns, border, right) : outside;
    int below =
        row + 1 < rows ? between(source, at + columns, column, columns, border, right) : outside;
    return (byte) ((above * (256 - down) + below * down + (1 << 15)) >> 16);
  }

  /** 256 times the value between the pixel {@code at} some column and the one right of it. */
  private static int between(
      byte[] source, int at, int column, int columns, int border, int right) {
    int near = column >= 0 ? source[at] & 255 : border;
    int far = column + 1 < columns ? source[at + 1] & 255 : border;
    return near * (256 - right) + far * right;
  }

  private void cut(ImageShape shape, byte[] image, int offset, RandomGenerator random) {
    int top = random.nextInt(shape.rows() - cutout + 1);
    int left = random.nextInt(shape.columns() - cutout + 1);
    for (int channel = 0; channel < shape.channels(); channel++) {
      for (int row = top; row < top + cutout; row++) {
        int start = offset + (channel * shape.rows() + row) * shape.columns() + left;
        Arrays.fill(image, start, start + cutout, (byte) 0);
      }
    }
  }
}

package bnn4j.overlay.engine;

/**
 * Activations between two layers: images one after the other, pixels row by row, each starting at a
 * word, its channels from the least significant bit up, unused bits 0. A vector is an image of one
 * pixel.
 *
 * <p>Binary: bit 1 is +1 (or a popcount's 1), bit 0 is -1. Ternary: {@link #bits} says where the
 * value is not 0, {@link #signs} where it is -1.
 */
final class ActivationMap implements InputMap {
  private final int images;
  private final int dimension;
  private final int channels;
  private final int words;
  private final long[] bits;
  private final long[] signs;

  ActivationMap(int images, int dimension, int channels, boolean ternary) {
    this.images = images;
    this.dimension = dimension;
    this.channels = channels;
    this.words = (channels + Long.SIZE - 1) / Long.SIZE;
    this.bits = new long[Math.multiplyExact(images, dimension * dimension * words)];
    this.signs = ternary ? new long[bits.length] : null;
  }

  /** Rows and columns of an image. */
  int dimension() {
    return dimension;
  }

  /** Pixels of all images. */
  int pixels() {
    return images * dimension * dimension;
  }

  /** Words of a pixel. */
  int words() {
    return words;
  }

  boolean ternary() {
    return signs != null;
  }

  long[] bits() {
    return bits;
  }

  long[] signs() {
    return signs;
  }

  /**
   * Takes a binary picture: its bits, channels together, without gaps between the pixels. Where the
   * map is ternary, a 0 bit is -1, in padding channels as well.
   */
  @Override
  public void load(int image, long[] input, int offset) {
    int pixels = dimension * dimension;
    int first = image * pixels * words;
    if (pixels == 1) {
      System.arraycopy(input, offset, bits, first, words);
    } else {
      for (int pixel = 0, from = 0; pixel < pixels; pixel++) {
        for (int channel = 0; channel < channels; channel++, from++) {
          long bit = input[offset + from / Long.SIZE] >>> (from % Long.SIZE) & 1;
          int at = first + pixel * words + channel / Long.SIZE;
          bits[at] = (bits[at] & ~(1L << channel)) | (bit << channel);
        }
      }
    }
    if (ternary()) {
      signsFromBits(first, first + pixels * words);
    }
  }

  private void signsFromBits(int from, int to) {
    for (int at = from; at < to; at++) {
      int used = Math.min(Long.SIZE, channels - at % words * Long.SIZE);
      long all = -1L >>> (Long.SIZE - used);
      signs[at] = ~bits[at] & all;
      bits[at] = all;
    }
  }

  /**
   * Largest of each 2x2 square of the other map's first images, which have twice the rows and
   * columns.
   */
  void poolFrom(ActivationMap from, int count) {
    int row = from.dimension * words;
    // The rows of all images are one run of rows: their number is even.
    for (int y = 0; y < count * dimension; y++) {
      for (int x = 0; x < dimension; x++) {
        int at = (y * dimension + x) * words;
        int corner = 2 * (y * row + x * words);
        for (int w = 0; w < words; w++, at++, corner++) {
          if (ternary()) {
            poolTernary(from, at, corner, row);
          } else {
            bits[at] =
                from.bits[corner]
                    | from.bits[corner + words]
                    | from.bits[corner + row]
                    | from.bits[corner + row + words];
          }
        }
      }
    }
  }

  private void poolTernary(ActivationMap from, int at, int corner, int row) {
    long positive =
        from.positive(corner)
            | from.positive(corner + words)
            | from.positive(corner + row)
            | from.positive(corner + row + words);
    long negative =
        from.signs[corner]
            & from.signs[corner + words]
            & from.signs[corner + row]
            & from.signs[corner + row + words];
    bits[at] = positive | negative;
    signs[at] = negative;
  }

  private long positive(int at) {
    return bits[at] & ~signs[at];
  }

  /**
   * The first image's values: 0 and 1 if binary, -1, 0 and 1 if ternary; {@code
   * [row][column][channel]}.
   */
  byte[] values() {
    byte[] values = new byte[dimension * dimension * channels];
    for (int i = 0; i < values.length; i++) {
      int channel = i % channels;
      int at = i / channels * words + channel / Long.SIZE;
      int bit = (int) (bits[at] >>> channel) & 1;
      values[i] = (byte) (ternary() && (signs[at] >>> channel & 1) == 1 ? -1 : bit);
    }
    return values;
  }
}

package bnn4j.overlay;

import bnn4j.foundation.Refusal;

/**
 * What the network sees of a picture (formats.md 5).
 *
 * @param channels 1 for gray, 3 for colour
 * @param dimension rows and columns
 * @param bits 1: a pixel is -1 or +1; 8: a channel value is -128/128 .. 127/128
 */
public record InputFormat(int channels, int dimension, int bits) {
  /** Most values that a picture or a layer may have: keeps every count of bits in an int. */
  static final int MOST_VALUES = 1 << 22;

  /**
   * Checks the ranges.
   *
   * @throws Refusal naming the value that is out of its range
   */
  public InputFormat {
    double values = (double) channels * dimension * dimension;
    if (channels < 1 || dimension < 1 || values > MOST_VALUES) {
      throw new Refusal(
          "input: %d channels of %dx%d, expected 1 to %d values"
              .formatted(channels, dimension, dimension, MOST_VALUES));
    }
    if (bits != 1 && bits != 8) {
      throw new Refusal("input: %d bits per value, expected 1 or 8".formatted(bits));
    }
  }

  /** Values per picture. */
  public int values() {
    return channels * dimension * dimension;
  }
}

package bnn4j.network;

import bnn4j.foundation.Refusal;

/**
 * What lies between two layers: a square map of channels. A vector is a map of one pixel.
 *
 * @param channels values of a pixel, at least 1
 * @param dimension rows and columns, at least 1
 */
public record Shape(int channels, int dimension) {
  /** Most values that a picture or a map may have: keeps every count of bits in an int. */
  static final int MOST_VALUES = 1 << 22;

  /**
   * Checks the ranges.
   *
   * @throws Refusal if there are no values, or too many
   */
  public Shape {
    if (channels < 1 || dimension < 1 || (double) channels * dimension * dimension > MOST_VALUES) {
      throw new Refusal(
          "%d channels of %dx%d, expected 1 to %d values"
              .formatted(channels, dimension, dimension, MOST_VALUES));
    }
  }

  /** Values of the whole map. */
  public int values() {
    return channels * dimension * dimension;
  }

  /** Rows times columns. */
  public int pixels() {
    return dimension * dimension;
  }
}

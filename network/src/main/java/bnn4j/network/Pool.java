package bnn4j.network;

import bnn4j.foundation.Refusal;

/**
 * What is done with a convolution's activations before the next layer sees them: the largest of
 * each square of neighbours goes on.
 *
 * <p>Squares side by side must cover the map. Where squares overlap, pixels at the bottom and at
 * the right that do not fill one are in none, as everywhere in the field.
 *
 * @param size rows and columns of a square, at least 1
 * @param stride pixels from one square to the next, at least 1
 */
public record Pool(int size, int stride) {
  /** Squares of one pixel, side by side: nothing is pooled. */
  public static final Pool NONE = new Pool(1, 1);

  /**
   * Checks the ranges.
   *
   * @throws Refusal if one is below 1
   */
  public Pool {
    if (size < 1 || stride < 1) {
      throw new Refusal(
          "pool: expected size and stride of at least 1, found %d and %d".formatted(size, stride));
    }
  }

  /** Squares side by side. */
  public static Pool of(int size) {
    return new Pool(size, size);
  }

  /** Whether it does nothing. */
  public boolean isNone() {
    return equals(NONE);
  }

  /**
   * Rows and columns that are left.
   *
   * @param dimension rows and columns that come in
   * @throws Refusal if no square fits, or squares side by side leave pixels out
   */
  public int through(int dimension) {
    if (size > dimension || (stride >= size && (dimension - size) % stride != 0)) {
      throw new Refusal(
          stride == size
              ? "expected a pool size that divides %d, found %d".formatted(dimension, size)
              : "a %dx%d pool of stride %d does not cover a map of %dx%d"
                  .formatted(size, size, stride, dimension, dimension));
    }
    return (dimension - size) / stride + 1;
  }

  /** For instance {@code pool 2x2}. */
  @Override
  public String toString() {
    return stride == size
        ? "pool %dx%d".formatted(size, size)
        : "pool %dx%d stride %d".formatted(size, size, stride);
  }
}

package bnn4j.offload.layers;

/**
 * Size of a square activation map.
 *
 * @param channels values of a pixel
 * @param side rows and columns
 */
public record MapShape(int channels, int side) {
  /** {@code 64 x 208 x 208}. */
  @Override
  public String toString() {
    return "%d x %d x %d".formatted(channels, side, side);
  }
}

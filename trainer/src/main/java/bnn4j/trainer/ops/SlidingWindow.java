package bnn4j.trainer.ops;

/**
 * How a kernel moves over a picture.
 *
 * @param kernel rows and columns of it
 * @param stride pixels from one place to the next, at least 1
 * @param padding rows and columns of zeros around the picture, less than the kernel
 */
public record SlidingWindow(int kernel, int stride, int padding) {
  /**
   * @throws IllegalArgumentException if no kernel moves so
   */
  public SlidingWindow {
    if (kernel < 1 || stride < 1 || padding < 0 || padding >= kernel) {
      throw new IllegalArgumentException(
          "a kernel of %d, a stride of %d and a padding of %d".formatted(kernel, stride, padding));
    }
  }

  /** Pixel by pixel, without padding. */
  public static SlidingWindow of(int kernel) {
    return new SlidingWindow(kernel, 1, 0);
  }

  /** Places along a side of so many pixels. */
  public int places(long side) {
    return (int) ((side + 2L * padding - kernel) / stride + 1);
  }

  /** Whether there is one place on such a picture, which is the whole of it. */
  boolean isWhole(long side) {
    return padding == 0 && side == kernel;
  }
}

package bnn4j.overlay.driver;

import java.time.Duration;

/**
 * How an accelerator is driven.
 *
 * @param timeout how long to wait for one parameter, or one call's images, before giving up
 * @param imagesPerCall most images to start at a time, and so the size of the buffers; never more
 *     than {@link CallLimit} allows is used, whatever this says
 * @param readBack which parameters are read back from their registers before they are stored
 * @param selfTestImages images run after loading and compared with the engine; 0 for none
 */
public record DriverSettings(
    Duration timeout, int imagesPerCall, ReadBack readBack, int selfTestImages) {
  /**
   * As is right for a board: a minute, as large calls as the original's, every parameter read back,
   * and 17 images of self-test. The accelerator moves images by 16 where it can, so that 17 take
   * both of its ways.
   */
  public static final DriverSettings STANDARD =
      new DriverSettings(Duration.ofMinutes(1), Integer.MAX_VALUE, ReadBack.EVERY_WORD, 17);

  /** What is read back while loading. */
  public enum ReadBack {
    /** All registers of every parameter: twice the traffic. */
    EVERY_WORD,
    /** All registers of the first parameter of each memory: for slow ways to the registers. */
    EACH_MEMORY
  }

  /**
   * Checks the ranges.
   *
   * @throws IllegalArgumentException if time or images are not positive, or the self-test negative
   */
  public DriverSettings {
    if (timeout.isNegative() || timeout.isZero() || imagesPerCall < 1 || selfTestImages < 0) {
      throw new IllegalArgumentException(
          "timeout %s, %d images per call, %d of self-test"
              .formatted(timeout, imagesPerCall, selfTestImages));
    }
  }

  /** The same with another timeout. */
  public DriverSettings withTimeout(Duration changed) {
    return new DriverSettings(changed, imagesPerCall, readBack, selfTestImages);
  }

  /** The same with another size of calls. */
  public DriverSettings withImagesPerCall(int changed) {
    return new DriverSettings(timeout, changed, readBack, selfTestImages);
  }

  /** The same with another read-back. */
  public DriverSettings withReadBack(ReadBack changed) {
    return new DriverSettings(timeout, imagesPerCall, changed, selfTestImages);
  }

  /** The same with another self-test. */
  public DriverSettings withSelfTestImages(int changed) {
    return new DriverSettings(timeout, imagesPerCall, readBack, changed);
  }
}

package bnn4j.datasets.transform;

import bnn4j.datasets.ImageShape;
import bnn4j.datasets.LabeledImages;
import java.util.Optional;

/**
 * Checks the network's input after transform and, for 1-bit inputs, threshold: if it is the same
 * for all images, or nearly so, training cannot succeed.
 */
public final class InputCheck {
  /** Number of sampled images, spread over all. */
  private static final int SAMPLE = 1000;

  /** Number of images below which images may be equal by chance. */
  private static final int FEW = 10;

  /** Share of the input values that must vary; a digit covers a tenth of its square. */
  private static final double LEAST_VARYING = 0.02;

  /** Grey levels of standard deviation; photos of signs by night have more on average. */
  private static final double LEAST_SPREAD = 10;

  private InputCheck() {}

  /**
   * The warning about images before training; empty if they vary, or there is only one.
   *
   * @param binary whether the network's inputs are bits
   */
  public static Optional<String> warning(
      LabeledImages images, InputTransform transform, boolean binary) {
    return finding(images, transform, binary)
        .map(
            finding ->
                finding
                    + "; check them with 'datasets preview', and check invert, contrast"
                    + " and threshold of the config's input");
  }

  /**
   * The problem of the images; empty if they vary, or there is only one.
   *
   * @param binary whether the network's inputs are bits
   */
  public static Optional<String> finding(
      LabeledImages images, InputTransform transform, boolean binary) {
    if (images.size() < 2) {
      return Optional.empty();
    }
    ImageShape shape = images.shape();
    int values = shape.values();
    byte[] first = new byte[values];
    byte[] other = new byte[values];
    boolean[] varies = new boolean[values];
    read(images, 0, transform, binary, first);
    int count = Math.min(SAMPLE, images.size());
    int varying = 0;
    double spread = spread(first);
    for (int i = 1; i < count; i++) {
      read(images, (int) ((long) i * images.size() / count), transform, binary, other);
      spread += spread(other);
      for (int value = 0; value < values; value++) {
        if (other[value] != first[value] && !varies[value]) {
          varies[value] = true;
          varying++;
        }
      }
    }
    String what = binary ? "bits" : "values";
    if (varying == 0) {
      return Optional.of(
          "after the input transform all %d sampled images are equal%s"
              .formatted(count, uniform(first, binary)));
    }
    if (count >= FEW && varying < LEAST_VARYING * values) {
      return Optional.of(
          "after the input transform only %d of %d input %s vary over the %d sampled images"
              .formatted(varying, values, what, count));
    }
    if (!binary && count >= FEW / 2 && spread / count < LEAST_SPREAD) {
      return Optional.of(
          ("after the input transform the images have nearly no contrast: within an image the"
                  + " values differ from their mean by %.1f of 255, looked at %d")
              .formatted(spread / count, count));
    }
    return Optional.empty();
  }

  /** Standard deviation of the values of an image, 0 to 127.5. */
  private static double spread(byte[] image) {
    double sum = 0;
    double squares = 0;
    for (byte value : image) {
      sum += value & 255;
      squares += (value & 255) * (value & 255);
    }
    double mean = sum / image.length;
    return Math.sqrt(Math.max(0, squares / image.length - mean * mean));
  }

  private static void read(
      LabeledImages images, int image, InputTransform transform, boolean binary, byte[] target) {
    transform.apply(images.shape(), images.store(), images.offset(image), target, 0);
    if (binary) {
      for (int i = 0; i < target.length; i++) {
        target[i] = (byte) ((target[i] & 255) >= InputTransform.HOST_THRESHOLD ? 1 : 0);
      }
    }
  }

  private static String uniform(byte[] image, boolean binary) {
    for (byte value : image) {
      if (value != image[0]) {
        return "";
      }
    }
    return ", all %d".formatted(image[0] & 255) + (binary ? " bits" : "");
  }
}

package bnn4j.datasets.transform;

import bnn4j.datasets.LabeledImages;

/**
 * The mean brightness of a network's input. A network trained on bright strokes on a dark
 * background fails on the reverse, which this number reveals.
 *
 * @param percent 0 for black, 100 for white; of inputs that are bits, how many are set
 */
public record Brightness(double percent) {
  /** Number of sampled images, spread over all. */
  private static final int SAMPLE = 1000;

  /**
   * Points by which images must be nearer to the negative, so that dark or bright images are not
   * taken for negatives.
   */
  private static final double MARGIN = 30;

  /** Points from the usual brightness; photos by night and in snow differ by less. */
  private static final double FAR = 35;

  /**
   * Measures images.
   *
   * @param transform the transform that is applied first
   * @param binary whether the network's inputs are bits
   */
  public static Brightness of(LabeledImages images, InputTransform transform, boolean binary) {
    int values = images.shape().values();
    byte[] image = new byte[values];
    int count = Math.min(SAMPLE, images.size());
    long sum = 0;
    for (int i = 0; i < count; i++) {
      int index = (int) ((long) i * images.size() / count);
      transform.apply(images.shape(), images.store(), images.offset(index), image, 0);
      for (byte value : image) {
        int level = value & 255;
        sum += binary ? level >= InputTransform.HOST_THRESHOLD ? 255 : 0 : level;
      }
    }
    double mean = count == 0 ? 0 : (double) sum / ((long) count * values);
    return new Brightness(Math.round(1000 * mean / 255) / 10.0);
  }

  /**
   * Whether images of this brightness cannot be like the training images. For 8-bit inputs only:
   * few bits are set in every image of strokes.
   */
  public boolean isFarFrom(Brightness usual) {
    return Math.abs(percent - usual.percent) > FAR;
  }

  /** Whether images of this brightness are rather the negative of images of the usual one. */
  public boolean isNegativeOf(Brightness usual) {
    double asTheyAre = Math.abs(percent - usual.percent);
    double asNegative = Math.abs(100 - percent - usual.percent);
    return asTheyAre - asNegative > MARGIN;
  }
}

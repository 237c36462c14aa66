package bnn4j.datasets.transform;

import bnn4j.datasets.LabeledImages;

/**
 * The mean brightness of a network's input. A network trained on bright strokes on a dark
 * background fails on the reverse, which this number reveals.
 *
 * @param percent 0 for black, 100 for white; of inputs that are bits, how many are set
 */
public record Brightness(double percent) {
  /** So many images tell, spread over all. */
  private static final int SAMPLE = 1000;

  /** Images that are only somewhat darker or brighter than usual are no negatives. */
  private static final double MARGIN = 30;

  /** Photos by night and in snow are nearer to the mean of all. */
  private static final double FAR = 35;

  /**
   * Measures images.
   *
   * @param transform what is done to them first
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
   * Whether images of this brightness are none that a network learned from, whatever they show. Of
   * many levels only: bits are few in any picture of strokes.
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

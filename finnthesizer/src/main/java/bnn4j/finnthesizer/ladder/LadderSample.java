package bnn4j.finnthesizer.ladder;

/**
 * Sums of the last layer for images of known class. Arrays are not copied and must not be changed.
 *
 * @param classes number of classes
 * @param accumulators {@code [images][classes]} in one array, in the unit of the layer
 * @param labels {@code [images]}
 */
public record LadderSample(int classes, int[] accumulators, int[] labels) {
  /**
   * Checks the lengths.
   *
   * @throws IllegalArgumentException if there is no image, or not one sum per image and class
   */
  public LadderSample {
    if (labels.length == 0 || accumulators.length != labels.length * classes) {
      throw new IllegalArgumentException(
          "%d accumulators of %d images and %d classes"
              .formatted(accumulators.length, labels.length, classes));
    }
  }

  /** Number of images. */
  public int images() {
    return labels.length;
  }

  /** What an image gave for a class. */
  public int accumulator(int image, int label) {
    return accumulators[image * classes + label];
  }

  /** The word that an overlay with this ladder answers. */
  public long word(Ladder ladder, int image) {
    long word = 0;
    for (int output = 0; output < ladder.levels() * classes; output++) {
      if (accumulator(image, output % classes) > ladder.threshold(output)) {
        word |= 1L << output;
      }
    }
    return word;
  }

  /** Standard deviation of a class's accumulators. */
  double deviation(int label) {
    double sum = 0;
    double squares = 0;
    for (int image = 0; image < images(); image++) {
      double value = accumulator(image, label);
      sum += value;
      squares += value * value;
    }
    double mean = sum / images();
    return Math.sqrt(Math.max(0, squares / images() - mean * mean));
  }
}

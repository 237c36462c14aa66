package bnn4j.trainer.loop;

import java.util.stream.IntStream;

/**
 * The outputs of a float network on labelled images.
 *
 * @param scores outputs {@code [images][classes]} in one array
 * @param labels {@code [images]}
 * @param classes number of classes
 */
public record Outputs(float[] scores, int[] labels, int classes) {
  /** The class with the largest score, the first of them. */
  public int argmax(int image) {
    int at = image * classes;
    int best = 0;
    for (int i = 1; i < classes; i++) {
      if (scores[at + i] > scores[at + best]) {
        best = i;
      }
    }
    return best;
  }

  /** The score of a class. */
  public double score(int image, int label) {
    return scores[image * classes + label];
  }

  /** Number of images whose largest score is their label's. */
  public long argmaxCorrect() {
    return IntStream.range(0, labels.length).filter(i -> argmax(i) == labels[i]).count();
  }

  /** Percent of images whose largest score is their label's; NaN without images. */
  public double argmaxAccuracy() {
    return 100.0 * argmaxCorrect() / labels.length;
  }
}

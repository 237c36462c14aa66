package bnn4j.experiment.run;

import bnn4j.experiment.spec.Target;
import bnn4j.overlay.Overlay;
import bnn4j.overlay.host.Decode;
import bnn4j.trainer.loop.Outputs;
import bnn4j.trainer.settings.Loss;
import java.util.function.IntUnaryOperator;
import java.util.stream.IntStream;

/**
 * The outputs of a float network on labelled images.
 *
 * @param scores outputs {@code [images][classes]} in one array
 * @param labels {@code [images]}
 * @param classes number of classes
 * @param target whose decode counts
 * @param steps the score from which on each output is set, {@code [levels][classes]} in one array;
 *     one level of zeros unless the outputs are a ladder
 */
public record Predictions(
    float[] scores, int[] labels, int classes, Target target, double[] steps) {
  /** One output per class, set where the score is not negative. */
  public Predictions(Outputs outputs, Target target) {
    this(
        outputs.scores(),
        outputs.labels(),
        outputs.classes(),
        target,
        new double[outputs.classes()]);
  }

  /** The same, for a dataflow overlay. */
  public Predictions(Outputs outputs, Overlay overlay) {
    this(outputs, new Target.Dataflow(overlay));
  }

  /** The same scores behind other outputs. */
  Predictions withSteps(double[] others) {
    return new Predictions(scores, labels, classes, target, others);
  }

  /** Index of the first of the largest values among {@code count} from {@code offset} on. */
  static int largest(float[] values, int offset, int count) {
    int best = 0;
    for (int i = 1; i < count; i++) {
      if (values[offset + i] > values[offset + best]) {
        best = i;
      }
    }
    return best;
  }

  /** The class with the largest score. */
  public int argmax(int image) {
    return largest(scores, image * classes, classes);
  }

  /**
   * The class that the overlay's decode makes of the output bits, or of the scores. With 49 outputs
   * or more possibly a number that is none, at least {@code classes} (formats.md 5.3).
   */
  public int decoded(int image) {
    return decoded(image, new long[1]);
  }

  private int decoded(int image, long[] word) {
    if (!(target instanceof Target.Dataflow dataflow) || !target.bitOutput()) {
      return argmax(image);
    }
    word[0] = bits(image);
    int found = Decode.MULTIPLE.classOf(dataflow.overlay(), word, 0, steps.length);
    return found < steps.length ? found % classes : found;
  }

  /** One bit per output: 1 where the score has reached its step. */
  public long bits(int image) {
    long word = 0;
    for (int n = 0; n < steps.length; n++) {
      if (scores[image * classes + n % classes] >= steps[n]) {
        word |= 1L << n;
      }
    }
    return word;
  }

  /** The score of a class. */
  public double score(int image, int label) {
    return scores[image * classes + label];
  }

  /**
   * Whether the largest score is a figure of its own: not where it is the decode anyway, nor where
   * the loss left lower outputs free to be large.
   */
  public boolean largestMeansSomething(Loss loss) {
    return target.bitOutput() && loss != Loss.HIGHEST_BIT;
  }

  /** Percent of images whose largest score is their label's. */
  public double argmaxAccuracy() {
    return 100.0 * argmaxCorrect() / labels.length;
  }

  /** Number of images whose largest score is their label's. */
  public long argmaxCorrect() {
    return count(this::argmax);
  }

  /** Percent of images that the overlay's decode would classify right; NaN without images. */
  public double decodedAccuracy() {
    return 100.0 * decodedCorrect() / labels.length;
  }

  /** Number of images that the overlay's decode would classify right. */
  public long decodedCorrect() {
    long[] word = new long[1];
    return count(image -> decoded(image, word));
  }

  private long count(IntUnaryOperator prediction) {
    return IntStream.range(0, labels.length)
        .filter(image -> prediction.applyAsInt(image) == labels[image])
        .count();
  }
}

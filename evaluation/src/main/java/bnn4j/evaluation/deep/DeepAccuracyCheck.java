package bnn4j.evaluation.deep;

import bnn4j.datasets.LabeledImages;
import bnn4j.evaluation.accuracy.AccuracyCheck;
import bnn4j.evaluation.model.ClassMatch;
import bnn4j.evaluation.report.ConfusionMatrix;
import bnn4j.offload.deep.DeepClassifier;
import bnn4j.offload.driver.OffloadAccelerator;
import java.util.Arrays;
import java.util.function.IntConsumer;

/**
 * Runs a deep set over labeled images and counts what it gets right.
 *
 * @param model what to run
 */
public record DeepAccuracyCheck(DeepModel model) {
  /** Images that are packed at a time. */
  private static final int BLOCK = 1000;

  /**
   * Loads the set and runs all images. The outputs of the outcome are the classes found.
   *
   * @param accelerator where the overlay's layers run; closed at the end
   * @param progress is told the number of images done, now and then
   * @throws bnn4j.foundation.Refusal if the classes or the shape of the images are not those of the
   *     set
   */
  public AccuracyCheck.Outcome run(
      OffloadAccelerator accelerator, LabeledImages images, IntConsumer progress) {
    int classes = model.set().classNames().size();
    try (DeepClassifier classifier = new DeepClassifier(model.set(), accelerator)) {
      ClassMatch match = ClassMatch.require(model.set().classNames(), images.classNames());
      long start = System.nanoTime();
      long[][] counts = new long[classes][classes];
      long[] found = new long[images.size()];
      for (int from = 0; from < images.size(); from += BLOCK) {
        int count = Math.min(BLOCK, images.size() - from);
        int before = from;
        int[] scores =
            classifier.run(
                model.pack(images, from, count), count, done -> progress.accept(before + done));
        for (int i = 0; i < count; i++) {
          int guess = DeepClassifier.classOf(scores, i, classes);
          found[from + i] = guess;
          counts[match.of(images.label(from + i))][guess]++;
        }
      }
      double seconds = (System.nanoTime() - start) / 1e9;
      return new AccuracyCheck.Outcome(
          found, new ConfusionMatrix(match.names(), counts), 0, seconds);
    }
  }

  /** Which class each image was taken for, out of an outcome. */
  public static int[] classes(AccuracyCheck.Outcome outcome) {
    return Arrays.stream(outcome.outputs()).mapToInt(Math::toIntExact).toArray();
  }
}

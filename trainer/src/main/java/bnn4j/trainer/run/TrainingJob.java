package bnn4j.trainer.run;

import bnn4j.datasets.LabeledImages;
import bnn4j.foundation.Refusal;
import bnn4j.overlay.Overlay;
import bnn4j.trainer.network.StartingWeights;
import bnn4j.trainer.spec.TrainingSpec;
import java.util.Optional;

/**
 * What is to be trained, checked and loaded.
 *
 * @param spec how
 * @param overlay what for
 * @param training images to learn from, as they are in the data set
 * @param validation images to choose the best epoch by, none of them in {@code training}
 * @param start weights to begin with instead of random ones
 * @param threads that share each batch
 */
public record TrainingJob(
    TrainingSpec spec,
    Overlay overlay,
    LabeledImages training,
    LabeledImages validation,
    Optional<StartingWeights> start,
    int threads) {
  /** With fewer, threads wait for each other more than they save. */
  private static final int IMAGES_PER_THREAD = 16;

  /**
   * Refuses less than one thread.
   *
   * @throws Refusal if there is none
   */
  public TrainingJob {
    if (threads < 1) {
      throw new Refusal("threads: expected at least 1, found " + threads);
    }
  }

  /** As many threads as this machine has cores, if a batch has enough images for so many. */
  public static int usefulThreads(TrainingSpec spec) {
    int cores = Runtime.getRuntime().availableProcessors();
    return Math.max(1, Math.min(cores, spec.batchSize() / IMAGES_PER_THREAD));
  }
}

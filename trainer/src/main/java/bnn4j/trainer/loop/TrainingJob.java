package bnn4j.trainer.loop;

import bnn4j.datasets.LabeledImages;
import bnn4j.foundation.Refusal;
import bnn4j.network.Network;
import bnn4j.trainer.model.StartingWeights;
import bnn4j.trainer.settings.TrainingSettings;
import java.util.Optional;

/**
 * What is to be trained, checked and loaded.
 *
 * @param settings how
 * @param network what; its outputs become as many as there are classes
 * @param judge who says how good it is
 * @param training images to learn from, as they are in the data set
 * @param validation images to choose the best epoch by, none of them in {@code training}
 * @param start weights to begin with instead of random ones
 * @param threads that share each batch
 */
public record TrainingJob(
    TrainingSettings settings,
    Network network,
    Judge judge,
    LabeledImages training,
    LabeledImages validation,
    Optional<StartingWeights> start,
    int threads) {
  /** With fewer, threads wait for each other more than they save. */
  private static final int IMAGES_PER_THREAD = 16;

  /**
   * Refuses what cannot be trained, before anything is made for it.
   *
   * @throws Refusal if there is no thread, or the training images do not fill one batch
   */
  public TrainingJob {
    if (threads < 1) {
      throw new Refusal("threads: expected at least 1, found " + threads);
    }
    if (training.size() < settings.batchSize()) {
      throw new Refusal(
          "batch-size %d is more than the %d training images; make it smaller"
              .formatted(settings.batchSize(), training.size()));
    }
  }

  /** As many threads as this machine has cores, if a batch has enough images for so many. */
  public static int usefulThreads(TrainingSettings settings) {
    int cores = Runtime.getRuntime().availableProcessors();
    return Math.max(1, Math.min(cores, settings.batchSize() / IMAGES_PER_THREAD));
  }
}

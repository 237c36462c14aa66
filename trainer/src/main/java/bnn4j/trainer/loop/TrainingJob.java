package bnn4j.trainer.loop;

import bnn4j.datasets.LabeledImages;
import bnn4j.foundation.Refusal;
import bnn4j.network.Network;
import bnn4j.trainer.batches.BatchMaker;
import bnn4j.trainer.batches.InputValues;
import bnn4j.trainer.batches.Targets;
import bnn4j.trainer.layers.Teacher;
import bnn4j.trainer.model.NetworkBuilder;
import bnn4j.trainer.model.StartingWeights;
import bnn4j.trainer.settings.Loss;
import bnn4j.trainer.settings.TrainingSettings;
import java.util.Optional;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;

/**
 * The data and settings of a training, checked and loaded.
 *
 * @param settings how
 * @param network what; its outputs become as many as there are classes
 * @param judge who says how good it is
 * @param training images to learn from, as they are in the dataset
 * @param validation images to choose the best epoch by, none of them in {@code training}
 * @param start weights to begin with instead of random ones
 * @param teacher whose outputs the network learns from, too; not with averaging
 * @param threads that share each batch, or the workers of averaging
 */
public record TrainingJob(
    TrainingSettings settings,
    Network network,
    Judge judge,
    LabeledImages training,
    LabeledImages validation,
    Optional<StartingWeights> start,
    Optional<Teacher> teacher,
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
          "batch-size %d exceeds the %d training images; reduce it"
              .formatted(settings.batchSize(), training.size()));
    }
    int workers = settings.averaging().workers();
    if (training.size() / settings.batchSize() < workers) {
      throw new Refusal(
          ("averaging.workers: %d workers need a batch of %d each, the %d training images fill %d;"
                  + " use fewer workers or a smaller batch-size")
              .formatted(
                  workers,
                  settings.batchSize(),
                  training.size(),
                  training.size() / settings.batchSize()));
    }
  }

  /**
   * As many threads as this machine has cores, if a batch has enough images for so many, or
   * averaging enough workers.
   */
  public static int usefulThreads(TrainingSettings settings) {
    int cores = Runtime.getRuntime().availableProcessors();
    if (settings.averaging().enabled()) {
      return Math.min(cores, settings.averaging().workers());
    }
    return Math.max(1, Math.min(cores, settings.batchSize() / IMAGES_PER_THREAD));
  }

  /** What the batches ask of the network. */
  Targets targets() {
    return new Targets(training.classNames().size(), settings.loss() == Loss.HIGHEST_BIT);
  }

  /** A maker of the batches. */
  BatchMaker batchMaker() {
    return new BatchMaker(
        training,
        settings.augmentation(),
        settings.input(),
        new InputValues(network.input()),
        targets(),
        settings.batchSize(),
        settings.seed());
  }

  /** The network with random weights. */
  MultiLayerNetwork untrainedNetwork() {
    return NetworkBuilder.of(settings, network, training.classNames().size()).build();
  }
}

package bnn4j.trainer.settings;

import bnn4j.datasets.transform.Augmentation;
import bnn4j.datasets.transform.InputTransform;
import bnn4j.foundation.Range;

/**
 * The settings of a training, independent of the target hardware.
 *
 * @param epochs passes over the training images, at least 1
 * @param batchSize images per step, at least 2 (a batch of one has no variance)
 * @param learningRate step size of each epoch
 * @param loss what training makes small
 * @param distillation how much is learned from the network that training starts from
 * @param dropout probabilities to drop a value while training
 * @param augmentation how training images are varied
 * @param input what is done to every picture, in training and use
 * @param seed of weights, shuffling, dropout and augmentation
 * @param earlyStopping when training ends before its last epoch
 * @param averaging whether several networks learn apart and are averaged
 */
public record TrainingSettings(
    int epochs,
    int batchSize,
    LearningRate learningRate,
    Loss loss,
    Distillation distillation,
    Dropout dropout,
    Augmentation augmentation,
    InputTransform input,
    long seed,
    EarlyStopping earlyStopping,
    Averaging averaging) {
  /**
   * Checks the counts.
   *
   * @throws bnn4j.foundation.Refusal naming the one that is too small
   */
  public TrainingSettings {
    checkEpochs(epochs);
    checkBatchSize(batchSize);
  }

  /** At least 1. */
  public static void checkEpochs(int epochs) {
    Range.atLeast("epochs", epochs, 1);
  }

  /** At least 2. */
  public static void checkBatchSize(int batchSize) {
    Range.atLeast("batch-size", batchSize, 2);
  }
}

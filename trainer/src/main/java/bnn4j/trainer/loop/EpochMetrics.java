package bnn4j.trainer.loop;

import java.util.Comparator;

/**
 * The metrics of one epoch.
 *
 * @param epoch from 1
 * @param loss mean over the epoch's images
 * @param trainAccuracy percent of training images classified correctly, 0..100
 * @param validationAccuracy percent of validation images classified correctly, 0..100; NaN without
 *     any
 * @param learningRate step size, constant within the epoch
 * @param samplesPerSecond training images per second
 * @param seconds the epoch took, evaluation included
 */
public record EpochMetrics(
    int epoch,
    double loss,
    double trainAccuracy,
    double validationAccuracy,
    double learningRate,
    double samplesPerSecond,
    double seconds) {
  /** The better, the larger: by validation accuracy; of equal ones the later epoch is better. */
  public static final Comparator<EpochMetrics> BETTER =
      Comparator.comparingDouble(EpochMetrics::validationAccuracy)
          .thenComparingInt(EpochMetrics::epoch);
}

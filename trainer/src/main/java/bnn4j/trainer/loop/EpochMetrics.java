package bnn4j.trainer.loop;

/**
 * What one epoch came to.
 *
 * @param epoch from 1
 * @param loss mean over the epoch's images
 * @param trainAccuracy percent of training images told right, 0..100
 * @param validationAccuracy percent of validation images told right, 0..100; NaN without any
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
    double seconds) {}

package bnn4j.trainer.report;

public record EpochMetrics(
    int epoch,
    double loss,
    double trainAccuracy,
    double validationAccuracy,
    double learningRate,
    double samplesPerSecond,
    double seconds) {}

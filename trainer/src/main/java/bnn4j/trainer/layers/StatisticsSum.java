package bnn4j.trainer.layers;

import bnn4j.trainer.ops.NativeMemory;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Mean and variance over many batches. */
final class StatisticsSum {
  private final double[] sum;
  private final double[] squares;
  private long images;

  StatisticsSum(int neurons) {
    sum = new double[neurons];
    squares = new double[neurons];
  }

  void add(BatchNormalizer batch) {
    int count = batch.rows();
    for (int n = 0; n < sum.length; n++) {
      double mean = batch.mean()[n];
      sum[n] += count * mean;
      squares[n] += count * (batch.variance()[n] + mean * mean);
    }
    images += count;
  }

  void add(StatisticsSum other) {
    for (int n = 0; n < sum.length; n++) {
      sum[n] += other.sum[n];
      squares[n] += other.squares[n];
    }
    images += other.images;
  }

  /** Writes mean and inverse standard deviation over all batches, {@code [neurons]} each. */
  void write(INDArray meanTarget, INDArray invStdTarget, double epsilon) {
    float[] mean = new float[sum.length];
    float[] invStd = new float[sum.length];
    for (int n = 0; n < sum.length; n++) {
      double average = sum[n] / images;
      double variance = Math.max(0, squares[n] / images - average * average);
      mean[n] = (float) average;
      invStd[n] = (float) (1 / Math.sqrt(variance + epsilon));
    }
    NativeMemory.floats(meanTarget).put(mean);
    NativeMemory.floats(invStdTarget).put(invStd);
  }
}

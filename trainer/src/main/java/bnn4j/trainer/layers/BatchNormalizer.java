package bnn4j.trainer.layers;

import java.nio.FloatBuffer;
import java.util.Arrays;

/**
 * Batch normalization of one batch {@code [rows][neurons]} in plain loops (Ioffe and Szegedy 2015,
 * algorithm 1). Keeps the batch for the backward pass, and its memory for the next batch.
 */
final class BatchNormalizer {
  private static final float JUST_ABOVE_ONE = Math.nextUp(1f);

  /** More than 1 over the distance of neighbouring floats around 1. */
  private static final float STEEP = 1e8f;

  private final int neurons;
  private final double epsilon;
  private final float[] mean;
  private final float[] variance;
  private final float[] invStd;
  private float[] values = {};
  private int rows;

  BatchNormalizer(int neurons, double epsilon) {
    this.neurons = neurons;
    this.epsilon = epsilon;
    this.mean = new float[neurons];
    this.variance = new float[neurons];
    this.invStd = new float[neurons];
  }

  /** Sums over the batch, {@code [neurons]}: gradients of gamma and beta. */
  record Gradients(float[] gamma, float[] beta) {}

  int neurons() {
    return neurons;
  }

  int rows() {
    return rows;
  }

  /** The batch's mean, {@code [neurons]}. */
  float[] mean() {
    return mean;
  }

  /** The batch's biased variance, {@code [neurons]}. */
  float[] variance() {
    return variance;
  }

  /** The batch's inverse standard deviation, epsilon inside, {@code [neurons]}. */
  float[] invStd() {
    return invStd;
  }

  /** Takes a batch and computes its statistics. */
  void read(FloatBuffer batch, int count) {
    rows = count;
    if (values.length < count * neurons) {
      values = new float[count * neurons];
    }
    batch.get(values, 0, count * neurons);
    Arrays.fill(mean, 0);
    for (int sample = 0, at = 0; sample < rows; sample++, at += neurons) {
      for (int n = 0; n < neurons; n++) {
        mean[n] += values[at + n];
      }
    }
    for (int n = 0; n < neurons; n++) {
      mean[n] /= rows;
    }
    Arrays.fill(variance, 0);
    for (int sample = 0, at = 0; sample < rows; sample++, at += neurons) {
      for (int n = 0; n < neurons; n++) {
        float centred = values[at + n] - mean[n];
        variance[n] += centred * centred;
      }
    }
    for (int n = 0; n < neurons; n++) {
      variance[n] /= rows;
      invStd[n] = (float) (1 / Math.sqrt(variance[n] + epsilon));
    }
  }

  /** Writes the scaled and shifted values of one sample to {@code row}. */
  void normalize(int sample, float[] gamma, float[] beta, float[] row) {
    int at = sample * neurons;
    for (int n = 0; n < neurons; n++) {
      row[n] = (values[at + n] - mean[n]) * invStd[n] * gamma[n] + beta[n];
    }
  }

  /**
   * The backward pass.
   *
   * @param gradients with respect to the output, {@code [rows][neurons]}; overwritten with those
   *     with respect to the input
   * @param straightThrough whether a quantizer follows, which passes gradients only where the
   *     normalized value lies in [-1, 1]
   */
  Gradients gradients(float[] gradients, float[] gamma, float[] beta, boolean straightThrough) {
    float[] gammaSum = new float[neurons];
    float[] betaSum = new float[neurons];
    for (int sample = 0, at = 0; sample < rows; sample++, at += neurons) {
      if (straightThrough) {
        passWithinOne(gradients, at, gamma, beta);
      }
      for (int n = 0; n < neurons; n++) {
        float normal = (values[at + n] - mean[n]) * invStd[n];
        gammaSum[n] += gradients[at + n] * normal;
        betaSum[n] += gradients[at + n];
      }
    }
    float[] scale = new float[neurons];
    float[] slope = new float[neurons];
    for (int n = 0; n < neurons; n++) {
      scale[n] = gamma[n] * invStd[n];
      slope[n] = invStd[n] * gammaSum[n] / rows;
    }
    for (int sample = 0, at = 0; sample < rows; sample++, at += neurons) {
      for (int n = 0; n < neurons; n++) {
        float centred = betaSum[n] / rows + (values[at + n] - mean[n]) * slope[n];
        gradients[at + n] = scale[n] * (gradients[at + n] - centred);
      }
    }
    return new Gradients(gammaSum, betaSum);
  }

  /**
   * Keeps the gradients where the normalized value lies in [-1, 1], clears the others. The factor
   * is 1 up to exactly 1 and 0 from the next float on; as a comparison it would be a branch that
   * goes either way, where so it becomes vector instructions.
   */
  private void passWithinOne(float[] gradients, int at, float[] gamma, float[] beta) {
    for (int n = 0; n < neurons; n++) {
      float size = Math.abs((values[at + n] - mean[n]) * invStd[n] * gamma[n] + beta[n]);
      gradients[at + n] *= Math.min(1f, Math.max(0f, (JUST_ABOVE_ONE - size) * STEEP));
    }
  }
}

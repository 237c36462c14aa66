package bnn4j.trainer.layers;

import bnn4j.network.DataType;
import java.nio.FloatBuffer;
import java.util.Optional;

/**
 * Normalization by running statistics, with exactly the arithmetic that folding assumes (see {@code
 * TrainedLayer.value}) and the levels of {@link DataType}.
 *
 * <p>Loops over chunks of whole rows, for the same reason as {@link BatchNormalizer}.
 */
final class RunningNormalizer {
  private final int neurons;
  private final float[] values;
  private final double[] normalized;
  private final double[] mean;
  private final double[] scale;
  private final double[] shift;

  /** A normalizer, {@code (value - mean) * (gamma * invStd) + beta}; one number per neuron each. */
  RunningNormalizer(float[] gamma, float[] beta, float[] mean, float[] invStd) {
    neurons = gamma.length;
    int chunk = BatchNormalizer.chunkOf(neurons);
    values = new float[chunk];
    normalized = new double[chunk];
    this.mean = new double[chunk];
    scale = new double[chunk];
    shift = new double[chunk];
    for (int i = 0; i < chunk; i++) {
      int n = i % neurons;
      this.mean[i] = mean[n];
      scale[i] = (double) gamma[n] * invStd[n];
      shift[i] = beta[n];
    }
  }

  /**
   * Normalizes.
   *
   * @param input {@code [rows][neurons]}
   * @param output as large, overwritten
   * @param levels of the quantizer that follows, if one does
   */
  void normalize(FloatBuffer input, FloatBuffer output, Optional<DataType> levels) {
    while (input.hasRemaining()) {
      int length = Math.min(values.length, input.remaining());
      input.get(values, 0, length);
      for (int i = 0; i < length; i++) {
        normalized[i] = (values[i] - mean[i]) * scale[i] + shift[i];
      }
      if (levels.isEmpty()) {
        narrow(length);
      } else {
        quantize(levels.get(), length);
      }
      output.put(values, 0, length);
    }
  }

  /** A tiny negative value must not become a zero, which would count as positive. */
  private void narrow(int length) {
    for (int i = 0; i < length; i++) {
      float narrow = (float) normalized[i];
      values[i] = narrow == 0 && normalized[i] < 0 ? -Float.MIN_VALUE : narrow;
    }
  }

  /** Without comparisons, which would be branches that go either way. */
  private void quantize(DataType levels, int length) {
    if (levels.equals(DataType.BINARY)) {
      for (int i = 0; i < length; i++) {
        values[i] = sign(normalized[i]);
      }
    } else if (levels.equals(DataType.TERNARY)) {
      for (int i = 0; i < length; i++) {
        values[i] = 0.5f * (sign(normalized[i] + 0.5) + sign(normalized[i] - 0.5));
      }
    } else {
      round(levels.min(), levels.max(), length);
    }
  }

  /**
   * As {@link DataType#quantized}: a number is compared with the half above the one below it,
   * because their sum could be rounded up to the next one.
   */
  private void round(double min, double max, int length) {
    for (int i = 0; i < length; i++) {
      double scaled = Math.max(min, Math.min(max, normalized[i] * max));
      double below = Math.floor(scaled);
      values[i] = (float) below + ((1 + sign(scaled - (below + 0.5))) >> 1);
    }
  }

  /** -1 or +1; adding nothing makes a negative zero positive, as which it counts. */
  private static int sign(double value) {
    return 1 - 2 * (int) (Double.doubleToRawLongBits(value + 0.0) >>> 63);
  }
}

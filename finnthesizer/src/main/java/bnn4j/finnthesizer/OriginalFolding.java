package bnn4j.finnthesizer;

import bnn4j.network.TrainedLayer;
import bnn4j.overlay.Accumulator;
import bnn4j.overlay.MatrixLayer;

/**
 * The arithmetic of BNN-PYNQ's generator, bit for bit (formats.md 3.1 to 3.6), with all that is not
 * exact in it (3.7). Every operation is in double and in the original's order; changing any of them
 * changes files.
 */
final class OriginalFolding implements ThresholdFolding {
  private static final long PADDING_THRESHOLD = 65535;

  @Override
  public FoldedNeuron fold(TrainedLayer from, int neuron, MatrixLayer to) {
    return new FoldedNeuron(weights(from, neuron, to), thresholds(from, neuron, to));
  }

  /** Padding passes the same offset and clip as any other threshold (formats.md 3.4). */
  @Override
  public long paddingThreshold(MatrixLayer to) {
    return clip(PADDING_THRESHOLD - paddingOffset(to), to);
  }

  /** -1, 0, +1, or NaN where gamma is; 0 flips all weights of the neuron to 0. */
  private static double sign(TrainedLayer from, int neuron) {
    return Math.signum((double) from.gamma()[neuron]);
  }

  private static byte[] weights(TrainedLayer from, int neuron, MatrixLayer to) {
    double sign = sign(from, neuron);
    byte[] weights = new byte[from.synapses()];
    for (int i = 0; i < weights.length; i++) {
      double flipped = from.weights()[neuron * weights.length + i] * sign;
      weights[i] = to.weightBits() == 1 ? binary(flipped) : ternary(flipped);
    }
    return weights;
  }

  /** A zero of either sign, and NaN, are +1, whether flipped or not (formats.md 3.3). */
  private static byte binary(double flipped) {
    return (byte) (flipped < 0 ? -1 : 1);
  }

  /** Ties go up after the flip, so that they depend on it; no clipping (formats.md 3.3). */
  private static byte ternary(double flipped) {
    return (byte) truncate(Math.floor(flipped + 0.5));
  }

  private static long[] thresholds(TrainedLayer from, int neuron, MatrixLayer to) {
    if (!to.hasThresholds()) {
      return new long[0];
    }
    double[] steps = to.layer().activations().orElseThrow().steps();
    long[] thresholds = new long[steps.length];
    for (int k = 0; k < steps.length; k++) {
      double threshold = rescaled(threshold(from, neuron, steps[k]), sign(from, neuron), to);
      thresholds[k] = clip(truncate(threshold) - paddingOffset(to), to);
    }
    return thresholds;
  }

  /** The real accumulator at which the batch norm gives the step (formats.md 3.1). */
  private static double threshold(TrainedLayer from, int neuron, double step) {
    double centre = (double) from.mean()[neuron] - from.bias()[neuron];
    double scale = (double) from.gamma()[neuron] * from.invStd()[neuron];
    return centre + (step - from.beta()[neuron]) / scale;
  }

  /** Flipped with the weights, in the unit of the accumulator, rounded or not (formats.md 3.2). */
  private static double rescaled(double threshold, double sign, MatrixLayer to) {
    double flipped = sign * threshold;
    return switch (to.accumulator()) {
      case FIXED_POINT -> round(sign * 256 * threshold, sign);
      case SIGNED -> round(flipped, sign);
      case POPCOUNT -> {
        boolean rounds = !to.layer().isDense();
        yield (to.fanIn() + (rounds ? round(flipped, sign) : flipped)) / 2;
      }
    };
  }

  private static double round(double flipped, double sign) {
    return sign < 0 ? Math.ceil(flipped) : Math.floor(flipped);
  }

  /**
   * To an integer as x86 does it: what does not fit, and NaN, is the smallest one (formats.md 3.5).
   * A Java cast would saturate.
   */
  private static long truncate(double value) {
    boolean fits = value >= Long.MIN_VALUE && value < 0x1p63;
    return fits ? (long) value : Long.MIN_VALUE;
  }

  /** Signed layers with padding: each padded column counts -1. May wrap around, as the original. */
  private static long paddingOffset(MatrixLayer to) {
    boolean signed = to.weightBits() == 1 && to.accumulator() != Accumulator.POPCOUNT;
    return signed ? to.paddedColumns() : 0;
  }

  private static long clip(long threshold, MatrixLayer to) {
    if (to.accumulator() == Accumulator.FIXED_POINT) {
      return threshold;
    }
    return Math.max(Short.MIN_VALUE, Math.min(Short.MAX_VALUE, threshold));
  }
}

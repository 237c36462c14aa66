package bnn4j.trainer.layers;

import bnn4j.network.DataType;

/**
 * {@link DataType#quantized} for whole arrays: the same levels, but without comparisons, which
 * would be branches that go either way, where arithmetic becomes vector instructions.
 */
final class Levels {
  /** Its square times any float but zero is beyond 2. */
  private static final float HUGE = 1e38f;

  private static final float STEP = 0.5f;

  private Levels() {}

  /**
   * Replaces values by their levels.
   *
   * @param values numbers, none of them NaN
   * @param length how many of them, from the first on
   * @param bits 1: -1 or +1; 2: -1, 0 or +1
   */
  static void quantize(float[] values, int length, int bits) {
    switch (bits) {
      case 1 -> binarize(values, length);
      case 2 -> ternarize(values, length);
      default -> throw new IllegalArgumentException("levels of %d bits".formatted(bits));
    }
  }

  private static void binarize(float[] values, int length) {
    for (int i = 0; i < length; i++) {
      values[i] = sign(values[i]);
    }
  }

  private static void ternarize(float[] values, int length) {
    for (int i = 0; i < length; i++) {
      values[i] = (sign(values[i] + STEP) + sign(values[i] - STEP)) / 2;
    }
  }

  /** -1 or +1; both zeros count as +1. */
  private static float sign(float value) {
    return Math.max(-1f, Math.min(1f, value * HUGE * HUGE + 1));
  }
}

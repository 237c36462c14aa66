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
   */
  static void quantize(float[] values, int length, DataType type) {
    if (type.equals(DataType.BINARY)) {
      binarize(values, length);
    } else if (type.equals(DataType.TERNARY)) {
      ternarize(values, length);
    } else {
      round(values, length, type.min(), type.max());
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

  /** In doubles, which hold a float times a level and a half exactly; ties go up. */
  private static void round(float[] values, int length, double min, double max) {
    for (int i = 0; i < length; i++) {
      double clipped = Math.max(min, Math.min(max, values[i] * max));
      values[i] = (float) Math.floor(clipped + STEP);
    }
  }

  /** -1 or +1; both zeros count as +1. */
  private static float sign(float value) {
    return Math.max(-1f, Math.min(1f, value * HUGE * HUGE + 1));
  }
}

package bnn4j.finnthesizer;

import bnn4j.foundation.Refusal;

/**
 * From real numbers to the few that the accelerator knows (formats.md 7.2). The one definition for
 * training, folding and tests.
 */
public enum Quantizer {
  /** One bit: -1 and +1. */
  BINARY,
  /** Two bits: -1, 0 and +1. */
  TERNARY;

  /**
   * The quantizer of that many bits.
   *
   * @throws Refusal if the accelerator has none
   */
  public static Quantizer ofBits(int bits) {
    return switch (bits) {
      case 1 -> BINARY;
      case 2 -> TERNARY;
      default -> throw new Refusal("quantizer: expected 1 or 2 bits, found " + bits);
    };
  }

  /**
   * Where the activation goes up by one level, ascending: it does so at the step itself ({@code x
   * >= step}). One accelerator threshold per step.
   */
  public double[] steps() {
    return switch (this) {
      case BINARY -> new double[] {0};
      case TERNARY -> new double[] {-0.5, 0.5};
    };
  }

  /**
   * The activation for a value after the batch norm.
   *
   * @return {@link #BINARY}: +1 if {@code x >= 0}, else -1; {@link #TERNARY}: -1 below -0.5, +1
   *     from +0.5 on, else 0
   */
  public int activation(double x) {
    return switch (this) {
      case BINARY -> x >= 0 ? 1 : -1;
      case TERNARY -> x < -0.5 ? -1 : x < 0.5 ? 0 : 1;
    };
  }

  /**
   * The weight for a latent one. Ties go up, as those of activations do: 0 and -0 are +1 in one
   * bit; in two bits 0.5 is +1 and -0.5 is 0. Latent weights beyond [-1, 1] count as the nearer
   * end.
   *
   * @return -1 or +1 for {@link #BINARY}; -1, 0 or +1 for {@link #TERNARY}
   */
  public int weight(double latent) {
    return activation(latent);
  }
}

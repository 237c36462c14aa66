package bnn4j.network;

import bnn4j.foundation.Refusal;

/**
 * The set of values of a weight or an activation.
 *
 * <p>One signed bit is -1 or +1. More signed bits are the whole numbers from {@code
 * -(2^(bits-1)-1)} to {@code 2^(bits-1)-1}, the same on both sides of 0: two bits are -1, 0 and +1
 * (formats.md 2). Unsigned bits are 0 to {@code 2^bits-1}. Real numbers from -1, or from 0 where
 * unsigned, to 1 are spread evenly over them.
 *
 * @param bits 1 to 8, or 7 where unsigned: a number fits a byte
 * @param signed whether there are numbers below 0
 */
public record DataType(int bits, boolean signed) {
  /** -1 and +1. */
  public static final DataType BINARY = new DataType(1, true);

  /** -1, 0 and +1. */
  public static final DataType TERNARY = new DataType(2, true);

  private static final int MOST_BITS = 8;

  /**
   * Checks the bits.
   *
   * @throws Refusal if there are none, or too many
   */
  public DataType {
    int most = signed ? MOST_BITS : MOST_BITS - 1;
    if (bits < 1 || bits > most) {
      throw new Refusal(
          "a weight or an activation has 1 to %d bits%s, found %d"
              .formatted(most, signed ? "" : " where unsigned", bits));
    }
  }

  /** A signed type. */
  public static DataType signed(int bits) {
    return new DataType(bits, true);
  }

  /** An unsigned type. */
  public static DataType unsigned(int bits) {
    return new DataType(bits, false);
  }

  /** How many different numbers there are. */
  public int levels() {
    return bits == 1 ? 2 : signed ? (1 << bits) - 1 : 1 << bits;
  }

  /** How many thresholds tell the levels apart: one less than there are levels. */
  public int thresholds() {
    return levels() - 1;
  }

  /** The smallest number. */
  public int min() {
    return signed ? -max() : 0;
  }

  /** The largest number. */
  public int max() {
    return !signed ? (1 << bits) - 1 : bits == 1 ? 1 : (1 << (bits - 1)) - 1;
  }

  /**
   * The numbers by rank.
   *
   * @param rank 0 for the smallest, below {@link #levels}
   */
  public int level(int rank) {
    return min() + rank * (bits == 1 && signed ? 2 : 1);
  }

  /**
   * Where a real number gets the next level, ascending: it does so at the step itself ({@code x >=
   * step}). One threshold of an accelerator per step (formats.md 7.2).
   */
  public double[] steps() {
    double[] steps = new double[thresholds()];
    for (int rank = 0; rank < steps.length; rank++) {
      steps[rank] = (level(rank) + level(rank + 1)) / 2.0 / max();
    }
    return steps;
  }

  /**
   * The number for a real one; the one definition for training, folding and tests (formats.md 7.2).
   *
   * <p>Ties go up: 0 and -0 are +1 in one signed bit; in two, 0.5 is +1 and -0.5 is 0. What is
   * beyond the ends counts as the nearer end.
   *
   * @param x value after the batch norm, or a latent weight
   */
  public int quantized(double x) {
    if (signed && bits <= 2) {
      // The two that every hot loop asks for, without a search.
      return bits == 1 ? (x >= 0 ? 1 : -1) : x < -0.5 ? -1 : x < 0.5 ? 0 : 1;
    }
    double scaled = x * max();
    // From the whole number nearby; a cast takes what is beyond an int, and NaN, for an end or 0.
    int number = Math.max(min(), Math.min(max(), (int) Math.rint(scaled)));
    while (number < max() && scaled >= number + 0.5) {
      number++;
    }
    while (number > min() && scaled < number - 0.5) {
      number--;
    }
    return number;
  }

  /** For instance {@code 2-bit signed}. */
  @Override
  public String toString() {
    return bits + "-bit " + (signed ? "signed" : "unsigned");
  }
}

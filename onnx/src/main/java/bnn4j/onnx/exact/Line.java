package bnn4j.onnx.exact;

import bnn4j.foundation.Refusal;
import java.math.BigInteger;
import org.apache.commons.numbers.fraction.BigFraction;

/**
 * A value that follows a whole number {@code a} in a straight line, without any rounding: {@code
 * (level + slope * a) + (rootLevel + rootSlope * a) * sqrt(radicand)}. That is what scales, biases
 * and a batch norm make of an accumulator.
 *
 * @param level constant part
 * @param slope what one step of {@code a} adds
 * @param rootLevel constant part in front of the root
 * @param rootSlope what one step adds in front of the root
 * @param radicand under the root, at least 0; 0 where there is no root
 */
public record Line(
    BigFraction level,
    BigFraction slope,
    BigFraction rootLevel,
    BigFraction rootSlope,
    BigFraction radicand) {
  /** The number itself. */
  public static final Line IDENTITY = of(BigFraction.ZERO, BigFraction.ONE);

  /** {@code level + slope * a}. */
  public static Line of(BigFraction level, BigFraction slope) {
    return new Line(level, slope, BigFraction.ZERO, BigFraction.ZERO, BigFraction.ZERO);
  }

  /** This, times a number. */
  public Line times(BigFraction factor) {
    return new Line(
        level.multiply(factor),
        slope.multiply(factor),
        rootLevel.multiply(factor),
        rootSlope.multiply(factor),
        radicand);
  }

  /** This, plus a number. */
  public Line plus(BigFraction summand) {
    return new Line(level.add(summand), slope, rootLevel, rootSlope, radicand);
  }

  /**
   * The batch norm of this: {@code scale * (this - mean) / sqrt(variance) + shift}.
   *
   * @param variance epsilon inside, above 0
   * @throws Refusal if another root is in this already
   */
  public Line norm(BigFraction scale, BigFraction mean, BigFraction variance, BigFraction shift) {
    if (variance.signum() <= 0) {
      throw new Refusal(
          "a variance plus epsilon of %s is not above 0".formatted(variance.doubleValue()));
    }
    Line centred = plus(mean.negate());
    BigInteger numerator = exactRoot(variance.getNumerator());
    BigInteger denominator = exactRoot(variance.getDenominator());
    if (numerator != null && denominator != null) {
      return centred.times(scale.multiply(BigFraction.of(denominator, numerator))).plus(shift);
    }
    if (radicand.signum() != 0) {
      throw new Refusal(
          "two batch norms in a row; let qonnx's BatchNormToAffine turn one into Mul and Add");
    }
    BigFraction factor = scale.divide(variance);
    return new Line(
        shift,
        BigFraction.ZERO,
        centred.level.multiply(factor),
        centred.slope.multiply(factor),
        variance);
  }

  /** -1, 0 or 1: whether this falls, stays or rises with {@code a}. */
  public int direction() {
    return sign(slope, rootSlope);
  }

  /** -1, 0 or 1 as the value at {@code a} is below, at or above a bound. */
  public int compare(long a, BigFraction bound) {
    return sign(level.add(slope.multiply(a)).subtract(bound), rootLevel.add(rootSlope.multiply(a)));
  }

  /** The value at {@code a}, rounded: for messages. */
  public double at(long a) {
    return level.add(slope.multiply(a)).doubleValue()
        + rootLevel.add(rootSlope.multiply(a)).doubleValue() * Math.sqrt(radicand.doubleValue());
  }

  /** Sign of {@code plain + rooted * sqrt(radicand)}. */
  private int sign(BigFraction plain, BigFraction rooted) {
    int one = plain.signum();
    int other = radicand.signum() == 0 ? 0 : rooted.signum();
    if (other == 0 || one == other) {
      return one;
    }
    if (one == 0) {
      return other;
    }
    BigFraction squared = rooted.multiply(rooted).multiply(radicand);
    return one * plain.multiply(plain).compareTo(squared);
  }

  /** Null if the root is no whole number. */
  private static BigInteger exactRoot(BigInteger number) {
    BigInteger root = number.sqrt();
    return root.multiply(root).equals(number) ? root : null;
  }
}

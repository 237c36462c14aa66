package bnn4j.foundation;

import java.math.BigDecimal;

/** Formats and parses numbers in YAML. */
public final class Numbers {
  private Numbers() {}

  /**
   * The shortest text that reads back as the same number: {@code 0.003}, {@code 3e-7}, {@code 7}.
   */
  public static String text(double value) {
    if (!Double.isFinite(value)) {
      return Double.toString(value);
    }
    BigDecimal exact = new BigDecimal(Double.toString(value)).stripTrailingZeros();
    boolean plain = value == 0 || (Math.abs(value) >= 1e-4 && Math.abs(value) < 1e7);
    if (plain) {
      return exact.toPlainString();
    }
    BigDecimal digits = new BigDecimal(exact.unscaledValue(), exact.precision() - 1);
    return digits.toPlainString() + "e" + (exact.precision() - exact.scale() - 1);
  }
}

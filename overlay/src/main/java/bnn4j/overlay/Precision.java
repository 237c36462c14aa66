package bnn4j.overlay;

import bnn4j.foundation.Refusal;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Bits of weights and of activations: W1A2 is {@code new Precision(1, 2)}.
 *
 * <p>One bit codes -1 (bit 0) and +1 (bit 1); two bits code -1, 0 and +1 in two's complement
 * (formats.md 2).
 *
 * @param weightBits 1 or 2
 * @param activationBits 1 or 2
 */
public record Precision(int weightBits, int activationBits) {
  private static final Pattern NAME = Pattern.compile("W(\\d)A(\\d)");

  /**
   * Checks the bits.
   *
   * @throws Refusal if the accelerator has no such arithmetic
   */
  public Precision {
    if (weightBits < 1 || weightBits > 2 || activationBits < 1 || activationBits > 2) {
      throw new Refusal(
          "precision W%dA%d: weights and activations have 1 or 2 bits"
              .formatted(weightBits, activationBits));
    }
    if (weightBits > activationBits) {
      throw new Refusal("precision W2A1: 2-bit weights need 2-bit activations; use W2A2 or W1A1");
    }
  }

  /**
   * Reads a name such as {@code W1A2}.
   *
   * @throws Refusal if it is none
   */
  public static Precision of(String name) {
    Matcher matcher = NAME.matcher(name);
    if (!matcher.matches()) {
      throw new Refusal("precision '" + name + "': expected W1A1, W1A2 or W2A2");
    }
    return new Precision(Integer.parseInt(matcher.group(1)), Integer.parseInt(matcher.group(2)));
  }

  /** The name of the field: {@code W1A2}. */
  @Override
  public String toString() {
    return "W" + weightBits + "A" + activationBits;
  }
}

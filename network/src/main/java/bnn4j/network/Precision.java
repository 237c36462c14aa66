package bnn4j.network;

import bnn4j.foundation.Refusal;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The data types that a layer, or all layers of a network, compute with, under the name that the
 * field gives them: W1A2 has weights of one bit and activations of two, both signed.
 *
 * @param weights of the layer
 * @param activations that its thresholds give
 */
public record Precision(DataType weights, DataType activations) {
  private static final Pattern NAME = Pattern.compile("W(\\d)A(\\d)");

  /**
   * Signed weights and activations of that many bits.
   *
   * @throws Refusal unless both are 1 to 8
   */
  public Precision(int weightBits, int activationBits) {
    this(DataType.signed(weightBits), DataType.signed(activationBits));
  }

  /**
   * Reads a name such as {@code W1A2}.
   *
   * @throws Refusal if it is none
   */
  public static Precision of(String name) {
    Matcher matcher = NAME.matcher(name);
    if (!matcher.matches()) {
      throw new Refusal("precision '" + name + "': expected a name such as W1A1, W1A2 or W2A2");
    }
    try {
      return new Precision(Integer.parseInt(matcher.group(1)), Integer.parseInt(matcher.group(2)));
    } catch (Refusal e) {
      throw new Refusal("precision '%s': %s".formatted(name, e.getMessage()), e);
    }
  }

  /** The name of the field: {@code W1A2}; unsigned activations are {@code W1AU2}. */
  @Override
  public String toString() {
    return "W"
        + (weights.signed() ? "" : "U")
        + weights.bits()
        + "A"
        + (activations.signed() ? "" : "U")
        + activations.bits();
  }
}

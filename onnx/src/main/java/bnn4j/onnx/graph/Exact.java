package bnn4j.onnx.graph;

import bnn4j.foundation.Refusal;
import bnn4j.onnx.file.Constant;
import org.apache.commons.numbers.fraction.BigFraction;

/** From floats of a file to fractions that are equal to them. */
final class Exact {
  private Exact() {}

  /**
   * The fraction that a float is.
   *
   * @throws Refusal if it is infinite or no number
   */
  static BigFraction of(double value) {
    if (!Double.isFinite(value)) {
      throw new Refusal("a value of %s; expected finite numbers".formatted(value));
    }
    return BigFraction.from(value);
  }

  /**
   * The one number that all values are.
   *
   * @throws Refusal if they differ
   */
  static BigFraction same(Constant constant, String what) {
    for (double value : constant.values()) {
      if (value != constant.values()[0]) {
        throw new Refusal(
            ("%s differs from channel to channel (%s and %s); overlays support one value for all"
                    + " activations of a layer")
                .formatted(what, constant.values()[0], value));
      }
    }
    if (constant.values().length == 0) {
      throw new Refusal(what + " is empty");
    }
    return of(constant.values()[0]);
  }
}

package bnn4j.onnx.graph;

import bnn4j.foundation.Refusal;
import bnn4j.onnx.exact.Steps;
import bnn4j.onnx.file.Constant;
import bnn4j.onnx.file.Node;
import java.util.List;
import java.util.Locale;

/**
 * QONNX's Quant with its settings checked.
 *
 * @param name of the node
 * @param scale what a step is worth, above 0; one for all values or one for each channel
 * @param bits 1 to 32
 * @param signed whether the whole numbers may be negative
 * @param narrow whether the range is symmetric, or for unsigned ones a step shorter
 */
record QuantNode(String name, Constant scale, int bits, boolean signed, boolean narrow) {
  /** A bias may have that many. */
  private static final int MOST_BITS = 32;

  /** A picture has that many. */
  private static final int MOST_BITS_OF_SIGNALS = 8;

  /**
   * Reads the settings.
   *
   * @param inputs value (not looked at), scale, zero point, bits
   * @throws Refusal if they say what no overlay does
   */
  static QuantNode of(Node node, List<Constant> inputs) {
    if (inputs.size() < 4 || inputs.subList(1, 4).contains(null)) {
      throw new Refusal("scale, zero point or bit width is missing or not a constant");
    }
    Constant scale = inputs.get(1);
    checkScale(scale);
    for (double zero : inputs.get(2).values()) {
      if (zero != 0) {
        throw new Refusal("the zero point is %s; overlays have 0 only".formatted(zero));
      }
    }
    double bits = inputs.get(3).single();
    if (bits != Math.rint(bits) || bits < 1 || bits > MOST_BITS) {
      throw new Refusal(
          "a bit width of %s; expected a whole number from 1 to %d"
              .formatted(text(bits), MOST_BITS));
    }
    String rounding = node.word("rounding_mode", "ROUND").toUpperCase(Locale.ROOT);
    if (!rounding.equals("ROUND") && !rounding.equals("HALF_EVEN")) {
      throw new Refusal(
          ("uses rounding mode %s, which FINN silently treats as ROUND; train and export with"
                  + " ROUND")
              .formatted(rounding));
    }
    return new QuantNode(
        node.toString(),
        scale,
        (int) bits,
        node.number("signed", 1) != 0,
        node.number("narrow", 0) != 0);
  }

  /** Refuses scales that are 0, negative or no number. */
  static void checkScale(Constant scale) {
    for (double value : scale.values()) {
      if (!(value > 0) || Double.isInfinite(value)) {
        throw new Refusal(
            "a scale of %s; expected one above 0%s"
                .formatted(text(value), value == 0 ? ": it divides by it" : ""));
      }
    }
  }

  /** Whether it gives minus and plus one. */
  boolean isBipolar() {
    return bits == 1 && signed;
  }

  /** Smallest whole number. */
  long least() {
    return signed ? (narrow ? 1 : 0) - (1L << (bits - 1)) : 0;
  }

  /** Largest whole number. */
  long most() {
    return signed ? (1L << (bits - 1)) - 1 : (1L << bits) - 1 - (narrow ? 1 : 0);
  }

  /**
   * Says whether weights that it made can be an overlay's.
   *
   * @throws Refusal naming the range that they may have
   */
  void checkWeights() {
    if (!isBipolar() && (least() < -1 || most() > 1)) {
      throw new Refusal(
          ("its weights come from %s, which makes %d bits, %d to %d; overlays have -1 and +1, or"
                  + " with 2 bits -1, 0 and +1: train with BipolarQuant, or Quant of 2 bits, signed"
                  + " and narrow")
              .formatted(name, bits, least(), most()));
    }
  }

  /** What it makes of a value. */
  Steps steps() {
    if (bits > MOST_BITS_OF_SIGNALS) {
      throw new Refusal("%d bits; overlays have 1 or 2 and, at the input, 8".formatted(bits));
    }
    return isBipolar()
        ? Steps.bipolar(Exact.same(scale, "the scale"))
        : Steps.nearest(Exact.same(scale, "the scale"), (int) least(), (int) most());
  }

  /** Without a fraction where there is none. */
  private static String text(double value) {
    return value == Math.rint(value) ? "%.0f".formatted(value) : Double.toString(value);
  }
}

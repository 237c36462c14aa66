package bnn4j.overlay;

/** What a layer's accumulator counts, and in which unit (formats.md 4). */
public enum Accumulator {
  /** Number of equal bits, 0 .. columns; padding adds nothing. */
  POPCOUNT,
  /** Sum of products of weights and activations, unit 1. */
  SIGNED,
  /** Sum of products of weights and 8-bit inputs, unit 1/256, always even. */
  FIXED_POINT
}

package bnn4j.overlay;

import bnn4j.foundation.Refusal;

/**
 * How much of a layer the hardware does at once. Whether it divides a layer is that layer's
 * question: {@link MatrixLayer}.
 *
 * @param simd synapses per processing element and cycle, at least 1
 * @param pe processing elements: neurons per cycle, at least 1
 */
public record Folding(int simd, int pe) {
  /**
   * Checks that both are positive.
   *
   * @throws Refusal if not
   */
  public Folding {
    if (simd < 1 || pe < 1) {
      throw new Refusal("folding: SIMD %d, PE %d must both be at least 1".formatted(simd, pe));
    }
  }
}

package bnn4j.overlay.params;

import java.util.Arrays;

/**
 * The memories of one layer, word for word as in its files (formats.md 1). Arrays are not copied
 * and must not be changed.
 *
 * @param weights {@code [pe][wmem]}: the weight bits of one SIMD group per word; group {@code sf}
 *     of the PE's neuron {@code nf} is word {@code nf * (columns / simd) + sf}
 * @param thresholds {@code [pe][tmem * thresholdsPerNeuron]}, sign-extended; the thresholds of a
 *     neuron are adjacent; empty arrays where the layer has none
 */
public record LayerMemory(long[][] weights, long[][] thresholds) {
  /** Equal if all words are. */
  @Override
  public boolean equals(Object other) {
    return other instanceof LayerMemory memory
        && Arrays.deepEquals(weights, memory.weights)
        && Arrays.deepEquals(thresholds, memory.thresholds);
  }

  @Override
  public int hashCode() {
    return 31 * Arrays.deepHashCode(weights) + Arrays.deepHashCode(thresholds);
  }
}

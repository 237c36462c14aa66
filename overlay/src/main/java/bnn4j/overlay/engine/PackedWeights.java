package bnn4j.overlay.engine;

/**
 * A weight matrix as a {@link Kernel} reads it.
 *
 * <p>Word {@code w} of neuron {@code n} is element {@code ((n / lanes) * words + w) * lanes + n %
 * lanes} of each plane. Arrays are not copied; nobody changes them after construction.
 *
 * @param neurons rows of the matrix
 * @param words words per neuron
 * @param lanes the kernel's {@link Kernel#lanes}
 * @param minus bit 1 where a weight is -1
 * @param magnitudes bit 1 where a weight is not 0; null if every weight is -1 or +1
 */
public record PackedWeights(int neurons, int words, int lanes, long[] minus, long[] magnitudes) {
  /** Neurons rounded up to whole lanes; the surplus has zero words. */
  public int paddedNeurons() {
    return (neurons + lanes - 1) / lanes * lanes;
  }

  /** Whether a weight can be 0. */
  public boolean ternary() {
    return magnitudes != null;
  }

  /** An all-zero matrix to be filled. */
  static PackedWeights blank(int neurons, int words, int lanes, boolean ternary) {
    int length = Math.multiplyExact((neurons + lanes - 1) / lanes * lanes, words);
    return new PackedWeights(
        neurons, words, lanes, new long[length], ternary ? new long[length] : null);
  }

  /** Where a neuron's word is in each plane. */
  int index(int neuron, int word) {
    return ((neuron / lanes) * words + word) * lanes + neuron % lanes;
  }
}

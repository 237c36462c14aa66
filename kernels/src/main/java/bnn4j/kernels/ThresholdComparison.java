package bnn4j.kernels;

/** Thresholds of a layer's neurons, laid out to be compared with; immutable. */
public interface ThresholdComparison {
  /**
   * Compares the accumulators of one window.
   *
   * @param accumulators of at most 24 bits and a sign
   * @param from where those of the window start
   * @param bits gets a word for each 64 neurons: bit 1 where the accumulator is greater than the
   *     threshold, 0 beyond the last neuron
   * @param at where the words go
   */
  void exceeded(int[] accumulators, int from, long[] bits, int at);

  /** How many thresholds there are. */
  int neurons();

  /** That of a neuron. */
  int threshold(int neuron);

  /**
   * Compares the accumulators of some windows, the first of which start the array, as {@link
   * Kernel} says.
   *
   * @param bits gets the words of the windows in turn, from {@code at} on
   */
  default void allExceeded(int[] accumulators, int windows, long[] bits, int at) {
    int stride = Kernel.stride(neurons());
    int words = stride / Kernel.BLOCK;
    for (int i = 0; i < windows; i++) {
      exceeded(accumulators, i * stride, bits, at + i * words);
    }
  }
}

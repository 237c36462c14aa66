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
}

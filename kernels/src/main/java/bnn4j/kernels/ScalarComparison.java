package bnn4j.kernels;

/**
 * One neuron after the other.
 *
 * @param thresholds {@code [neuron]}
 */
record ScalarComparison(int[] thresholds) implements ThresholdComparison {
  @Override
  public int neurons() {
    return thresholds.length;
  }

  @Override
  public int threshold(int neuron) {
    return thresholds[neuron];
  }

  @Override
  public void exceeded(int[] accumulators, int from, long[] bits, int at) {
    for (int first = 0; first < thresholds.length; first += Kernel.BLOCK) {
      int last = Math.min(first + Kernel.BLOCK, thresholds.length);
      bits[at + first / Kernel.BLOCK] = word(accumulators, from, first, last);
    }
  }

  private long word(int[] accumulators, int from, int first, int last) {
    long word = 0;
    for (int n = first; n < last; n++) {
      // Both fit 24 bits and a sign, so the difference cannot overflow.
      word |= (long) ((thresholds[n] - accumulators[from + n]) >>> 31) << (n - first);
    }
    return word;
  }
}

package bnn4j.kernels;

/**
 * Bits as they came.
 *
 * @param planes {@code [plane][neuron * words + word]}
 */
record ScalarBitMatrix(int neurons, long[][] planes) implements BitMatrix {
  @Override
  public BitCounter counter(Windows windows, boolean masked) {
    return new ScalarBitCounter(this, windows);
  }
}

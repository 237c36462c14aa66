package bnn4j.kernels;

/**
 * Bits in halves of words, and what another kernel made of them.
 *
 * @param planes {@code [plane][neuron * pieces + piece]}, the lower half of a word first
 */
record PopcountBitMatrix(int neurons, int[][] planes, BitMatrix other) implements BitMatrix {
  @Override
  public BitCounter counter(Windows windows, boolean masked) {
    BitCounter counter = other.counter(windows, masked);
    return masked ? new MaskedCounter(counter) : new PopcountBitCounter(this, windows, counter);
  }

  /** Leaves everything to the other kernel. */
  private record MaskedCounter(BitCounter other) implements BitCounter {
    @Override
    public void against(BitMatrix matrix) {
      other.against(((PopcountBitMatrix) matrix).other);
    }

    @Override
    public void read(long[] bits, long[] mask, int images) {
      other.read(bits, mask, images);
    }

    @Override
    public void count(int first, int windows, int[] counts) {
      other.count(first, windows, counts);
    }
  }
}

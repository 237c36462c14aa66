package bnn4j.overlay.engine;

/** One bit at a time, with neurons laid out side by side: shows that the engine keeps the seam. */
record LanesKernel(int lanes) implements Kernel {
  @Override
  public void popcounts(PackedWeights weights, long[] input, int[] differing) {
    for (int n = 0; n < weights.paddedNeurons(); n++) {
      differing[n] = 0;
      for (int i = 0; i < 64 * weights.words(); i++) {
        differing[n] += bit(input[i / 64], i) ^ bit(word(weights, weights.minus(), n, i), i);
      }
    }
  }

  @Override
  public void sums(PackedWeights weights, long[] magnitudes, long[] signs, int[] sums) {
    for (int n = 0; n < weights.paddedNeurons(); n++) {
      sums[n] = 0;
      for (int i = 0; i < 64 * weights.words(); i++) {
        int weight = 1 - 2 * bit(word(weights, weights.minus(), n, i), i);
        if (weights.ternary()) {
          weight *= bit(word(weights, weights.magnitudes(), n, i), i);
        }
        sums[n] += weight * bit(magnitudes[i / 64], i) * (1 - 2 * bit(signs[i / 64], i));
      }
    }
  }

  private static long word(PackedWeights weights, long[] plane, int n, int i) {
    int lanes = weights.lanes();
    return plane[((n / lanes) * weights.words() + i / 64) * lanes + n % lanes];
  }

  private static int bit(long word, int i) {
    return (int) (word >>> (i % 64)) & 1;
  }
}

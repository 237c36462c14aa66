package bnn4j.overlay.engine;

/** 64 products at a time with the processor's bit count; runs on every JVM. */
public final class ScalarKernel implements Kernel {
  @Override
  public int lanes() {
    return 1;
  }

  @Override
  public void popcounts(PackedWeights weights, long[] input, int[] differing) {
    long[] minus = weights.minus();
    int words = weights.words();
    for (int neuron = 0, at = 0; neuron < weights.neurons(); neuron++, at += words) {
      int count = 0;
      for (int w = 0; w < words; w++) {
        count += Long.bitCount(input[w] ^ minus[at + w]);
      }
      differing[neuron] = count;
    }
  }

  @Override
  public void sums(PackedWeights weights, long[] magnitudes, long[] signs, int[] sums) {
    if (weights.ternary()) {
      ternarySums(weights, magnitudes, signs, sums);
    } else {
      binarySums(weights, magnitudes, signs, sums);
    }
  }

  private static void binarySums(
      PackedWeights weights, long[] magnitudes, long[] signs, int[] sums) {
    long[] minus = weights.minus();
    int words = weights.words();
    int products = 0;
    for (int w = 0; w < words; w++) {
      products += Long.bitCount(magnitudes[w]);
    }
    for (int neuron = 0, at = 0; neuron < weights.neurons(); neuron++, at += words) {
      int negative = 0;
      for (int w = 0; w < words; w++) {
        negative += Long.bitCount((signs[w] ^ minus[at + w]) & magnitudes[w]);
      }
      sums[neuron] = products - 2 * negative;
    }
  }

  private static void ternarySums(
      PackedWeights weights, long[] magnitudes, long[] signs, int[] sums) {
    long[] minus = weights.minus();
    long[] weightMagnitudes = weights.magnitudes();
    int words = weights.words();
    for (int neuron = 0, at = 0; neuron < weights.neurons(); neuron++, at += words) {
      int products = 0;
      int negative = 0;
      for (int w = 0; w < words; w++) {
        long product = magnitudes[w] & weightMagnitudes[at + w];
        products += Long.bitCount(product);
        negative += Long.bitCount((signs[w] ^ minus[at + w]) & product);
      }
      sums[neuron] = products - 2 * negative;
    }
  }
}

package bnn4j.kernels;

import java.util.Arrays;

/** Neuron by neuron, word by word. */
final class ScalarBitCounter implements BitCounter {
  /**
   * Words of the window that are taken together: those of a 3x3 kernel on 64 channels, else eight.
   */
  private static final int NINE = 9;

  private static final int EIGHT = 8;
  private static final int FOUR = 4;

  private ScalarBitMatrix matrix;
  private final Windows windows;
  private final long[] window;
  private final long[] windowMask;
  private long[] bits;
  private long[] mask;

  ScalarBitCounter(ScalarBitMatrix matrix, Windows windows) {
    this.matrix = matrix;
    this.windows = windows;
    this.window = new long[windows.size()];
    this.windowMask = new long[windows.size()];
  }

  @Override
  public void against(BitMatrix other) {
    matrix = (ScalarBitMatrix) other;
  }

  @Override
  public void read(long[] bits, long[] mask, int images) {
    this.bits = bits;
    this.mask = mask;
  }

  @Override
  public void count(int first, int count, int[] counts) {
    int stride = Kernel.stride(matrix.neurons());
    Arrays.fill(counts, 0, count * stride, 0);
    for (int i = 0; i < count; i++) {
      gather(bits, window, windows.start(first + i));
      if (mask != null) {
        gather(mask, windowMask, windows.start(first + i));
      }
      for (long[] plane : matrix.planes()) {
        if (mask == null) {
          addAll(plane, counts, i * stride);
        } else {
          addMasked(plane, counts, i * stride);
        }
      }
    }
  }

  private void gather(long[] from, long[] to, int start) {
    for (int row = 0; row < windows.runs(); row++) {
      System.arraycopy(
          from, start + row * windows.rowStep(), to, row * windows.run(), windows.run());
    }
  }

  /**
   * Some words of the window at a time, for all neurons: they stay in registers, and a neuron's sum
   * is one expression.
   */
  private void addAll(long[] plane, int[] counts, int at) {
    int words = window.length;
    int first = 0;
    if (words % NINE == 0) {
      for (; first < words; first += NINE) {
        addNine(plane, first, counts, at);
      }
    }
    for (; first + EIGHT <= words; first += EIGHT) {
      addEight(plane, first, counts, at);
    }
    for (; first + FOUR <= words; first += FOUR) {
      addFour(plane, first, counts, at);
    }
    for (; first < words; first++) {
      addOne(plane, first, counts, at);
    }
  }

  private void addNine(long[] plane, int first, int[] counts, int at) {
    int words = window.length;
    int neurons = matrix.neurons();
    long a = window[first];
    long b = window[first + 1];
    long c = window[first + 2];
    long d = window[first + 3];
    long e = window[first + 4];
    long f = window[first + 5];
    long g = window[first + 6];
    long h = window[first + 7];
    long k = window[first + 8];
    for (int neuron = 0, word = first; neuron < neurons; neuron++, word += words) {
      counts[at + neuron] +=
          Long.bitCount(a ^ plane[word])
              + Long.bitCount(b ^ plane[word + 1])
              + Long.bitCount(c ^ plane[word + 2])
              + Long.bitCount(d ^ plane[word + 3])
              + Long.bitCount(e ^ plane[word + 4])
              + Long.bitCount(f ^ plane[word + 5])
              + Long.bitCount(g ^ plane[word + 6])
              + Long.bitCount(h ^ plane[word + 7])
              + Long.bitCount(k ^ plane[word + 8]);
    }
  }

  private void addEight(long[] plane, int first, int[] counts, int at) {
    int words = window.length;
    int neurons = matrix.neurons();
    long a = window[first];
    long b = window[first + 1];
    long c = window[first + 2];
    long d = window[first + 3];
    long e = window[first + 4];
    long f = window[first + 5];
    long g = window[first + 6];
    long h = window[first + 7];
    for (int neuron = 0, word = first; neuron < neurons; neuron++, word += words) {
      counts[at + neuron] +=
          Long.bitCount(a ^ plane[word])
              + Long.bitCount(b ^ plane[word + 1])
              + Long.bitCount(c ^ plane[word + 2])
              + Long.bitCount(d ^ plane[word + 3])
              + Long.bitCount(e ^ plane[word + 4])
              + Long.bitCount(f ^ plane[word + 5])
              + Long.bitCount(g ^ plane[word + 6])
              + Long.bitCount(h ^ plane[word + 7]);
    }
  }

  private void addFour(long[] plane, int first, int[] counts, int at) {
    int words = window.length;
    int neurons = matrix.neurons();
    long a = window[first];
    long b = window[first + 1];
    long c = window[first + 2];
    long d = window[first + 3];
    for (int neuron = 0, word = first; neuron < neurons; neuron++, word += words) {
      counts[at + neuron] +=
          Long.bitCount(a ^ plane[word])
              + Long.bitCount(b ^ plane[word + 1])
              + Long.bitCount(c ^ plane[word + 2])
              + Long.bitCount(d ^ plane[word + 3]);
    }
  }

  private void addOne(long[] plane, int first, int[] counts, int at) {
    int words = window.length;
    int neurons = matrix.neurons();
    long a = window[first];
    for (int neuron = 0, word = first; neuron < neurons; neuron++, word += words) {
      counts[at + neuron] += Long.bitCount(a ^ plane[word]);
    }
  }

  private void addMasked(long[] plane, int[] counts, int at) {
    for (int neuron = 0, word = 0; neuron < matrix.neurons(); neuron++) {
      int count = 0;
      for (int w = 0; w < window.length; w++, word++) {
        count += Long.bitCount((window[w] ^ plane[word]) & windowMask[w]);
      }
      counts[at + neuron] += count;
    }
  }
}

package bnn4j.kernels;

import java.util.Arrays;

/** Neuron by neuron, word by word. */
final class ScalarBitCounter implements BitCounter {
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

  private void addAll(long[] plane, int[] counts, int at) {
    for (int neuron = 0, word = 0; neuron < matrix.neurons(); neuron++) {
      int count = 0;
      for (int w = 0; w < window.length; w++, word++) {
        count += Long.bitCount(window[w] ^ plane[word]);
      }
      counts[at + neuron] += count;
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

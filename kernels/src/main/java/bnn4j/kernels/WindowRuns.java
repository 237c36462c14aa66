package bnn4j.kernels;

/**
 * Where windows lie that stand side by side: which pixel each begins with, and which of them are
 * neighbours, so that they are copied together.
 */
final class WindowRuns {
  private final int[] pixels;
  private final int[] ends;

  WindowRuns(Windows windows) {
    int count = windows.count();
    this.pixels = new int[count];
    this.ends = new int[count];
    for (int w = count - 1; w >= 0; w--) {
      pixels[w] = windows.start(w) / windows.pixel();
      boolean neighbour = w + 1 < count && pixels[w + 1] == pixels[w] + 1;
      ends[w] = neighbour ? ends[w + 1] : w + 1;
    }
  }

  /** How many of so many windows to take at a time, at most so many: equal portions. */
  static int portion(int windows, int most) {
    int portions = (windows + most - 1) / most;
    return (windows + portions - 1) / portions;
  }

  /**
   * Copies from some windows the value at the same place of each.
   *
   * @param map {@code [pixel]}
   * @param offset from a window's first pixel
   */
  void copy(int[] map, int offset, int first, int count, int[] row) {
    for (int i = 0; i < count; ) {
      int from = pixels[first + i] + offset;
      int run = Math.min(ends[first + i] - first, count) - i;
      if (run == 1) {
        row[i] = map[from];
      } else {
        System.arraycopy(map, from, row, i, run);
      }
      i += run;
    }
  }

  /** As above. */
  void copy(short[] map, int offset, int first, int count, short[] row) {
    for (int i = 0; i < count; ) {
      int from = pixels[first + i] + offset;
      int run = Math.min(ends[first + i] - first, count) - i;
      if (run == 1) {
        row[i] = map[from];
      } else {
        System.arraycopy(map, from, row, i, run);
      }
      i += run;
    }
  }
}

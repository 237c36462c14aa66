package bnn4j.kernels;

import static bnn4j.kernels.VectorLanes.INTS;
import static bnn4j.kernels.VectorLanes.LANES;

import jdk.incubator.vector.IntVector;

/**
 * One thread's windows of a map, copied together: a map of integers, and of its windows as many as
 * are worked on at a time.
 */
final class VectorWindows {
  /** Enough that weights are read from the nearest cache, few enough to stay there themselves. */
  static final int PORTION = 16;

  private final Windows windows;
  private final int[] map;
  private final int[] values;

  VectorWindows(Windows windows) {
    this.windows = windows;
    // Vectors are copied whole, beyond the end of a run.
    this.map = new int[windows.mapSize() + LANES];
    this.values = new int[PORTION * windows.size() + LANES];
  }

  /** To be filled before windows are copied. */
  int[] map() {
    return map;
  }

  /** The copied windows, one after the other. */
  int[] values() {
    return values;
  }

  /** Copies at most {@link #PORTION} windows. */
  void copy(int first, int count) {
    int rows = windows.runs();
    int run = windows.run();
    for (int i = 0; i < count; i++) {
      copy(windows.start(first + i), i * rows * run, rows, run, windows.rowStep());
    }
  }

  private void copy(int from, int to, int rows, int run, int rowStep) {
    for (int row = 0; row < rows; row++) {
      for (int i = 0; i < run; i += LANES) {
        IntVector.fromArray(INTS, map, from + i).intoArray(values, to + i);
      }
      from += rowStep;
      to += run;
    }
  }
}

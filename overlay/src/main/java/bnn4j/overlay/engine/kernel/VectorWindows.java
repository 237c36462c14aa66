package bnn4j.overlay.engine.kernel;

import static bnn4j.overlay.engine.kernel.VectorLanes.INTS;
import static bnn4j.overlay.engine.kernel.VectorLanes.LANES;

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
    for (int i = 0; i < count; i++) {
      int from = windows.start(first + i);
      int to = i * windows.size();
      for (int row = 0; row < windows.runs(); row++) {
        copyRun(from, to);
        from += windows.rowStep();
        to += windows.run();
      }
    }
  }

  private void copyRun(int from, int to) {
    for (int i = 0; i < windows.run(); i += LANES) {
      IntVector.fromArray(INTS, map, from + i).intoArray(values, to + i);
    }
  }
}

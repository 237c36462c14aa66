package bnn4j.offload.engine;

import java.util.Arrays;

/** Sums of a pixel's neurons to activations; belongs to one thread. */
final class Quantizer {
  private final int[][] limits;
  private final int[] values;

  Quantizer(int[][] limits) {
    this.limits = limits;
    this.values = new int[limits[0].length];
  }

  /** The activations, one for each neuron, until the next call. */
  int[] values(int[] sums, int at) {
    Arrays.fill(values, 0);
    for (int[] row : limits) {
      add(row, sums, at);
    }
    return values;
  }

  /** Adds 1 where a sum exceeds its limit; without a branch, so that the compiler makes vectors. */
  private void add(int[] limit, int[] sums, int at) {
    for (int n = 0; n < values.length; n++) {
      values[n] += (limit[n] - sums[at + n]) >>> 31;
    }
  }

  /** Puts the activations into the planes of a pixel. */
  void put(int[] sums, int at, PlaneMap map, int pixel, int bits) {
    int[] found = values(sums, at);
    for (int word = 0; word < map.words(); word++) {
      for (int p = 0; p < bits; p++) {
        map.plane(p)[pixel * map.words() + word] = bits(found, word * Long.SIZE, p);
      }
    }
  }

  private static long bits(int[] values, int from, int plane) {
    long low = 0;
    long high = 0;
    for (int n = 0; n < Integer.SIZE; n++) {
      low |= (long) (values[from + n] >>> plane & 1) << n;
      high |= (long) (values[from + Integer.SIZE + n] >>> plane & 1) << n;
    }
    return low | high << Integer.SIZE;
  }
}

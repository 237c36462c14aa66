package bnn4j.trainer.layers;

import java.util.Arrays;

/**
 * Sums over the rows of a batch {@code [rows][neurons]} that comes in chunks: floats for some
 * chunks, which is fast, doubles from there on, so that rounding does not grow with the batch.
 */
final class ColumnSums {
  /** Chunks whose sum is kept in floats. */
  private static final int CHUNKS = 32;

  private final float[] partial;
  private final double[] total;
  private int chunks;

  /**
   * Sums of zero.
   *
   * @param chunk values of a chunk, a multiple of the neurons
   */
  ColumnSums(int neurons, int chunk) {
    partial = new float[chunk];
    total = new double[neurons];
  }

  void clear() {
    Arrays.fill(partial, 0);
    Arrays.fill(total, 0);
    chunks = 0;
  }

  /** What a chunk's values are added to, position by position; then comes {@link #chunkDone}. */
  float[] partial() {
    return partial;
  }

  void chunkDone() {
    chunks++;
    if (chunks == CHUNKS) {
      moveOn();
    }
  }

  private void moveOn() {
    for (int from = 0; from < partial.length; from += total.length) {
      for (int n = 0; n < total.length; n++) {
        total[n] += partial[from + n];
      }
    }
    Arrays.fill(partial, 0);
    chunks = 0;
  }

  /** The sums of all chunks, {@code [neurons]}; valid until cleared. */
  double[] total() {
    moveOn();
    return total;
  }
}

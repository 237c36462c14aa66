package bnn4j.offload.engine;

import bnn4j.offload.schedule.FabricCall;
import bnn4j.offload.schedule.FabricCall.PoolCall;
import java.util.Arrays;

/**
 * Largest sums of a pool's windows, row by row as the convolution gives them; belongs to one
 * thread. Zeros around the convolution's output change nothing, as no activation is less.
 */
final class PoolRows {
  private final PoolCall pool;
  private final int side;
  private final int pad;
  private final int stride;

  /** Rows in the making; as many as windows can share a row. */
  private final int[][] rows;

  /**
   * @param stride sums of a pixel
   */
  PoolRows(FabricCall call, int stride) {
    this.pool = call.pool().orElseThrow();
    this.side = call.outSide();
    this.pad = call.poolPadBefore();
    this.stride = stride;
    this.rows = new int[pool.size()][pool.outSide() * stride];
  }

  /** What takes finished rows. */
  interface Finished {
    void row(int number, int[] sums);
  }

  void add(int row, int[] sums, Finished finished) {
    int first = Math.max(0, ceilDiv(row + pad - pool.size() + 1, pool.stride()));
    int last = Math.min(pool.outSide() - 1, (row + pad) / pool.stride());
    for (int number = first; number <= last; number++) {
      int[] target = rows[number % rows.length];
      int start = number * pool.stride() - pad;
      if (row == Math.max(0, start)) {
        Arrays.fill(target, -PreparedCall.NEVER);
      }
      take(sums, target);
      if (row == Math.min(side, start + pool.size()) - 1) {
        finished.row(number, target);
      }
    }
  }

  private static int ceilDiv(int a, int b) {
    return -Math.floorDiv(-a, b);
  }

  private void take(int[] sums, int[] target) {
    for (int column = 0; column < pool.outSide(); column++) {
      int start = column * pool.stride() - pad;
      int end = Math.min(side, start + pool.size());
      for (int x = Math.max(0, start); x < end; x++) {
        largest(sums, x * stride, target, column * stride);
      }
    }
  }

  private void largest(int[] sums, int from, int[] target, int to) {
    for (int n = 0; n < stride; n++) {
      target[to + n] = Math.max(target[to + n], sums[from + n]);
    }
  }
}

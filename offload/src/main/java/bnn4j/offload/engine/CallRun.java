package bnn4j.offload.engine;

import bnn4j.kernels.BitCounter;
import bnn4j.kernels.Kernel;
import bnn4j.offload.schedule.FabricCall;

/** One thread's workspace for a call. */
final class CallRun {
  private final FabricCall call;
  private final int neurons;
  private final int stride;
  private final int bits;
  private final BitCounter[] counters;
  private final int[][] counts;
  private final Quantizer quantizer;
  private final PoolRows pool;
  private final PlaneMap output;
  private final PoolRows.Finished store = this::store;

  CallRun(PreparedCall prepared, int bits) {
    this.call = prepared.call();
    this.neurons = prepared.neurons();
    this.stride = Kernel.stride(neurons);
    this.bits = bits;
    this.counters = new BitCounter[bits];
    this.counts = new int[bits][call.outSide() * stride];
    for (int p = 0; p < bits; p++) {
      counters[p] = prepared.counter();
    }
    this.quantizer = new Quantizer(prepared.limits());
    this.pool = call.pool().isPresent() ? new PoolRows(call, stride) : null;
    this.output = new PlaneMap(neurons, call.storedSide(), bits);
  }

  /** What is stored, of all neurons; until the next run. */
  PlaneMap output() {
    return output;
  }

  /**
   * Runs.
   *
   * @param windows a plane each, as {@link CallGeometry} lays them out
   * @param convolved gets the activations before the pool, {@code [row][column][neuron]}; null if
   *     they are not requested
   */
  void run(long[][] windows, byte[] convolved) {
    for (int p = 0; p < bits; p++) {
      counters[p].read(windows[p], null, 1);
    }
    for (int row = 0; row < call.outSide(); row++) {
      for (int p = 0; p < bits; p++) {
        counters[p].count(row * call.outSide(), call.outSide(), counts[p]);
      }
      int[] sums = counts[0];
      for (int p = 1; p < bits; p++) {
        addShifted(sums, counts[p], p);
      }
      if (convolved != null) {
        copyValues(row, sums, convolved);
      }
      if (pool == null) {
        store(row, sums);
      } else {
        pool.add(row, sums, store);
      }
    }
  }

  private static void addShifted(int[] sums, int[] counts, int shift) {
    for (int i = 0; i < sums.length; i++) {
      sums[i] += counts[i] << shift;
    }
  }

  private void store(int row, int[] sums) {
    for (int column = 0; column < output.side(); column++) {
      quantizer.put(sums, column * stride, output, row * output.side() + column, bits);
    }
  }

  private void copyValues(int row, int[] sums, byte[] convolved) {
    for (int column = 0; column < call.outSide(); column++) {
      int[] values = quantizer.values(sums, column * stride);
      int at = (row * call.outSide() + column) * neurons;
      for (int n = 0; n < neurons; n++) {
        convolved[at + n] = (byte) values[n];
      }
    }
  }
}

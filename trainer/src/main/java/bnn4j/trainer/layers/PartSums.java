package bnn4j.trainer.layers;

import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.CyclicBarrier;

/** Combines the sums over the parts of a batch. */
interface PartSums {
  /** The part is the whole. */
  PartSums ALONE = sums -> {};

  /** Replaces sums over the part by those over all parts, waiting for the other workers' sums. */
  void complete(double[] sums);

  /**
   * Sums of several workers that each call {@code complete} once per batch, for the same purpose.
   * They are added in the workers' order, so every worker, and every run, gets the same total.
   *
   * @param barrier of all workers
   * @return one for each
   */
  static PartSums[] shared(int workers, CyclicBarrier barrier) {
    double[][] parts = new double[workers][];
    PartSums[] shared = new PartSums[workers];
    for (int worker = 0; worker < workers; worker++) {
      int own = worker;
      shared[own] =
          sums -> {
            parts[own] = sums.clone();
            await(barrier);
            add(parts, sums);
          };
    }
    return shared;
  }

  private static void add(double[][] parts, double[] sums) {
    for (int i = 0; i < sums.length; i++) {
      double sum = 0;
      for (double[] part : parts) {
        sum += part[i];
      }
      sums[i] = sum;
    }
  }

  /** Waits for all workers. */
  static void await(CyclicBarrier barrier) {
    try {
      barrier.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while waiting for the other workers", e);
    } catch (BrokenBarrierException e) {
      throw new IllegalStateException("another worker failed", e);
    }
  }
}

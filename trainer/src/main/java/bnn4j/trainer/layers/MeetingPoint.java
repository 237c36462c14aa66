package bnn4j.trainer.layers;

import java.util.concurrent.Phaser;

/**
 * Where workers wait for each other, several times per batch.
 *
 * <p>A worker stays awake for a moment: the parts of a batch take nearly the same time, and often
 * the others arrive sooner than a sleeping thread would wake up.
 */
final class MeetingPoint {
  private static final long AWAKE_NANOS = 100_000;

  private final Phaser phaser;
  private final long awake;

  /** A place for so many workers, each in a thread of its own. */
  MeetingPoint(int workers) {
    this.phaser = new Phaser(workers);
    this.awake = workers <= Runtime.getRuntime().availableProcessors() ? AWAKE_NANOS : 0;
  }

  /**
   * Waits until all workers are here.
   *
   * @throws WorkerFailed if one will not come
   */
  void await() {
    int phase = phaser.arrive();
    long end = System.nanoTime() + awake;
    while (phaser.getPhase() == phase && System.nanoTime() - end < 0) {
      Thread.onSpinWait();
    }
    try {
      if (phaser.awaitAdvanceInterruptibly(phase) < 0) {
        throw new WorkerFailed();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while waiting for the other workers", e);
    }
  }

  /** Lets all fail that wait, now or later. */
  void fail() {
    phaser.forceTermination();
  }
}

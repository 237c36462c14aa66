package bnn4j.foundation.fuzz;

/**
 * Tells a reader that waits, for a pipe, a device or a lock, from one that a busy machine gives
 * little time to: of the latter the processor's time grows, if slowly.
 */
final class Standstill {
  /** So many looks, a second apart, without progress mean that it waits. */
  static final int MOST_TICKS = 30;

  private volatile long nanos;
  private volatile int ticks;

  /**
   * A watch over a reader.
   *
   * @param nanos the processor's time of its thread until now
   */
  Standstill(long nanos) {
    this.nanos = nanos;
  }

  /** A look at the processor's time, in nanoseconds. */
  void tick(long now) {
    ticks = now == nanos ? ticks + 1 : 0;
    nanos = now;
  }

  /** Whether it waits. */
  boolean isReached() {
    return ticks >= MOST_TICKS;
  }

  /** Whether it goes on waiting though it was interrupted. */
  boolean isHopeless() {
    return ticks >= 2 * MOST_TICKS;
  }
}

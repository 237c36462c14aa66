package bnn4j.hardware.estimate;

import bnn4j.foundation.Refusal;

/**
 * The clock of an overlay.
 *
 * @param megahertz 1 to 1000
 */
public record Clock(double megahertz) {
  private static final double FASTEST = 1000;

  /**
   * Checks the range.
   *
   * @throws Refusal if no overlay could run at it
   */
  public Clock {
    if (!(megahertz >= 1 && megahertz <= FASTEST)) {
      throw new Refusal("clock of %s MHz: expected 1 to %.0f".formatted(megahertz, FASTEST));
    }
  }

  /** How often in a second something happens that takes so many cycles. */
  public double perSecond(long cycles) {
    return megahertz * 1e6 / cycles;
  }

  /** How long so many cycles are, in microseconds. */
  public double microseconds(long cycles) {
    return cycles / megahertz;
  }

  /** Billions per second of something that happens so often in each cycle. */
  public double giga(double perCycle) {
    return perCycle * megahertz / 1e3;
  }
}

package bnn4j.hardware.estimate;

/**
 * The FPGA resources of a hardware part.
 *
 * @param lut look-up tables with six inputs
 * @param ff flip-flops
 * @param bram18 block RAMs of 18 kbit; one of 36 kbit counts as two
 * @param dsp multipliers
 */
public record Resources(long lut, long ff, long bram18, long dsp) {
  /** Nothing. */
  public static final Resources NONE = new Resources(0, 0, 0, 0);

  /** Both together. */
  public Resources plus(Resources other) {
    return new Resources(lut + other.lut, ff + other.ff, bram18 + other.bram18, dsp + other.dsp);
  }

  /** What is left of this without the other. */
  public Resources minus(Resources other) {
    return new Resources(lut - other.lut, ff - other.ff, bram18 - other.bram18, dsp - other.dsp);
  }

  /** So many of it. */
  public Resources times(long count) {
    return new Resources(count * lut, count * ff, count * bram18, count * dsp);
  }

  /** Whether all of it is there. */
  public boolean fits(Resources budget) {
    return lut <= budget.lut && ff <= budget.ff && bram18 <= budget.bram18 && dsp <= budget.dsp;
  }
}

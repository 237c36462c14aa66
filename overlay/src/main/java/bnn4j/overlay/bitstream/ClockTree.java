package bnn4j.overlay.bitstream;

import java.util.Map;
import java.util.Optional;

/**
 * Where a chip makes the FPGA's clock 0, from the register descriptions of Xilinx and PYNQ's ps.py:
 * a reference, multiplied by one of several PLLs, divided by two divisors of 6 bits each.
 *
 * @param base address of the registers
 * @param control offset of the clock's control register; its first divisor is in bits 8 to 13
 * @param divisor1Shift lowest bit of the second divisor
 * @param sourceShift lowest bit of the choice of a PLL
 * @param sourceMask as many bits, in the lowest place
 * @param gate the bit that lets the clock through; 0 if there is none
 * @param reference MHz of the reference
 * @param plls offsets of the PLLs' control registers by the choice
 * @param feedbackShift lowest of the 7 bits by which a PLL multiplies
 * @param halve the bit by which a PLL halves; 0 if there is none
 */
public record ClockTree(
    long base,
    int control,
    int divisor1Shift,
    int sourceShift,
    int sourceMask,
    int gate,
    double reference,
    Map<Integer, Integer> plls,
    int feedbackShift,
    int halve) {
  private static final int DIVISOR0_SHIFT = 8;
  private static final int DIVISOR_MASK = 0x3F;
  private static final int FEEDBACK_MASK = 0x7F;

  /** Offset of the control register of the PLL chosen, unless it is one that is unknown. */
  public Optional<Integer> pll(int controlValue) {
    return Optional.ofNullable(plls.get(controlValue >>> sourceShift & sourceMask));
  }

  /** MHz that a PLL makes. */
  public double source(int pllValue) {
    double made = reference * (pllValue >>> feedbackShift & FEEDBACK_MASK);
    return (pllValue & halve) == 0 ? made : made / 2;
  }

  /** The control register with other divisors, and the clock let through. */
  public int divided(int controlValue, int divisor0, int divisor1) {
    int others =
        controlValue & ~(DIVISOR_MASK << DIVISOR0_SHIFT) & ~(DIVISOR_MASK << divisor1Shift);
    return others | divisor0 << DIVISOR0_SHIFT | divisor1 << divisor1Shift | gate;
  }
}

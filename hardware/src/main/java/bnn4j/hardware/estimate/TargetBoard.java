package bnn4j.hardware.estimate;

import bnn4j.foundation.Refusal;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * A supported board and the resources of its FPGA.
 *
 * <p>Budgets are the "available" rows of Vivado's reports for the parts; those of the ZU7EV are the
 * data sheet's (DS891). Memory rates are the data sheets' peaks; no program reaches them.
 */
public enum TargetBoard {
  /** Zynq-7020 with DDR3 of 16 bits at 1050 MT/s; the published bitstreams run at 100 MHz. */
  PYNQ_Z1("xc7z020clg400-1", Family.SERIES_7, new Resources(53_200, 106_400, 280, 220), 100, 2.1),
  /** The same part and memory as PYNQ-Z1. */
  PYNQ_Z2("xc7z020clg400-1", Family.SERIES_7, new Resources(53_200, 106_400, 280, 220), 100, 2.1),
  /** Zynq UltraScale+ ZU3EG with LPDDR4 of 32 bits at 1066 MT/s; published at 300 MHz. */
  ULTRA96(
      "xczu3eg-sbva484-1-e",
      Family.ULTRASCALE_PLUS,
      new Resources(70_560, 141_120, 432, 360),
      300,
      4.3),
  /** Zynq UltraScale+ ZU7EV with DDR4 of 64 bits at 2400 MT/s; FINN's examples run at 200 MHz. */
  ZCU104(
      "xczu7ev-ffvc1156-2-e",
      Family.ULTRASCALE_PLUS,
      new Resources(230_400, 460_800, 624, 1_728),
      200,
      19.2);

  /** What Yosys calls a generation of FPGAs. */
  public enum Family {
    /** Zynq-7000, Artix-7 and their like. */
    SERIES_7("xc7"),
    /** Zynq UltraScale+ and its like. */
    ULTRASCALE_PLUS("xcup");

    private final String yosys;

    Family(String yosys) {
      this.yosys = yosys;
    }

    /** Its name for Yosys' {@code synth_xilinx -family}. */
    public String yosys() {
      return yosys;
    }
  }

  private final String part;
  private final Family family;
  private final Resources budget;
  private final int megahertz;
  private final double memoryGigabytes;

  TargetBoard(String part, Family family, Resources budget, int megahertz, double memoryGigabytes) {
    this.part = part;
    this.family = family;
    this.budget = budget;
    this.megahertz = megahertz;
    this.memoryGigabytes = memoryGigabytes;
  }

  /**
   * The board of that name.
   *
   * @throws Refusal naming those that are known
   */
  public static TargetBoard named(String name) {
    return Arrays.stream(values())
        .filter(board -> board.toString().equals(name.toLowerCase(Locale.ROOT)))
        .findFirst()
        .orElseThrow(
            () ->
                new Refusal(
                    "board '%s' is unknown; known names: %s"
                        .formatted(
                            name,
                            Arrays.stream(values())
                                .map(TargetBoard::toString)
                                .collect(Collectors.joining(", ")))));
  }

  /** The FPGA, as Vivado names it. */
  public String part() {
    return part;
  }

  /** Its generation. */
  public Family family() {
    return family;
  }

  /** What it has. */
  public Resources budget() {
    return budget;
  }

  /** Clock that overlays have run at on it, in MHz. */
  public int megahertz() {
    return megahertz;
  }

  /** What its memory moves at most, in GB/s. */
  public double memoryGigabytes() {
    return memoryGigabytes;
  }

  /** Its name on the command line, such as {@code pynq-z1}. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}

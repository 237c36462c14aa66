package bnn4j.overlay.bitstream;

import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** The two families of chips that overlays are published for, and what differs between them. */
public enum Family {
  /** Zynq-7000: PYNQ-Z1 and PYNQ-Z2. */
  ZYNQ(
      "Zynq-7000",
      "xlnx,zynq-7000",
      "7z",
      0x43C0_0000L,
      100,
      new ClockTree(
          0xF800_0000L,
          0x170,
          20,
          4,
          0x3,
          0,
          50,
          Map.of(0, 0x108, 1, 0x108, 2, 0x100, 3, 0x104),
          12,
          0)),

  /** Zynq UltraScale+ MPSoC: Ultra96. */
  ZYNQ_MP(
      "Zynq UltraScale+",
      "xlnx,zynqmp",
      "zu",
      0xA000_0000L,
      300,
      new ClockTree(
          0xFF5E_0000L, 0xC0, 16, 0, 0x7, 1 << 24, 33.333, Map.of(0, 0x20, 2, 0x30), 8, 1 << 16));

  private final String title;
  private final String compatible;
  private final String partPrefix;
  private final long registerBase;
  private final double clock;
  private final ClockTree clocks;

  Family(
      String title,
      String compatible,
      String partPrefix,
      long registerBase,
      double clock,
      ClockTree clocks) {
    this.title = title;
    this.compatible = compatible;
    this.partPrefix = partPrefix;
    this.registerBase = registerBase;
    this.clock = clock;
    this.clocks = clocks;
  }

  /**
   * The family that a device tree is for.
   *
   * @param compatible what its root says that it is compatible with, separated by spaces
   */
  public static Optional<Family> ofDeviceTree(String compatible) {
    return Stream.of(values())
        .filter(family -> (" " + compatible + " ").contains(" " + family.compatible + " "))
        .findFirst();
  }

  /** Whether a part as bitstreams name it, such as {@code 7z020clg400}, is one of the family. */
  public boolean hasPart(String part) {
    return part.startsWith(partPrefix) || part.startsWith("xc" + partPrefix);
  }

  /** Where the published overlays have their registers. */
  public long registerBase() {
    return registerBase;
  }

  /** MHz at which the published overlays run. */
  public double clock() {
    return clock;
  }

  /** How its chips make the clock of the FPGA. */
  public ClockTree clocks() {
    return clocks;
  }

  @Override
  public String toString() {
    return title;
  }
}

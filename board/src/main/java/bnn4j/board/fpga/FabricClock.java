package bnn4j.board.fpga;

import bnn4j.board.linux.DeviceFile;
import bnn4j.board.linux.DeviceFiles;
import bnn4j.board.linux.MappedMemory;
import bnn4j.board.linux.SystemTree;
import bnn4j.overlay.bitstream.ClockTree;
import bnn4j.overlay.bitstream.Family;
import bnn4j.overlay.driver.AcceleratorException;

/** The clock of the FPGA, clock 0 of those that the processor makes for it. */
public final class FabricClock {
  private static final int REGISTERS = 0x1000;
  private static final int LARGEST_DIVISOR = 63;

  /** An overlay may miss its timing above its clock, so only what rounding makes is allowed. */
  private static final double TOLERANCE = 1.001;

  private final SystemTree tree;
  private final DeviceFiles devices;
  private final ClockTree clocks;

  /** The clock of a chip, through {@code /dev/mem}. */
  public FabricClock(SystemTree tree, DeviceFiles devices, Family family) {
    this.tree = tree;
    this.devices = devices;
    this.clocks = family.clocks();
  }

  /**
   * Sets it to the highest possible frequency that is not above the wanted one.
   *
   * @param wanted MHz
   * @return MHz that it runs at now
   * @throws AcceleratorException if there is none, or the register does not take it
   */
  public double set(double wanted) {
    try (DeviceFile memory = devices.open(tree.at("/dev/mem"), true);
        MappedMemory registers = memory.map(clocks.base(), REGISTERS)) {
      int before = registers.readInt(clocks.control());
      int pll =
          clocks
              .pll(before)
              .orElseThrow(
                  () ->
                      new AcceleratorException(
                          ("the FPGA's clock has an unknown source (register %s); set"
                                  + " the clock yourself and use --clock 0")
                              .formatted(register(before))));
      return divide(registers, before, clocks.source(registers.readInt(pll)), wanted);
    }
  }

  private double divide(MappedMemory registers, int before, double source, double wanted) {
    int product = product(source, wanted);
    int divisor1 = divisor1(product);
    int after = clocks.divided(before, product / divisor1, divisor1);
    registers.writeInt(clocks.control(), after);
    int found = registers.readInt(clocks.control());
    if (found != after) {
      throw new AcceleratorException(
          "the FPGA's clock cannot be set: wrote 0x%08X to register %s"
              .formatted(after, register(found)));
    }
    return source / product;
  }

  private String register(int value) {
    return "0x%08X, value 0x%08X".formatted(clocks.base() + clocks.control(), value);
  }

  /** The smallest product of two divisors that brings the source down to what is wanted. */
  private static int product(double source, double wanted) {
    for (int product = 1; product <= LARGEST_DIVISOR * LARGEST_DIVISOR; product++) {
      boolean low = source > 0 && source / product <= wanted * TOLERANCE;
      if (low && divisor1(product) != 0) {
        return product;
      }
    }
    throw new AcceleratorException(
        "the FPGA's clock cannot be %.3f MHz: its source runs at %.3f MHz"
            .formatted(wanted, source));
  }

  /** The smallest second divisor with which two make the product; 0 if none does. */
  private static int divisor1(int product) {
    for (int divisor1 = 1; divisor1 <= LARGEST_DIVISOR; divisor1++) {
      if (product % divisor1 == 0 && product / divisor1 <= LARGEST_DIVISOR) {
        return divisor1;
      }
    }
    return 0;
  }
}

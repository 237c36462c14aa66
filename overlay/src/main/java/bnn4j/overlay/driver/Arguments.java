package bnn4j.overlay.driver;

import java.util.function.Supplier;

/** The accelerator's arguments: written to their registers, and read back. */
final class Arguments {
  private static final int HALF = Integer.SIZE;

  private final Registers registers;

  Arguments(Registers registers) {
    this.registers = registers;
  }

  void write(Register register, int value) {
    registers.write(register.offset(), value);
  }

  /** Writes two registers, the low half first. */
  void write(Register low, Register high, long value) {
    write(low, (int) value);
    write(high, (int) (value >>> HALF));
  }

  /**
   * Compares a register with what was written to it.
   *
   * @param work what the argument is for, for the message
   * @throws AcceleratorException if it is something else
   */
  void expect(Register register, int value, Supplier<String> work) {
    int found = registers.read(register.offset());
    if (found != value) {
      throw new AcceleratorException(
          "register %s reads 0x%08x after 0x%08x was written, before %s; load the bitstream again"
              .formatted(register, found, value, work.get()));
    }
  }

  /** Compares two registers, as {@link #expect(Register, int, Supplier)} does one. */
  void expect(Register low, Register high, long value, Supplier<String> work) {
    expect(low, (int) value, work);
    expect(high, (int) (value >>> HALF), work);
  }
}

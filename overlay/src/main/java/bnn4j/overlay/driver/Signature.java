package bnn4j.overlay.driver;

/**
 * Tells by its registers whether a bitstream of BNN-PYNQ's is loaded: arguments keep exactly the
 * bits that they have. All five overlays have the same registers, so which one it is only the
 * self-test can tell.
 */
final class Signature {
  /** One the complement of the other, so that every bit is set once and cleared once. */
  private static final int[] PATTERNS = {0x5a5a5a5a, 0xa5a5a5a5};

  private Signature() {}

  /**
   * Looks at all arguments of an accelerator at rest, and leaves them 0.
   *
   * @throws AcceleratorException if one of them is not what it should be
   */
  static void check(Registers registers) {
    for (int pattern : PATTERNS) {
      // All are written before any is read: none may be another's echo.
      for (Register register : Register.values()) {
        if (register.isArgument()) {
          registers.write(register.offset(), value(pattern, register));
        }
      }
      for (Register register : Register.values()) {
        if (register.isArgument()) {
          check(register, value(pattern, register), registers.read(register.offset()));
        }
      }
    }
    for (Register register : Register.values()) {
      if (register.isArgument()) {
        registers.write(register.offset(), 0);
      }
    }
  }

  /** Another value for each register. */
  private static int value(int pattern, Register register) {
    return pattern ^ register.offset();
  }

  private static void check(Register register, int written, int found) {
    int expected = written & register.argumentBits();
    if (found != expected) {
      throw new AcceleratorException(
          ("this is not an overlay of BNN-PYNQ: register %s reads 0x%08x after 0x%08x was written,"
                  + " expected 0x%08x; load an overlay's bitstream")
              .formatted(register, found, written, expected));
    }
  }
}

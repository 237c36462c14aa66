package bnn4j.overlay.driver;

/**
 * The 32-bit memory-mapped registers of one accelerator (formats.md 6), in the byte order of the
 * accelerator, which is little-endian.
 */
public interface Registers {
  /**
   * Reads a register; reading may change it, as it clears {@code done}.
   *
   * @param offset in bytes from the accelerator's base, a multiple of 4
   * @throws AcceleratorException if it cannot be reached
   */
  int read(int offset);

  /**
   * Writes a register.
   *
   * @param offset in bytes from the accelerator's base, a multiple of 4
   * @throws AcceleratorException if it cannot be reached
   */
  void write(int offset, int value);
}

package bnn4j.overlay.driver;

/**
 * Memory in one piece that processor and accelerator both see. Caches are its own business: what
 * was written the accelerator sees, what the accelerator wrote is read.
 */
public interface DeviceBuffer extends AutoCloseable {
  /** Where it starts for the accelerator. */
  long physicalAddress();

  /** Its size in 64-bit words. */
  int words();

  /**
   * Writes words, little-endian, for the accelerator to read.
   *
   * @param at first word of the buffer to write
   * @param source from where
   * @param offset first word of the source
   * @param count how many
   * @throws IndexOutOfBoundsException if either is too short
   * @throws AcceleratorException if it cannot be reached
   */
  void write(int at, long[] source, int offset, int count);

  /**
   * Reads words, little-endian, that the accelerator wrote.
   *
   * @param at first word of the buffer to read
   * @param target gets them
   * @param offset first word of the target
   * @param count how many
   * @throws IndexOutOfBoundsException if either is too short
   * @throws AcceleratorException if it cannot be reached
   */
  void read(int at, long[] target, int offset, int count);

  /** Frees the memory. */
  @Override
  void close();
}

package bnn4j.board.linux;

/**
 * Device memory in this process's address space, little-endian. Offsets are in bytes from its
 * start.
 */
public interface MappedMemory extends AutoCloseable {
  /** Its size. */
  int bytes();

  /**
   * Reads 32 bits in one access, after everything before it.
   *
   * @param offset a multiple of 4
   */
  int readInt(int offset);

  /**
   * Writes 32 bits in one access, after everything before it.
   *
   * @param offset a multiple of 4
   */
  void writeInt(int offset, int value);

  /** Copies 64-bit words out of it. */
  void read(int offset, long[] target, int at, int words);

  /** Copies 64-bit words into it. */
  void write(int offset, long[] source, int at, int words);

  /** Takes it out of the address space; from then on every access is an IllegalStateException. */
  @Override
  void close();
}

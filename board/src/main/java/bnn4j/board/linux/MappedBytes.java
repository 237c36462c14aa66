package bnn4j.board.linux;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** Memory that is mapped as a direct buffer. */
public final class MappedBytes implements MappedMemory {
  /**
   * A JVM makes one 32-bit access of a volatile one, never four of a byte each, never none: what a
   * register needs.
   */
  private static final VarHandle REGISTER =
      MethodHandles.byteBufferViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);

  private final Runnable unmap;
  private ByteBuffer bytes;

  /**
   * Wraps mapped memory.
   *
   * @param bytes the memory, direct and aligned to 8 bytes
   * @param unmap what to do in the end
   */
  public MappedBytes(ByteBuffer bytes, Runnable unmap) {
    this.bytes = bytes.order(ByteOrder.LITTLE_ENDIAN);
    this.unmap = unmap;
  }

  @Override
  public int bytes() {
    return open().capacity();
  }

  @Override
  public int readInt(int offset) {
    return (int) REGISTER.getVolatile(open(), offset);
  }

  @Override
  public void writeInt(int offset, int value) {
    REGISTER.setVolatile(open(), offset, value);
  }

  @Override
  public void read(int offset, long[] target, int at, int words) {
    part(offset, words).asLongBuffer().get(target, at, words);
  }

  @Override
  public void write(int offset, long[] source, int at, int words) {
    part(offset, words).asLongBuffer().put(source, at, words);
  }

  private ByteBuffer part(int offset, int words) {
    int length = Math.multiplyExact(words, Long.BYTES);
    return open().slice(offset, length).order(ByteOrder.LITTLE_ENDIAN);
  }

  /** Touching memory that is no longer there would end the JVM. */
  private ByteBuffer open() {
    if (bytes == null) {
      throw new IllegalStateException("this memory has been unmapped");
    }
    return bytes;
  }

  @Override
  public void close() {
    if (bytes != null) {
      bytes = null;
      unmap.run();
    }
  }
}

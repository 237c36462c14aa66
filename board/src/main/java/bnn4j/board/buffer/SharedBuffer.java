package bnn4j.board.buffer;

import bnn4j.board.linux.MappedMemory;
import bnn4j.overlay.driver.DeviceBuffer;
import java.util.Objects;

/** A part of mapped memory with a known physical address. */
final class SharedBuffer implements DeviceBuffer {
  private final MappedMemory memory;
  private final int start;
  private final long physicalAddress;
  private final int words;
  private final CacheCare care;
  private final Runnable free;
  private boolean closed;

  /**
   * A part of memory.
   *
   * @param memory the whole
   * @param start first byte of the part
   * @param physicalAddress of the part
   * @param words size of the part
   * @param care with offsets into the part
   * @param free what to do in the end
   */
  SharedBuffer(
      MappedMemory memory,
      int start,
      long physicalAddress,
      int words,
      CacheCare care,
      Runnable free) {
    this.memory = memory;
    this.start = start;
    this.physicalAddress = physicalAddress;
    this.words = words;
    this.care = care;
    this.free = free;
  }

  @Override
  public long physicalAddress() {
    return physicalAddress;
  }

  @Override
  public int words() {
    return words;
  }

  @Override
  public void write(int at, long[] source, int offset, int count) {
    Objects.checkFromIndexSize(at, count, words);
    Objects.checkFromIndexSize(offset, count, source.length);
    memory.write(start + at * Long.BYTES, source, offset, count);
    care.afterWrite(at * Long.BYTES, count * Long.BYTES);
  }

  @Override
  public void read(int at, long[] target, int offset, int count) {
    Objects.checkFromIndexSize(at, count, words);
    Objects.checkFromIndexSize(offset, count, target.length);
    care.beforeRead(at * Long.BYTES, count * Long.BYTES);
    memory.read(start + at * Long.BYTES, target, offset, count);
  }

  @Override
  public void close() {
    if (!closed) {
      closed = true;
      free.run();
    }
  }
}

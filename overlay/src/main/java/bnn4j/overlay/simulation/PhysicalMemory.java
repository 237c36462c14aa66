package bnn4j.overlay.simulation;

import bnn4j.overlay.driver.AcceleratorException;
import bnn4j.overlay.driver.DeviceBuffer;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/** The memory that processor and accelerator share: buffers somewhere in a 64-bit address space. */
public final class PhysicalMemory {
  /** Above 4 GiB, so that a driver that forgets the upper half of an address is found out. */
  private static final long FIRST_ADDRESS = 0x8_1000_0000L;

  private static final long PAGE = 4096;

  /** As much as the boards' Linux sets aside for buffers: 128 MiB. */
  private static final int CAPACITY_WORDS = 1 << 24;

  private final TreeMap<Long, Buffer> buffers = new TreeMap<>();
  private final Incidents incidents;
  private final int wordsShort;

  /**
   * Nothing allocated.
   *
   * @param incidents gets what is read and written outside of buffers
   * @param wordsShort by how much buffers are shorter than asked for, as a fault
   */
  public PhysicalMemory(Incidents incidents, int wordsShort) {
    this.incidents = incidents;
    this.wordsShort = wordsShort;
  }

  /**
   * A buffer.
   *
   * @throws AcceleratorException if there is not so much left
   */
  public DeviceBuffer allocate(int words) {
    if (words < 1) {
      throw new IllegalArgumentException(words + " words, expected at least 1");
    }
    long used = buffers.values().stream().mapToLong(Buffer::words).sum();
    if (used + words > CAPACITY_WORDS) {
      throw new AcceleratorException(
          "no %d words of buffer memory left: %d of %d are in use; run fewer images per call"
              .formatted(words, used, CAPACITY_WORDS));
    }
    Buffer buffer = new Buffer(free(words), new long[Math.max(1, words - wordsShort)]);
    buffers.put(buffer.physicalAddress(), buffer);
    return buffer;
  }

  /** The first gap that is large enough, with an unused page before and after. */
  private long free(int words) {
    long address = FIRST_ADDRESS;
    for (Buffer buffer : buffers.values()) {
      if (address + bytes(words) <= buffer.physicalAddress()) {
        break;
      }
      address = buffer.physicalAddress() + bytes(buffer.words());
    }
    return address;
  }

  /** Whole pages, and one more. */
  private static long bytes(int words) {
    return ((long) words * Long.BYTES + PAGE - 1) / PAGE * PAGE + PAGE;
  }

  /** Words as the accelerator reads them; 0 where there is no buffer. */
  public long[] read(long address, int count) {
    long[] words = new long[count];
    Map.Entry<Long, Buffer> found = buffers.floorEntry(address);
    int at = found == null ? 0 : words(address - found.getKey());
    int there = found == null ? 0 : within(found.getValue(), at, count);
    if (there > 0) {
      found.getValue().read(at, words, 0, there);
    }
    if (there < count) {
      incidents.add(
          "read %d words outside of buffers, from 0x%x".formatted(count - there, address));
    }
    return words;
  }

  /** Writes words as the accelerator does; what is outside of a buffer is lost. */
  public void write(long address, long[] words) {
    Map.Entry<Long, Buffer> found = buffers.floorEntry(address);
    int at = found == null ? 0 : words(address - found.getKey());
    int there = found == null ? 0 : within(found.getValue(), at, words.length);
    if (there > 0) {
      found.getValue().write(at, words, 0, there);
    }
    if (there < words.length) {
      incidents.add(
          "wrote %d words outside of buffers, to 0x%x".formatted(words.length - there, address));
    }
  }

  private static int words(long bytes) {
    return (int) Math.min(Integer.MAX_VALUE, bytes / Long.BYTES);
  }

  private static int within(Buffer buffer, int at, int count) {
    return Math.max(0, Math.min(count, buffer.words() - at));
  }

  /** Frees all buffers. */
  public void clear() {
    buffers.clear();
  }

  /** A buffer; freed, it is still there for who holds it, but not for the accelerator. */
  private final class Buffer implements DeviceBuffer {
    private final long address;
    private final long[] content;

    Buffer(long address, long[] content) {
      this.address = address;
      this.content = content;
    }

    @Override
    public long physicalAddress() {
      return address;
    }

    @Override
    public int words() {
      return content.length;
    }

    @Override
    public void write(int at, long[] source, int offset, int count) {
      Objects.checkFromIndexSize(at, count, content.length);
      Objects.checkFromIndexSize(offset, count, source.length);
      System.arraycopy(source, offset, content, at, count);
    }

    @Override
    public void read(int at, long[] target, int offset, int count) {
      Objects.checkFromIndexSize(at, count, content.length);
      Objects.checkFromIndexSize(offset, count, target.length);
      System.arraycopy(content, at, target, offset, count);
    }

    @Override
    public void close() {
      buffers.remove(address, this);
    }
  }
}

package bnn4j.remote.grpc;

import bnn4j.overlay.driver.AcceleratorException;
import bnn4j.overlay.driver.Device;
import bnn4j.overlay.driver.DeviceBuffer;
import bnn4j.overlay.driver.Registers;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicIntegerArray;

/**
 * The least that has registers and buffers: started, it copies {@code numReps} words from the
 * buffer at its input address to the one at its output address, and counts its starts.
 */
final class EchoDevice implements Device, Registers {
  static final int CONTROL = 0x00;
  static final int INPUT = 0x10;
  static final int OUTPUT = 0x1c;
  static final int IMAGES = 0x5c;
  private static final int IDLE = 4;
  private static final int DONE = 2;

  private final AtomicIntegerArray registers = new AtomicIntegerArray(32);
  private final Map<Long, Memory> memories = new ConcurrentHashMap<>();
  private long next = 0x1_0000_0000L;
  private int words = Integer.MAX_VALUE;
  private volatile int starts;
  private volatile boolean busy;

  EchoDevice() {
    registers.set(0, IDLE);
  }

  /** Allocates no buffer larger than this. */
  EchoDevice withMemory(int limit) {
    words = limit;
    return this;
  }

  /** Never gets done again. */
  void hang() {
    busy = true;
  }

  int starts() {
    return starts;
  }

  int buffers() {
    return memories.size();
  }

  @Override
  public String description() {
    return "echo";
  }

  @Override
  public Registers registers() {
    return this;
  }

  @Override
  public int read(int offset) {
    int index = (offset & 0x7f) / 4;
    return index == 0 ? registers.getAndUpdate(0, v -> v & ~DONE) : registers.get(index);
  }

  @Override
  public void write(int offset, int value) {
    int index = (offset & 0x7f) / 4;
    if (index != 0) {
      registers.set(index, value);
    } else if ((value & 1) != 0) {
      start();
    }
  }

  private void start() {
    starts++;
    if (busy) {
      registers.set(0, 1);
      return;
    }
    Memory from = memories.get(address(INPUT));
    Memory to = memories.get(address(OUTPUT));
    if (from != null && to != null) {
      System.arraycopy(from.content, 0, to.content, 0, registers.get(IMAGES / 4));
    }
    registers.set(0, IDLE | DONE);
  }

  private long address(int offset) {
    long low = Integer.toUnsignedLong(registers.get(offset / 4));
    return (long) registers.get(offset / 4 + 1) << 32 | low;
  }

  @Override
  public synchronized DeviceBuffer allocate(int count) {
    if (count > words) {
      throw new AcceleratorException("out of memory");
    }
    Memory memory = new Memory(next, new long[count]);
    next += (long) count * Long.BYTES;
    memories.put(memory.address, memory);
    return memory;
  }

  @Override
  public void close() {}

  private final class Memory implements DeviceBuffer {
    final long address;
    final long[] content;

    Memory(long address, long[] content) {
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
      System.arraycopy(source, offset, content, at, count);
    }

    @Override
    public void read(int at, long[] target, int offset, int count) {
      System.arraycopy(content, at, target, offset, count);
    }

    @Override
    public void close() {
      memories.remove(address);
    }
  }
}

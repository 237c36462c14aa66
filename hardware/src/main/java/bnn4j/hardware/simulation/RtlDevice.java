package bnn4j.hardware.simulation;

import bnn4j.hardware.rtl.Design;
import bnn4j.hardware.rtl.Pipeline;
import bnn4j.hardware.rtl.SimulationSource.Watch;
import bnn4j.overlay.Overlay;
import bnn4j.overlay.driver.AcceleratorException;
import bnn4j.overlay.driver.Device;
import bnn4j.overlay.driver.DeviceBuffer;
import bnn4j.overlay.driver.Registers;
import java.util.List;
import java.util.Objects;
import java.util.TreeMap;

/**
 * A board whose overlay is the SystemVerilog itself, simulated cycle by cycle. The driver loads
 * parameters and runs images through its registers as on any board; time there passes only while
 * registers are written and read. Belongs to one thread.
 */
public final class RtlDevice implements Device {
  /** Above 4 GiB, so that hardware that forgets the upper half of an address is found out. */
  private static final long FIRST_ADDRESS = 0x8_1000_0000L;

  private static final long PAGE = 4096;

  private final Overlay overlay;
  private final SimulationProcess process;
  private final Registers registers;

  /** Bytes of each buffer by address. */
  private final TreeMap<Long, Long> buffers = new TreeMap<>();

  /**
   * A board with that overlay.
   *
   * @throws bnn4j.foundation.Refusal if a tool is missing, or the overlay cannot be built
   */
  public RtlDevice(Overlay overlay) {
    this(overlay, Watch.NOTHING);
  }

  /**
   * A board with that overlay.
   *
   * @param watch what {@link SimulationProcess#trace} writes down
   */
  public RtlDevice(Overlay overlay, Watch watch) {
    this(
        overlay,
        new SimulationProcess(SimulationBuild.program(Design.of(Pipeline.of(overlay)), watch)));
  }

  /** A board whose overlay runs in that process, which {@link #close} ends. */
  public RtlDevice(Overlay overlay, SimulationProcess process) {
    this.overlay = overlay;
    this.process = process;
    this.registers =
        new Registers() {
          @Override
          public int read(int offset) {
            return process.readRegister(offset);
          }

          @Override
          public void write(int offset, int value) {
            process.writeRegister(offset, value);
          }
        };
  }

  /** The process, for what no board can do. */
  public SimulationProcess process() {
    return process;
  }

  /** What the overlay did that hardware would not like. */
  public List<String> incidents() {
    return process.incidents();
  }

  @Override
  public String description() {
    return "%s in SystemVerilog, simulated".formatted(overlay.name());
  }

  @Override
  public Registers registers() {
    return registers;
  }

  @Override
  public DeviceBuffer allocate(int words) {
    if (words < 1) {
      throw new IllegalArgumentException(words + " words, expected at least 1");
    }
    if (words > 1 << 24) {
      throw new AcceleratorException(
          "no %d words of buffer memory left; run fewer images per call".formatted(words));
    }
    long size = (long) words * Long.BYTES;
    Buffer buffer = new Buffer(free(size), words);
    buffers.put(buffer.address, size);
    process.allocate(buffer.address, size);
    return buffer;
  }

  /** The first gap that is large enough, with a page between buffers. */
  private long free(long size) {
    long address = FIRST_ADDRESS;
    for (var buffer : buffers.entrySet()) {
      if (address + size + PAGE <= buffer.getKey()) {
        break;
      }
      address = (buffer.getKey() + buffer.getValue() + 2 * PAGE - 1) / PAGE * PAGE;
    }
    return address;
  }

  @Override
  public void close() {
    process.close();
  }

  private final class Buffer implements DeviceBuffer {
    private final long address;
    private final int words;

    Buffer(long address, int words) {
      this.address = address;
      this.words = words;
    }

    @Override
    public long physicalAddress() {
      return address;
    }

    @Override
    public int words() {
      return words;
    }

    @Override
    public void write(int at, long[] source, int offset, int count) {
      Objects.checkFromIndexSize(at, count, words);
      Objects.checkFromIndexSize(offset, count, source.length);
      process.write(address + (long) at * Long.BYTES, source, offset, count);
    }

    @Override
    public void read(int at, long[] target, int offset, int count) {
      Objects.checkFromIndexSize(at, count, words);
      Objects.checkFromIndexSize(offset, count, target.length);
      process.read(address + (long) at * Long.BYTES, target, offset, count);
    }

    @Override
    public void close() {
      if (buffers.remove(address) != null) {
        process.free(address);
      }
    }
  }
}

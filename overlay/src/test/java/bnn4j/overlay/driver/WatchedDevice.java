package bnn4j.overlay.driver;

import java.util.ArrayList;
import java.util.List;

/** A device that notes what is written to which register, and can be made to lose a write. */
class WatchedDevice implements Device {
  private final Device device;
  private final List<String> writes = new ArrayList<>();
  boolean closed;
  Register losing;

  WatchedDevice(Device device) {
    this.device = device;
  }

  /** {@code target_layer=3}, in turn, since the last call. */
  List<String> writes() {
    List<String> since = List.copyOf(writes);
    writes.clear();
    return since;
  }

  @Override
  public String description() {
    return device.description();
  }

  @Override
  public Registers registers() {
    Registers registers = device.registers();
    return new Registers() {
      @Override
      public int read(int offset) {
        return registers.read(offset);
      }

      @Override
      public void write(int offset, int value) {
        Register register = named(offset);
        writes.add(register + "=" + Integer.toHexString(value));
        if (register != losing) {
          registers.write(offset, value);
        }
      }
    };
  }

  private static Register named(int offset) {
    for (Register register : Register.values()) {
      if (register.offset() == offset) {
        return register;
      }
    }
    throw new AssertionError("there is no register at 0x" + Integer.toHexString(offset));
  }

  @Override
  public DeviceBuffer allocate(int words) {
    return device.allocate(words);
  }

  @Override
  public void close() {
    closed = true;
    device.close();
  }
}

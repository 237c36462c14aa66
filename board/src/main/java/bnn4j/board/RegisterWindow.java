package bnn4j.board;

import bnn4j.board.linux.DeviceFile;
import bnn4j.board.linux.DeviceFiles;
import bnn4j.board.linux.MappedMemory;
import bnn4j.board.linux.SystemTree;
import bnn4j.overlay.driver.Registers;
import java.util.Optional;

/**
 * The accelerator's mapped registers: through a UIO device for their address if there is one, else
 * through {@code /dev/mem}.
 */
final class RegisterWindow implements Registers, AutoCloseable {
  /** The address range of the accelerator. */
  static final int BYTES = 0x10000;

  private static final String UIO = "/sys/class/uio";

  private final String description;
  private final MappedMemory memory;

  private RegisterWindow(String description, MappedMemory memory) {
    this.description = description;
    this.memory = memory;
  }

  static RegisterWindow open(SystemTree tree, DeviceFiles devices, long base) {
    Optional<String> uio = uioAt(tree, base);
    String device = uio.map(name -> "/dev/" + name).orElse("/dev/mem");
    // A UIO device starts at the registers, the whole memory does not.
    long offset = uio.isPresent() ? 0 : base;
    try (DeviceFile file = devices.open(tree.at(device), true)) {
      return new RegisterWindow(
          "registers through %s at 0x%08X".formatted(device, base), file.map(offset, BYTES));
    }
  }

  /** The name of the UIO device for an address, if there is one. */
  static Optional<String> uioAt(SystemTree tree, long base) {
    return tree.names(UIO).stream()
        .filter(name -> tree.has(UIO + "/" + name + "/maps/map0/addr"))
        .filter(name -> tree.number(UIO + "/" + name + "/maps/map0/addr") == base)
        .filter(name -> tree.number(UIO + "/" + name + "/maps/map0/size") >= BYTES)
        .findFirst();
  }

  String description() {
    return description;
  }

  @Override
  public int read(int offset) {
    return memory.readInt(offset);
  }

  @Override
  public void write(int offset, int value) {
    memory.writeInt(offset, value);
  }

  @Override
  public void close() {
    memory.close();
  }
}

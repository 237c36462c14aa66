package bnn4j.remote.grpc;

import bnn4j.overlay.driver.AcceleratorException;
import bnn4j.overlay.driver.Device;
import bnn4j.overlay.driver.DeviceBuffer;
import bnn4j.overlay.driver.Registers;

/** A programmed board that PYNQ.remote lets others use over the network. */
public final class RemoteDevice implements Device {
  private final PynqConnection connection;
  private final RemoteRegisters registers;
  private final long base;

  private RemoteDevice(PynqConnection connection, long base) {
    this.connection = connection;
    this.base = base;
    this.registers = new RemoteRegisters(connection, base);
  }

  /**
   * Connects to the board as it is programmed.
   *
   * @param server where it is
   * @param base physical address of the accelerator's registers
   * @throws AcceleratorException if no server answers, or it refuses
   */
  public static RemoteDevice open(PynqServer server, long base) {
    PynqConnection connection = new PynqConnection(server);
    try {
      return new RemoteDevice(connection, base);
    } catch (RuntimeException e) {
      connection.close();
      throw e;
    }
  }

  @Override
  public String description() {
    return "PYNQ.remote at %s, registers at 0x%X".formatted(connection.server(), base);
  }

  @Override
  public Registers registers() {
    return registers;
  }

  @Override
  public DeviceBuffer allocate(int words) {
    return new RemoteMemory(connection, words);
  }

  /** Hangs up; what has been written until now has arrived. */
  @Override
  public void close() {
    try {
      registers.settle();
    } finally {
      connection.close();
    }
  }
}

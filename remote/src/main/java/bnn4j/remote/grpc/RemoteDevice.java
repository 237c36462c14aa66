package bnn4j.remote.grpc;

import bnn4j.foundation.Refusal;
import bnn4j.overlay.bitstream.Bitstream;
import bnn4j.overlay.bitstream.Family;
import bnn4j.overlay.driver.AcceleratorException;
import bnn4j.overlay.driver.Device;
import bnn4j.overlay.driver.DeviceBuffer;
import bnn4j.overlay.driver.Registers;
import java.util.Optional;
import java.util.OptionalLong;

/** A programmed board that PYNQ.remote lets others use over the network. */
public final class RemoteDevice implements Device {
  private final PynqConnection connection;
  private final RemoteRegisters registers;
  private final String description;

  private RemoteDevice(PynqConnection connection, long base, String done) {
    this.connection = connection;
    this.registers = new RemoteRegisters(connection, base);
    this.description =
        "PYNQ.remote at %s%s, registers at 0x%X".formatted(connection.server(), done, base);
  }

  /**
   * Connects to a board, and programs its FPGA where there is something to program it with. Its
   * clock stays as it is.
   *
   * @param server where it is
   * @param base physical address of the accelerator's registers; if empty, where the published
   *     overlays have them on this board
   * @param bitstream what to program it with; if empty, it is left as it is
   * @throws Refusal if the bitstream is not for this board, or nothing says where the registers are
   * @throws AcceleratorException if no server answers, or it refuses
   */
  public static RemoteDevice open(
      PynqServer server, OptionalLong base, Optional<Bitstream> bitstream) {
    PynqConnection connection = new PynqConnection(server);
    try {
      return open(connection, base, bitstream);
    } catch (RuntimeException e) {
      connection.close();
      throw e;
    }
  }

  private static RemoteDevice open(
      PynqConnection connection, OptionalLong base, Optional<Bitstream> bitstream) {
    RemoteFpga fpga = new RemoteFpga(connection);
    Optional<Family> family =
        base.isPresent() && bitstream.isEmpty() ? Optional.empty() : fpga.family();
    if (base.isEmpty() && family.isEmpty()) {
      throw new Refusal(
          ("the board at %s has no Zynq-7000 or Zynq UltraScale+ chip; specify the"
                  + " registers' address with --base")
              .formatted(connection.server()));
    }
    family.ifPresent(known -> bitstream.ifPresent(b -> b.checkFor(known)));
    bitstream.ifPresent(fpga::program);
    return new RemoteDevice(
        connection,
        base.orElseGet(() -> family.get().registerBase()),
        bitstream.map(b -> ", " + b.name() + " loaded").orElse(""));
  }

  @Override
  public String description() {
    return description;
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

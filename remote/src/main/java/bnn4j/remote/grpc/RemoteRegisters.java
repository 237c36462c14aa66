package bnn4j.remote.grpc;

import bnn4j.overlay.driver.AcceleratorException;
import bnn4j.overlay.driver.Control;
import bnn4j.overlay.driver.Register;
import bnn4j.overlay.driver.Registers;
import bnn4j.remote.grpc.protocol.GetMmioRequest;
import bnn4j.remote.grpc.protocol.GetMmioResponse;
import bnn4j.remote.grpc.protocol.ReadRequest;
import bnn4j.remote.grpc.protocol.ReadResponse;
import bnn4j.remote.grpc.protocol.WriteRequest;
import bnn4j.remote.grpc.protocol.WriteResponse;
import com.google.common.util.concurrent.ListenableFuture;
import com.google.protobuf.ByteString;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Registers that PYNQ.remote maps on the board.
 *
 * <p>A call for each access takes its time, and the server handles calls of one connection side by
 * side, in no order. But the accelerator looks at its arguments only when it is started. So those
 * are kept here until something else is asked for; then they are sent all at once, less those that
 * the accelerator has already, and what was asked for waits until each has been answered.
 */
final class RemoteRegisters implements Registers {
  /** What the overlays occupy (formats.md 6). */
  static final int RANGE = 0x10000;

  private static final int DECODED = (1 << Register.ADDRESS_BITS) - 1;
  private static final int CONTROL = Register.CONTROL.offset();
  private static final int FIRST_ARGUMENT = Register.INPUT_LOW.offset();

  private final PynqConnection connection;
  private final String id;

  /** Arguments that the accelerator has, and those that it is to get. */
  private final Map<Integer, Integer> held = new LinkedHashMap<>();

  private final Map<Integer, Integer> kept = new LinkedHashMap<>();
  private boolean started;

  RemoteRegisters(PynqConnection connection, long base) {
    this.connection = connection;
    String what = "mapping registers at 0x%X".formatted(base);
    GetMmioRequest request = GetMmioRequest.newBuilder().setBaseAddr(base).setLength(RANGE).build();
    GetMmioResponse response = connection.call(what, () -> connection.mmio().getMmio(request));
    connection.check(what, response.getMsg());
    if (!response.hasMmioId()) {
      throw connection.refused(what, "the answer contains no mapping");
    }
    this.id = response.getMmioId();
  }

  @Override
  public int read(int offset) {
    settle();
    String what = "reading register 0x%02x".formatted(offset);
    ReadRequest request =
        ReadRequest.newBuilder()
            .setMmioId(id)
            .setOffset(offset)
            .setLength(Integer.BYTES)
            .setWordOrder("little")
            .build();
    ReadResponse response = connection.call(what, () -> connection.mmio().read(request));
    connection.check(what, response.getMsg());
    if (!response.hasData()) {
      throw connection.refused(what, "the answer contains no data");
    }
    return (offset & DECODED) == CONTROL ? withDone(response.getData()) : response.getData();
  }

  /**
   * PYNQ.remote's v3.1 server reads a register twice for one call, the first time for its log.
   * {@code done} clears on read and never gets here, so it is told from an accelerator that was
   * started and is idle again.
   */
  private int withDone(int control) {
    boolean idle = (control & (Control.IDLE | Control.START)) == Control.IDLE;
    boolean done = (control & Control.DONE) != 0 || (started && idle);
    if (!done) {
      return control;
    }
    started = false;
    return control | Control.DONE;
  }

  @Override
  public void write(int offset, int value) {
    int register = offset & DECODED;
    if (register >= FIRST_ARGUMENT) {
      kept.put(register, value);
      return;
    }
    settle();
    String what = writing(register);
    WriteRequest request = request(register, value);
    connection.check(what, connection.call(what, () -> connection.mmio().write(request)).getMsg());
    started |= register == CONTROL && (value & Control.START) != 0;
  }

  /**
   * Sends what has been kept, and waits until all of it has arrived.
   *
   * @throws AcceleratorException if something did not
   */
  void settle() {
    if (kept.isEmpty()) {
      return;
    }
    Map<Integer, Integer> values = new LinkedHashMap<>(kept);
    kept.clear();
    Map<Integer, ListenableFuture<WriteResponse>> writes = new LinkedHashMap<>();
    values.forEach(
        (register, value) -> {
          if (!value.equals(held.remove(register))) {
            writes.put(register, connection.mmioAhead().write(request(register, value)));
          }
        });
    writes.forEach(
        (register, answer) -> {
          String what = writing(register);
          connection.check(what, connection.call(what, answer::get).getMsg());
        });
    held.putAll(values);
  }

  private WriteRequest request(int register, int value) {
    byte[] littleEndian = {
      (byte) value, (byte) (value >> 8), (byte) (value >> 16), (byte) (value >> 24)
    };
    return WriteRequest.newBuilder()
        .setMmioId(id)
        .setOffset(register)
        .setData(ByteString.copyFrom(littleEndian))
        .build();
  }

  private static String writing(int register) {
    return "writing register 0x%02x".formatted(register);
  }
}

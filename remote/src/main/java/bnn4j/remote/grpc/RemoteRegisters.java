package bnn4j.remote.grpc;

import bnn4j.overlay.driver.AcceleratorException;
import bnn4j.overlay.driver.Registers;
import bnn4j.remote.grpc.protocol.GetMmioRequest;
import bnn4j.remote.grpc.protocol.GetMmioResponse;
import bnn4j.remote.grpc.protocol.ReadRequest;
import bnn4j.remote.grpc.protocol.ReadResponse;
import bnn4j.remote.grpc.protocol.WriteRequest;
import bnn4j.remote.grpc.protocol.WriteResponse;
import com.google.common.util.concurrent.ListenableFuture;
import com.google.protobuf.ByteString;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Registers that PYNQ.remote maps on the board.
 *
 * <p>The server handles calls of one connection side by side, in no order. So writes are sent ahead
 * only as far as their order cannot matter: to different registers that the accelerator looks at
 * when it is started. Whatever comes next, above all the start, waits until each has been answered,
 * and gets the complaint if one failed.
 */
final class RemoteRegisters implements Registers {
  /** What the overlays decode (formats.md 6). */
  static final int RANGE = 0x10000;

  /** The slave decodes seven bits of the address; what differs above is the same register. */
  private static final int DECODED = 0x7f;

  private static final int CONTROL = 0x00;
  private static final int FIRST_ARGUMENT = 0x10;
  private static final int START = 1;
  private static final int DONE = 1 << 1;
  private static final int IDLE = 1 << 2;

  private final PynqConnection connection;
  private final String id;
  private final Map<Integer, ListenableFuture<WriteResponse>> ahead = new LinkedHashMap<>();
  private boolean started;

  RemoteRegisters(PynqConnection connection, long base) {
    this.connection = connection;
    String what = "mapping registers at 0x%X".formatted(base);
    GetMmioRequest request = GetMmioRequest.newBuilder().setBaseAddr(base).setLength(RANGE).build();
    GetMmioResponse response = connection.call(what, () -> connection.mmio().getMmio(request));
    connection.check(what, response.getMsg());
    if (!response.hasMmioId()) {
      throw connection.refused(what, "the answer carries no mapping");
    }
    this.id = response.getMmioId();
  }

  @Override
  public int read(int offset) {
    settle();
    String what = "reading register 0x%02X".formatted(offset);
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
      throw connection.refused(what, "the answer carries no data");
    }
    return (offset & DECODED) == CONTROL ? withDone(response.getData()) : response.getData();
  }

  /**
   * PYNQ.remote's v3.1 server reads a register twice for one call, the first time for its log.
   * {@code done} clears on read and never gets here, so it is told from an accelerator that was
   * started and is idle again.
   */
  private int withDone(int control) {
    boolean done = (control & DONE) != 0 || (started && (control & (IDLE | START)) == IDLE);
    if (!done) {
      return control;
    }
    started = false;
    return control | DONE;
  }

  @Override
  public void write(int offset, int value) {
    int register = offset & DECODED;
    if (register < FIRST_ARGUMENT || ahead.containsKey(register)) {
      settle();
    }
    ahead.put(register, connection.mmioAhead().write(request(offset, value)));
    if (register < FIRST_ARGUMENT) {
      settle();
    }
    started |= register == CONTROL && (value & START) != 0;
  }

  private WriteRequest request(int offset, int value) {
    byte[] littleEndian = {
      (byte) value, (byte) (value >> 8), (byte) (value >> 16), (byte) (value >> 24)
    };
    return WriteRequest.newBuilder()
        .setMmioId(id)
        .setOffset(offset)
        .setData(ByteString.copyFrom(littleEndian))
        .build();
  }

  /**
   * Waits until all writes have arrived.
   *
   * @throws AcceleratorException if one did not
   */
  void settle() {
    Iterator<Map.Entry<Integer, ListenableFuture<WriteResponse>>> writes =
        ahead.entrySet().iterator();
    while (writes.hasNext()) {
      var write = writes.next();
      writes.remove();
      String what = "writing register 0x%02X".formatted(write.getKey());
      WriteResponse response = connection.call(what, () -> write.getValue().get());
      connection.check(what, response.getMsg());
    }
  }
}

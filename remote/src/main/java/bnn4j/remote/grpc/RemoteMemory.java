package bnn4j.remote.grpc;

import bnn4j.overlay.driver.AcceleratorException;
import bnn4j.overlay.driver.DeviceBuffer;
import bnn4j.remote.grpc.protocol.AddressRequest;
import bnn4j.remote.grpc.protocol.AddressResponse;
import bnn4j.remote.grpc.protocol.AllocateRequest;
import bnn4j.remote.grpc.protocol.AllocateResponse;
import bnn4j.remote.grpc.protocol.BufferReadRequest;
import bnn4j.remote.grpc.protocol.BufferReadResponse;
import bnn4j.remote.grpc.protocol.BufferWriteRequest;
import bnn4j.remote.grpc.protocol.BufferWriteResponse;
import bnn4j.remote.grpc.protocol.FlushRequest;
import bnn4j.remote.grpc.protocol.FreeBufferRequest;
import bnn4j.remote.grpc.protocol.InvalidateRequest;
import com.google.protobuf.ByteString;
import io.grpc.StatusException;
import io.grpc.stub.BlockingClientCall;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.LongBuffer;
import java.util.Objects;

/**
 * Contiguous memory that PYNQ.remote allocates on the board.
 *
 * <p>PYNQ.remote's v3.1 server writes and reads from a buffer's first byte on, whatever start and
 * end it is given. So a write into the middle takes along what lies before, and a read stops
 * listening once it has what it wants.
 */
final class RemoteMemory implements DeviceBuffer {
  private final PynqConnection connection;
  private final String id;
  private final int words;
  private final long address;
  private boolean open = true;

  RemoteMemory(PynqConnection connection, int words) {
    this.connection = connection;
    this.words = words;
    this.id = allocate(connection, words);
    this.address = address(connection, id);
  }

  private static String allocate(PynqConnection connection, int words) {
    long bytes = (long) words * Long.BYTES;
    if (words < 1 || bytes > Integer.MAX_VALUE) {
      throw new AcceleratorException(
          "a buffer of %d bytes: PYNQ.remote allocates 8 bytes to 2 GiB".formatted(bytes));
    }
    String what = "allocating %d bytes".formatted(bytes);
    AllocateRequest request =
        AllocateRequest.newBuilder()
            .setSize((int) bytes)
            .setDtype("<u8")
            // As PYNQ's own client; that is what flushing and invalidating are for.
            .setCacheable(true)
            .build();
    AllocateResponse response =
        connection.call(what, () -> connection.buffers(bytes).allocate(request));
    connection.check(what, response.getMsg());
    if (!response.hasBufferId()) {
      throw connection.refused(
          what,
          "the answer contains no buffer; the contiguous memory is probably exhausted:"
              + " run fewer images per call, or restart pynq-remote on the board");
    }
    return response.getBufferId();
  }

  private static long address(PynqConnection connection, String id) {
    String what = "asking for a buffer's address";
    AddressRequest request = AddressRequest.newBuilder().setBufferId(id).build();
    AddressResponse response =
        connection.call(what, () -> connection.buffers(0).physicalAddress(request));
    connection.check(what, response.getMsg());
    if (!response.hasAddress()) {
      throw connection.refused(what, "the answer contains no address");
    }
    return response.getAddress();
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
    if (count == 0) {
      return;
    }
    byte[] bytes = new byte[(at + count) * Long.BYTES];
    LongBuffer target = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).asLongBuffer();
    if (at > 0) {
      long[] before = new long[at];
      read(0, before, 0, at);
      target.put(before);
    }
    target.put(source, offset, count);
    send(bytes);
    String what = "flushing a buffer";
    FlushRequest flush = FlushRequest.newBuilder().setBufferId(id).build();
    connection.check(
        what, connection.call(what, () -> connection.buffers(bytes.length).flush(flush)).getMsg());
  }

  private void send(byte[] bytes) {
    String what = "writing %d bytes into a buffer".formatted(bytes.length);
    BufferWriteResponse response =
        connection.call(
            what,
            () -> {
              var call = connection.buffers(bytes.length).write();
              boolean listening = true;
              for (int at = 0; listening && at < bytes.length; at += PynqConnection.CHUNK) {
                listening = call.write(chunk(bytes, at));
              }
              call.halfClose();
              return call.read();
            });
    if (response == null) {
      throw connection.refused(what, "it ended without an answer");
    }
    connection.check(what, response.getMsg());
  }

  private BufferWriteRequest chunk(byte[] bytes, int at) {
    int length = Math.min(PynqConnection.CHUNK, bytes.length - at);
    return BufferWriteRequest.newBuilder()
        .setBufferId(id)
        .setData(ByteString.copyFrom(bytes, at, length))
        .build();
  }

  @Override
  public void read(int at, long[] target, int offset, int count) {
    Objects.checkFromIndexSize(at, count, words);
    Objects.checkFromIndexSize(offset, count, target.length);
    if (count == 0) {
      return;
    }
    String what = "invalidating a buffer";
    InvalidateRequest invalidate = InvalidateRequest.newBuilder().setBufferId(id).build();
    long all = (long) words * Long.BYTES;
    connection.check(
        what, connection.call(what, () -> connection.buffers(all).invalidate(invalidate)).getMsg());
    ByteBuffer bytes = ByteBuffer.allocate((at + count) * Long.BYTES);
    receive(bytes);
    bytes.position(at * Long.BYTES);
    bytes.slice().order(ByteOrder.LITTLE_ENDIAN).asLongBuffer().get(target, offset, count);
  }

  private void receive(ByteBuffer bytes) {
    String what = "reading %d bytes of a buffer".formatted(bytes.capacity());
    BufferReadRequest request = BufferReadRequest.newBuilder().setBufferId(id).build();
    connection.call(
        what,
        () -> {
          var call = connection.buffers(bytes.capacity()).read(request);
          try {
            fill(bytes, call, what);
          } finally {
            call.cancel("read what was needed", null);
          }
          return bytes;
        });
  }

  private void fill(ByteBuffer bytes, BlockingClientCall<?, BufferReadResponse> call, String what)
      throws StatusException, InterruptedException {
    while (bytes.hasRemaining()) {
      BufferReadResponse response = call.read();
      if (response == null) {
        throw connection.refused(what, "it sent only " + bytes.position());
      }
      connection.check(what, response.getMsg());
      ByteString data = response.getData();
      data.substring(0, Math.min(data.size(), bytes.remaining())).copyTo(bytes);
    }
  }

  /** Frees it; what cannot be reached cannot be freed, and has been complained about before. */
  @Override
  public void close() {
    if (open) {
      open = false;
      FreeBufferRequest request = FreeBufferRequest.newBuilder().setBufferId(id).build();
      try {
        connection.call("freeing a buffer", () -> connection.buffers(0).freebuffer(request));
      } catch (AcceleratorException e) {
        // The board has it back when pynq-remote is restarted.
        return;
      }
    }
  }
}

package bnn4j.remote.grpc;

import bnn4j.overlay.driver.AcceleratorException;
import bnn4j.remote.grpc.protocol.MmioGrpc;
import bnn4j.remote.grpc.protocol.MmioGrpc.MmioBlockingV2Stub;
import bnn4j.remote.grpc.protocol.MmioGrpc.MmioFutureStub;
import bnn4j.remote.grpc.protocol.RemoteBufferGrpc;
import bnn4j.remote.grpc.protocol.RemoteBufferGrpc.RemoteBufferBlockingV2Stub;
import bnn4j.remote.grpc.protocol.RemoteDeviceGrpc;
import bnn4j.remote.grpc.protocol.RemoteDeviceGrpc.RemoteDeviceBlockingV2Stub;
import io.grpc.Grpc;
import io.grpc.InsecureChannelCredentials;
import io.grpc.ManagedChannel;
import io.grpc.Status;
import io.grpc.StatusException;
import io.grpc.StatusRuntimeException;
import io.grpc.stub.AbstractStub;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.logging.Level;
import java.util.logging.Logger;

/** The line to a PYNQ.remote server: its services, each call with a deadline, failures in words. */
final class PynqConnection implements AutoCloseable {
  /** Bytes of a transfer that go into one message; servers take up to 4 MiB. */
  static final int CHUNK = 1 << 20;

  private static final int LARGEST_MESSAGE = 16 << 20;

  /** Writes a trace of each failed call to the error stream; each is said here in one line. */
  private static final Logger GRPC = Logger.getLogger("io.grpc");

  static {
    GRPC.setLevel(Level.OFF);
  }

  private final PynqServer server;
  private final ManagedChannel channel;

  /** Something that asks the server. */
  interface Call<T> {
    T make() throws StatusException, ExecutionException, InterruptedException;
  }

  PynqConnection(PynqServer server) {
    this.server = server;
    this.channel =
        Grpc.newChannelBuilderForAddress(
                server.host(), server.port(), InsecureChannelCredentials.create())
            .maxInboundMessageSize(LARGEST_MESSAGE)
            .directExecutor()
            .build();
  }

  PynqServer server() {
    return server;
  }

  MmioBlockingV2Stub mmio() {
    return timed(MmioGrpc.newBlockingV2Stub(channel), 0);
  }

  /** For calls that need not wait for one another. */
  MmioFutureStub mmioAhead() {
    return timed(MmioGrpc.newFutureStub(channel), 0);
  }

  /** With time for a transfer of so many bytes. */
  RemoteBufferBlockingV2Stub buffers(long bytes) {
    return timed(RemoteBufferGrpc.newBlockingV2Stub(channel), bytes);
  }

  /** With time for a transfer of so many bytes. */
  RemoteDeviceBlockingV2Stub device(long bytes) {
    return timed(RemoteDeviceGrpc.newBlockingV2Stub(channel), bytes);
  }

  private <S extends AbstractStub<S>> S timed(S stub, long bytes) {
    long millis = server.patience().toMillis() + TimeUnit.SECONDS.toMillis(bytes >> 20);
    return stub.withDeadlineAfter(millis, TimeUnit.MILLISECONDS);
  }

  /**
   * Makes a call and says what its failure means.
   *
   * @param what is being done, to continue "while"
   */
  <T> T call(String what, Call<T> call) {
    try {
      return call.make();
    } catch (StatusException e) {
      throw failure(what, e.getStatus(), e);
    } catch (StatusRuntimeException e) {
      throw failure(what, e.getStatus(), e);
    } catch (ExecutionException e) {
      throw failure(what, Status.fromThrowable(e), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AcceleratorException("interrupted while " + what + " at " + server, e);
    }
  }

  /** Refuses an answer that carries a complaint; its {@code status} says nothing, see docs. */
  void check(String what, String complaint) {
    if (!complaint.isEmpty()) {
      throw refused(what, complaint);
    }
  }

  /** The server said no. */
  AcceleratorException refused(String what, String complaint) {
    return new AcceleratorException(
        "PYNQ.remote at %s refused while %s: %s".formatted(server, what, complaint));
  }

  private AcceleratorException failure(String what, Status status, Throwable cause) {
    String message =
        switch (status.getCode()) {
          case UNAVAILABLE ->
              ("no PYNQ.remote server answers at %s (%s, while %s); check that the board"
                      + " is on and reachable, and on the board: systemctl status pynq-remote")
                  .formatted(server, reason(status), what);
          case DEADLINE_EXCEEDED ->
              "PYNQ.remote at %s timed out (%d ms, more for transfers) while %s"
                  .formatted(server, server.patience().toMillis(), what);
          case UNIMPLEMENTED ->
              ("the server at %s does not support this: %s (%s); expected PYNQ.remote of"
                      + " PYNQ 3.1 or newer")
                  .formatted(server, what, reason(status));
          default ->
              "PYNQ.remote at %s failed while %s: %s, %s"
                  .formatted(server, what, status.getCode(), reason(status));
        };
    return new AcceleratorException(message, cause);
  }

  private static String reason(Status status) {
    Throwable cause = status.getCause();
    if (cause != null && cause.getMessage() != null) {
      return cause.getMessage();
    }
    return status.getDescription() == null ? "no reason given" : status.getDescription();
  }

  @Override
  public void close() {
    channel.shutdownNow();
  }
}

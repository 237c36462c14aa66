package bnn4j.remote.grpc;

import bnn4j.overlay.driver.Device;
import bnn4j.remote.grpc.protocol.GetMmioRequest;
import bnn4j.remote.grpc.protocol.GetMmioResponse;
import bnn4j.remote.grpc.protocol.MmioGrpc.MmioImplBase;
import bnn4j.remote.grpc.protocol.ReadRequest;
import bnn4j.remote.grpc.protocol.ReadResponse;
import bnn4j.remote.grpc.protocol.WriteRequest;
import bnn4j.remote.grpc.protocol.WriteResponse;
import io.grpc.Status;
import io.grpc.stub.StreamObserver;
import java.nio.ByteOrder;
import java.util.concurrent.atomic.LongAdder;

/**
 * A device's registers, as the v3.1 server serves them: it reads a register once for its log and
 * once more for the answer; where nothing is mapped, reads give 0 and writes are lost.
 */
final class ServedRegisters extends MmioImplBase {
  private static final String ID = "0";

  final LongAdder reads = new LongAdder();
  final LongAdder writes = new LongAdder();
  private final Device device;
  private final long base;
  private volatile int log;
  private volatile boolean mapped;

  ServedRegisters(Device device, long base) {
    this.device = device;
    this.base = base;
  }

  @Override
  public void getMmio(GetMmioRequest request, StreamObserver<GetMmioResponse> answer) {
    mapped = request.getBaseAddr() == base;
    Answers.send(answer, GetMmioResponse.newBuilder().setMmioId(ID).build());
  }

  @Override
  public void read(ReadRequest request, StreamObserver<ReadResponse> answer) {
    if (!request.getMmioId().equals(ID)) {
      answer.onError(Status.NOT_FOUND.withDescription("MMIO Object not found.").asException());
      return;
    }
    Answers.send(
        answer, ReadResponse.newBuilder().setData(read((int) request.getOffset())).build());
  }

  private int read(int offset) {
    if (!mapped) {
      return 0;
    }
    synchronized (device) {
      reads.increment();
      log = device.registers().read(offset);
      return device.registers().read(offset);
    }
  }

  /** What the server's log says last. */
  int log() {
    return log;
  }

  @Override
  public void write(WriteRequest request, StreamObserver<WriteResponse> answer) {
    int value = request.getData().asReadOnlyByteBuffer().order(ByteOrder.LITTLE_ENDIAN).getInt();
    if (mapped) {
      synchronized (device) {
        writes.increment();
        device.registers().write((int) request.getOffset(), value);
      }
    }
    Answers.send(answer, WriteResponse.getDefaultInstance());
  }
}

package bnn4j.remote.grpc;

import bnn4j.overlay.driver.AcceleratorException;
import bnn4j.overlay.driver.Device;
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
import bnn4j.remote.grpc.protocol.FlushResponse;
import bnn4j.remote.grpc.protocol.FreeBufferRequest;
import bnn4j.remote.grpc.protocol.FreeBufferResponse;
import bnn4j.remote.grpc.protocol.InvalidateRequest;
import bnn4j.remote.grpc.protocol.InvalidateResponse;
import bnn4j.remote.grpc.protocol.RemoteBufferGrpc.RemoteBufferImplBase;
import com.google.protobuf.ByteString;
import io.grpc.stub.StreamObserver;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A device's memory, as the v3.1 server serves it: processor's and accelerator's sides differ until
 * flushed or invalidated; writes start at the first byte and reads give all, whatever start and end
 * say; where no memory is left the answer is empty.
 */
final class ServedMemory extends RemoteBufferImplBase {
  private static final int CHUNK = 1 << 20;

  private final Device device;
  private final Map<String, Cached> buffers = new ConcurrentHashMap<>();

  /** A buffer, and what the processor has of it in its cache. */
  private record Cached(DeviceBuffer buffer, byte[] cache) {}

  ServedMemory(Device device) {
    this.device = device;
  }

  /** How many there are. */
  int buffers() {
    return buffers.size();
  }

  @Override
  public void allocate(AllocateRequest request, StreamObserver<AllocateResponse> answer) {
    AllocateResponse.Builder response = AllocateResponse.newBuilder();
    try {
      DeviceBuffer buffer;
      synchronized (device) {
        buffer = device.allocate(request.getSize() / Long.BYTES);
      }
      String id = "0x" + Long.toHexString(buffer.physicalAddress() ^ 0x7f00_0000L);
      buffers.put(id, new Cached(buffer, new byte[request.getSize()]));
      response.setBufferId(id);
    } catch (AcceleratorException e) {
      response.clear();
    }
    Answers.send(answer, response.build());
  }

  @Override
  public StreamObserver<BufferWriteRequest> write(StreamObserver<BufferWriteResponse> answer) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    return new StreamObserver<>() {
      private Cached target;

      @Override
      public void onNext(BufferWriteRequest request) {
        target = target == null ? buffers.get(request.getBufferId()) : target;
        bytes.writeBytes(request.getData().toByteArray());
      }

      @Override
      public void onError(Throwable failure) {}

      @Override
      public void onCompleted() {
        BufferWriteResponse.Builder response = BufferWriteResponse.newBuilder();
        if (target == null) {
          response.setMsg("Buffer not found.");
        } else if (bytes.size() > target.cache.length) {
          response.setMsg("Buffer overflow.");
        } else {
          System.arraycopy(bytes.toByteArray(), 0, target.cache, 0, bytes.size());
        }
        Answers.send(answer, response.build());
      }
    };
  }

  @Override
  public void read(BufferReadRequest request, StreamObserver<BufferReadResponse> answer) {
    Cached source = buffers.get(request.getBufferId());
    if (source == null) {
      Answers.notFound(answer, "Buffer");
      return;
    }
    for (int at = 0; at < source.cache.length; at += CHUNK) {
      int length = Math.min(CHUNK, source.cache.length - at);
      answer.onNext(
          BufferReadResponse.newBuilder()
              .setData(ByteString.copyFrom(source.cache, at, length))
              .build());
    }
    answer.onCompleted();
  }

  @Override
  public void flush(FlushRequest request, StreamObserver<FlushResponse> answer) {
    Cached buffer = buffers.get(request.getBufferId());
    long[] words = new long[buffer.buffer.words()];
    littleEndian(buffer.cache).asLongBuffer().get(words);
    synchronized (device) {
      buffer.buffer.write(0, words, 0, words.length);
    }
    Answers.send(answer, FlushResponse.getDefaultInstance());
  }

  @Override
  public void invalidate(InvalidateRequest request, StreamObserver<InvalidateResponse> answer) {
    Cached buffer = buffers.get(request.getBufferId());
    long[] words = new long[buffer.buffer.words()];
    synchronized (device) {
      buffer.buffer.read(0, words, 0, words.length);
    }
    littleEndian(buffer.cache).asLongBuffer().put(words);
    Answers.send(answer, InvalidateResponse.getDefaultInstance());
  }

  private static ByteBuffer littleEndian(byte[] bytes) {
    return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
  }

  @Override
  public void physicalAddress(AddressRequest request, StreamObserver<AddressResponse> answer) {
    Cached buffer = buffers.get(request.getBufferId());
    if (buffer == null) {
      Answers.notFound(answer, "Buffer");
      return;
    }
    Answers.send(
        answer, AddressResponse.newBuilder().setAddress(buffer.buffer.physicalAddress()).build());
  }

  @Override
  public void freebuffer(FreeBufferRequest request, StreamObserver<FreeBufferResponse> answer) {
    Cached buffer = buffers.remove(request.getBufferId());
    if (buffer == null) {
      Answers.notFound(answer, "Buffer");
      return;
    }
    synchronized (device) {
      buffer.buffer.close();
    }
    Answers.send(answer, FreeBufferResponse.getDefaultInstance());
  }
}

package bnn4j.remote.grpc;

import bnn4j.remote.grpc.protocol.DownloadRequest;
import bnn4j.remote.grpc.protocol.DownloadResponse;
import bnn4j.remote.grpc.protocol.ReadFileRequest;
import bnn4j.remote.grpc.protocol.ReadFileResponse;
import bnn4j.remote.grpc.protocol.RemoteDeviceGrpc.RemoteDeviceImplBase;
import bnn4j.remote.grpc.protocol.SetBitstreamAttrsRequest;
import bnn4j.remote.grpc.protocol.SetBitstreamAttrsResponse;
import com.google.protobuf.ByteString;
import io.grpc.stub.StreamObserver;
import java.io.ByteArrayOutputStream;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A board's files, as the v3.1 server serves them; it takes a bitstream and does not say whether
 * the FPGA took it too.
 */
final class ServedFiles extends RemoteDeviceImplBase {
  static final String STATE = "/sys/class/fpga_manager/fpga0/state";
  static final String COMPATIBLE = "/proc/device-tree/compatible";

  final Map<String, byte[]> content = new ConcurrentHashMap<>();
  volatile String bitstream = "";

  @Override
  public void setBitstreamAttrs(
      SetBitstreamAttrsRequest request, StreamObserver<SetBitstreamAttrsResponse> answer) {
    bitstream = request.getBinfileName();
    Answers.send(answer, SetBitstreamAttrsResponse.getDefaultInstance());
  }

  @Override
  public StreamObserver<DownloadRequest> download(StreamObserver<DownloadResponse> answer) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    return new StreamObserver<>() {
      @Override
      public void onNext(DownloadRequest request) {
        bytes.writeBytes(request.getBuffer().toByteArray());
      }

      @Override
      public void onError(Throwable failure) {}

      @Override
      public void onCompleted() {
        content.put("/lib/firmware/" + bitstream, bytes.toByteArray());
        Answers.send(answer, DownloadResponse.getDefaultInstance());
      }
    };
  }

  @Override
  public void readfile(ReadFileRequest request, StreamObserver<ReadFileResponse> answer) {
    byte[] found = content.get(request.getFilePath());
    if (found == null) {
      Answers.notFound(answer, "File");
      return;
    }
    for (int at = 0; at < found.length; at += 1024) {
      int length = Math.min(1024, found.length - at);
      answer.onNext(
          ReadFileResponse.newBuilder().setData(ByteString.copyFrom(found, at, length)).build());
    }
    answer.onCompleted();
  }
}

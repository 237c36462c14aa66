package bnn4j.remote.grpc;

import bnn4j.overlay.bitstream.Bitstream;
import bnn4j.overlay.bitstream.Family;
import bnn4j.overlay.driver.AcceleratorException;
import bnn4j.remote.grpc.protocol.DownloadRequest;
import bnn4j.remote.grpc.protocol.DownloadResponse;
import bnn4j.remote.grpc.protocol.ReadFileRequest;
import bnn4j.remote.grpc.protocol.ReadFileResponse;
import bnn4j.remote.grpc.protocol.SetBitstreamAttrsRequest;
import com.google.protobuf.ByteString;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** The chip behind a PYNQ.remote server, before registers come into play. */
final class RemoteFpga {
  private static final String COMPATIBLE = "/proc/device-tree/compatible";
  private static final String STATE = "/sys/class/fpga_manager/fpga0/state";
  private static final String OPERATING = "operating";

  /** The files asked for have a line; one that does not end is none of them. */
  private static final int LONGEST = 64 * 1024;

  private final PynqConnection connection;

  RemoteFpga(PynqConnection connection) {
    this.connection = connection;
  }

  /** The chip's family, if its device tree names one that is known. */
  Optional<Family> family() {
    return Family.ofDeviceTree(text(COMPATIBLE));
  }

  /**
   * Programs the FPGA. The server does not say whether that worked, so the kernel is asked.
   *
   * @throws AcceleratorException if it did not
   */
  void program(Bitstream bitstream) {
    SetBitstreamAttrsRequest name =
        SetBitstreamAttrsRequest.newBuilder()
            .setBinfileName("bnn4j-%s.bin".formatted(bitstream.name()))
            .build();
    connection.call("naming a bitstream", () -> connection.device(0).setBitstreamAttrs(name));
    String what = "loading bitstream " + bitstream.file();
    if (send(bitstream.swapped(), what) == null) {
      throw connection.refused(what, "it ended without an answer");
    }
    String state = text(STATE);
    if (!state.equals(OPERATING)) {
      throw new AcceleratorException(
          "%s: the FPGA at %s is in state '%s', expected '%s'; dmesg there may say why"
              .formatted(bitstream.file(), connection.server(), state, OPERATING));
    }
  }

  private DownloadResponse send(ByteBuffer configuration, String what) {
    int size = configuration.remaining();
    return connection.call(
        what,
        () -> {
          var call = connection.device(size).download();
          boolean listening = true;
          while (listening && configuration.hasRemaining()) {
            int length = Math.min(PynqConnection.CHUNK, configuration.remaining());
            ByteString chunk = ByteString.copyFrom(configuration, length);
            listening = call.write(DownloadRequest.newBuilder().setBuffer(chunk).build());
          }
          call.halfClose();
          return call.read();
        });
  }

  /** What a file of the board says; what it separates by zeros is separated by spaces. */
  private String text(String file) {
    String what = "reading " + file;
    ReadFileRequest request = ReadFileRequest.newBuilder().setFilePath(file).build();
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    return connection.call(
        what,
        () -> {
          var call = connection.device(0).readfile(request);
          ReadFileResponse part = call.read();
          while (part != null && bytes.size() < LONGEST) {
            bytes.writeBytes(part.getData().toByteArray());
            part = call.read();
          }
          call.cancel("read what was needed", null);
          return bytes.toString(StandardCharsets.US_ASCII).replace('\0', ' ').strip();
        });
  }
}

package bnn4j.remote.grpc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import bnn4j.foundation.Refusal;
import bnn4j.overlay.bitstream.BitFile;
import bnn4j.overlay.bitstream.Bitstream;
import bnn4j.overlay.driver.AcceleratorException;
import bnn4j.overlay.driver.SmallOverlays;
import bnn4j.overlay.simulation.SimulatedDevice;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which board is behind a PYNQ.remote server, and how it gets a bitstream. */
class RemoteFpgaTest {
  private static final OptionalLong ANYWHERE = OptionalLong.empty();

  @TempDir private Path folder;
  private PynqRemote server;

  @BeforeEach
  void start() throws IOException {
    server = new PynqRemote(new SimulatedDevice(SmallOverlays.BITS, 1));
    put(ServedFiles.COMPATIBLE, "digilent,zynq-pynqz1\0xlnx,zynq-7000\0");
    put(ServedFiles.STATE, "operating\n");
  }

  @AfterEach
  void stop() throws InterruptedException {
    server.close();
  }

  private void put(String file, String text) {
    server.files.content.put(file, text.getBytes(StandardCharsets.US_ASCII));
  }

  @Test
  void theBoardSaysWhereItsRegistersAre() {
    try (RemoteDevice device = RemoteDevice.open(server.address(), ANYWHERE, Optional.empty())) {
      assertThat(device.description()).endsWith(", registers at 0x43C00000");
    }
    put(ServedFiles.COMPATIBLE, "avnet,ultra96\0xlnx,zynqmp\0");
    try (RemoteDevice device = RemoteDevice.open(server.address(), ANYWHERE, Optional.empty())) {
      assertThat(device.description()).endsWith(", registers at 0xA0000000");
    }
  }

  @Test
  void anUnknownBoardHasToBeTold() {
    put(ServedFiles.COMPATIBLE, "raspberrypi,4-model-b\0brcm,bcm2711\0");
    assertThatThrownBy(() -> RemoteDevice.open(server.address(), ANYWHERE, Optional.empty()))
        .isInstanceOf(Refusal.class)
        .hasMessage(
            ("the board at %s has no Zynq-7000 or Zynq UltraScale+ chip; specify the"
                    + " registers' address with --base")
                .formatted(server.address()));
  }

  @Test
  void aBitstreamArrivesAsTheKernelWantsIt() throws IOException {
    byte[] configuration = new byte[4_000_000];
    new Random(5).nextBytes(configuration);
    Bitstream bitstream =
        Bitstream.read(BitFile.write(folder.resolve("lfc.bit"), "7z020clg400", configuration));
    try (RemoteDevice device =
        RemoteDevice.open(server.address(), ANYWHERE, Optional.of(bitstream))) {
      assertThat(device.description())
          .isEqualTo(
              "PYNQ.remote at %s, lfc loaded, registers at 0x43C00000".formatted(server.address()));
    }
    byte[] there = server.files.content.get("/lib/firmware/bnn4j-lfc.bin");
    assertThat(there).hasSameSizeAs(configuration);
    for (int i = 0; i < there.length; i++) {
      if (there[i] != configuration[i ^ 3]) {
        assertThat(i).as("first byte that differs").isNegative();
      }
    }
  }

  @Test
  void aBitstreamForAnotherChipIsRefusedBeforeAnythingIsSent() throws IOException {
    Path file = BitFile.write(folder.resolve("lfc.bit"), "xczu3eg-sbva484-1-e", new byte[4]);
    Bitstream bitstream = Bitstream.read(file);
    assertThatThrownBy(() -> RemoteDevice.open(server.address(), ANYWHERE, Optional.of(bitstream)))
        .isInstanceOf(Refusal.class)
        .hasMessageStartingWith(file + ": is for a xczu3eg-sbva484-1-e");
    assertThat(server.files.bitstream).isEmpty();
  }

  @Test
  void anFpgaThatDoesNotTakeItsBitstreamIsNoticed() throws IOException {
    put(ServedFiles.STATE, "write error\n");
    Path file = BitFile.write(folder.resolve("lfc.bit"), "7z020clg400", new byte[4]);
    Bitstream bitstream = Bitstream.read(file);
    assertThatThrownBy(() -> RemoteDevice.open(server.address(), ANYWHERE, Optional.of(bitstream)))
        .isInstanceOf(AcceleratorException.class)
        .hasMessage(
            ("%s: the FPGA at %s is in state 'write error', expected 'operating'; dmesg"
                    + " there may say why")
                .formatted(file, server.address()));
  }
}

package bnn4j.board.fpga;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import bnn4j.board.linux.FakeTree;
import bnn4j.overlay.bitstream.BitFile;
import bnn4j.overlay.bitstream.Bitstream;
import bnn4j.overlay.driver.AcceleratorException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProgrammerTest {
  private static final String PORT = "/sys/devices/soc0/amba/f8007000.devcfg";

  @TempDir Path folder;
  private FakeTree fake;
  private Bitstream bitstream;

  @BeforeEach
  void write() throws IOException {
    fake = new FakeTree(folder.resolve("root"));
    bitstream =
        Bitstream.read(
            BitFile.write(folder.resolve("lfcW1A1.bit"), "7z020clg400", new byte[] {1, 2, 3, 4}));
  }

  @Test
  void theManagerIsToldTheNameOfAFirmwareFileInTheKernelsByteOrder() throws IOException {
    fake.fpgaManager("operating");
    Programmer programmer = Programmer.find(fake.tree()).orElseThrow();
    assertThat(programmer.description()).isEqualTo("fpga_manager");
    programmer.program(bitstream);
    assertThat(fake.text("/sys/class/fpga_manager/fpga0/flags")).isEqualTo("0");
    assertThat(fake.text("/sys/class/fpga_manager/fpga0/firmware")).isEqualTo("bnn4j-lfcW1A1.bin");
    assertThat(fake.tree().at("/lib/firmware/bnn4j-lfcW1A1.bin"))
        .hasBinaryContent(new byte[] {4, 3, 2, 1});
    assertThat(fake.tree().names("/lib/firmware")).containsExactly("bnn4j-lfcW1A1.bin", "readme");
  }

  @Test
  void aManagerThatIsNotOperatingAfterwardsHasFailed() throws IOException {
    fake.fpgaManager("write error");
    Programmer programmer = Programmer.find(fake.tree()).orElseThrow();
    assertThatThrownBy(() -> programmer.program(bitstream))
        .isInstanceOf(AcceleratorException.class)
        .hasMessage(
            "%s: the FPGA is in state 'write error', expected 'operating'; dmesg may say why",
            bitstream.file());
  }

  @Test
  void aManagerWithoutXilinxsAttributesIsNotTouched() throws IOException {
    fake.file("/sys/class/fpga_manager/fpga0/state", "operating");
    Programmer programmer = Programmer.find(fake.tree()).orElseThrow();
    assertThatThrownBy(() -> programmer.program(bitstream))
        .isInstanceOf(AcceleratorException.class)
        .hasMessage(
            "%s has no 'firmware', so this kernel is not Xilinx's; program the FPGA with"
                + " another tool and omit --bitstream",
            fake.tree().at("/sys/class/fpga_manager/fpga0"));
    assertThat(fake.tree().has("/lib/firmware")).isFalse();
  }

  @Test
  void theOlderPortIsGivenTheFileAsItIs() throws IOException {
    fake.file(PORT + "/is_partial_bitstream", "1").device("/dev/xdevcfg", 0);
    Programmer programmer = Programmer.find(fake.tree()).orElseThrow();
    assertThat(programmer.description()).isEqualTo("/dev/xdevcfg");
    programmer.program(bitstream);
    assertThat(fake.text(PORT + "/is_partial_bitstream")).isEqualTo("0");
    assertThat(fake.tree().at("/dev/xdevcfg"))
        .hasBinaryContent(Files.readAllBytes(bitstream.file()));
  }

  @Test
  void aPortThatSaysNotDoneHasFailed() throws IOException {
    fake.file(PORT + "/is_partial_bitstream", "")
        .file(PORT + "/prog_done", "0\n")
        .device("/dev/xdevcfg", 0);
    Programmer programmer = Programmer.find(fake.tree()).orElseThrow();
    assertThatThrownBy(() -> programmer.program(bitstream))
        .isInstanceOf(AcceleratorException.class)
        .hasMessage(
            "%s: the FPGA is not programmed: %s says '0', expected '1'; dmesg may say why",
            bitstream.file(), fake.tree().at(PORT + "/prog_done"));
  }

  @Test
  void theManagerIsPreferred() throws IOException {
    assertThat(Programmer.find(fake.tree())).isEmpty();
    fake.fpgaManager("operating").device("/dev/xdevcfg", 0);
    assertThat(Programmer.find(fake.tree()).orElseThrow().description()).isEqualTo("fpga_manager");
  }
}

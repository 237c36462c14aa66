package bnn4j.board;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import bnn4j.board.linux.FakeTree;
import bnn4j.foundation.Refusal;
import bnn4j.overlay.bitstream.BitFile;
import bnn4j.overlay.bitstream.Bitstream;
import bnn4j.overlay.driver.AcceleratorException;
import bnn4j.overlay.driver.Device;
import bnn4j.overlay.driver.DeviceBuffer;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** From settings to a device, with real system calls on a folder that looks like a board's root. */
@EnabledOnOs(OS.LINUX)
class BoardDeviceTest {
  @TempDir Path folder;
  private FakeTree fake;
  private BoardSettings settings;

  @BeforeEach
  void open() {
    fake = new FakeTree(folder.resolve("root"));
    settings = BoardSettings.AS_IT_IS.withTree(fake.tree());
  }

  @Test
  void aBoardThatIsProgrammedIsLeftAsItIs() throws IOException {
    fake.pynqZ1().udmabuf("u-dma-buf", "udmabuf0", 0x1E90_0000L, 0x8000);
    try (Device device = BoardDevice.open(settings)) {
      assertThat(device.description())
          .isEqualTo(
              "Pynq-Z1, registers through /dev/mem at 0x43C00000, buffers of u-dma-buf (udmabuf0,"
                  + " 32 KiB)");
      device.registers().write(0x10, 0x1234_5678);
      assertThat(fake.word("/dev/mem", 0x43C0_0010L)).isEqualTo(0x1234_5678);
      fake.word("/dev/mem", 0x43C0_0000L, 4);
      assertThat(device.registers().read(0)).isEqualTo(4);
      try (DeviceBuffer buffer = device.allocate(3)) {
        assertThat(buffer.physicalAddress()).isEqualTo(0x1E90_0000L);
      }
    }
  }

  @Test
  void aBitstreamIsLoadedAndTheClockSetToWhatOverlaysRunAt() throws IOException {
    fake.ultra96()
        .fpgaManager("operating")
        .udmabuf("u-dma-buf", "udmabuf0", 0x1E90_0000L, 0x8000)
        .word("/dev/mem", 0xFF5E_0020L, 45 << 8);
    Bitstream bitstream = bitstream("xczu3eg-sbva484-1-i");
    try (Device device = BoardDevice.open(settings.withBitstream(bitstream))) {
      assertThat(device.description())
          .isEqualTo(
              "Avnet Ultra96 Rev1, lfcW1A1-board loaded by fpga_manager, clock 300.0 MHz, registers"
                  + " through /dev/mem at 0xA0000000, buffers of u-dma-buf (udmabuf0, 32 KiB)");
    }
    assertThat(fake.word("/dev/mem", 0xFF5E_00C0L)).isEqualTo(1 << 24 | 5 << 8 | 1 << 16);
    assertThat(fake.text("/sys/class/fpga_manager/fpga0/firmware"))
        .isEqualTo("bnn4j-lfcW1A1-board.bin");
  }

  @Test
  void theClockCanBeLeftAsItIs() throws IOException {
    fake.pynqZ1().fpgaManager("operating").udmabuf("u-dma-buf", "udmabuf0", 0, 0x8000);
    BoardSettings asked = settings.withBitstream(bitstream("7z020clg400")).withClock(0);
    BoardDevice.open(asked).close();
    assertThat(fake.word("/dev/mem", 0xF800_0170L)).isZero();
  }

  @Test
  void registersAreMappedThroughUioWhereADeviceIsMadeForThem() throws IOException {
    fake.pynqZ1()
        .udmabuf("u-dma-buf", "udmabuf0", 0x1E90_0000L, 0x8000)
        .file("/sys/class/uio/uio0/maps/map0/addr", "0x41200000\n")
        .file("/sys/class/uio/uio0/maps/map0/size", "0x10000\n")
        .file("/sys/class/uio/uio1/maps/map0/addr", "0x43c00000\n")
        .file("/sys/class/uio/uio1/maps/map0/size", "0x10000\n")
        .file("/sys/class/uio/uio2/name", "fabric\n")
        .device("/dev/uio1", 0x10000);
    try (Device device = BoardDevice.open(settings)) {
      assertThat(device.description()).contains("registers through /dev/uio1 at 0x43C00000");
      device.registers().write(0x28, 1);
      assertThat(fake.word("/dev/uio1", 0x28)).isEqualTo(1);
    }
  }

  @Test
  void registersCanBeElsewhereEvenOnAnUnknownBoard() throws IOException {
    fake.device("/dev/mem", 0x8000_0000L).udmabuf("u-dma-buf", "udmabuf0", 0, 0x8000);
    try (Device device = BoardDevice.open(settings.withBase(0x4000_0000L))) {
      assertThat(device.description())
          .startsWith("unknown board, registers through /dev/mem at 0x40000000");
      device.registers().write(4, 9);
      assertThat(fake.word("/dev/mem", 0x4000_0004L)).isEqualTo(9);
    }
  }

  @Test
  void aMachineThatIsNoBoardIsRefused() throws IOException {
    assertThatThrownBy(() -> BoardDevice.open(settings))
        .isInstanceOf(Refusal.class)
        .hasMessage(
            "this machine has no Zynq-7000 or Zynq UltraScale+ chip; run it on a board (PYNQ-Z1,"
                + " PYNQ-Z2, Ultra96), or specify the registers' address with --base");
    fake.file("/proc/device-tree/compatible", "raspberrypi,4-model-b\0brcm,bcm2711\0")
        .file("/proc/device-tree/model", "Raspberry Pi 4\0");
    assertThatThrownBy(() -> BoardDevice.open(settings))
        .isInstanceOf(Refusal.class)
        .hasMessageStartingWith("Raspberry Pi 4 has no Zynq-7000");
  }

  @Test
  void aBitstreamForAnotherBoardIsRefusedBeforeAnythingIsTouched() throws IOException {
    fake.pynqZ1().fpgaManager("operating");
    Bitstream bitstream = bitstream("xczu3eg-sbva484-1-i");
    assertThatThrownBy(() -> BoardDevice.open(settings.withBitstream(bitstream)))
        .isInstanceOf(Refusal.class)
        .hasMessageContaining("is for a xczu3eg-sbva484-1-i, but this board has a Zynq-7000");
    assertThat(fake.text("/sys/class/fpga_manager/fpga0/firmware")).isEmpty();
  }

  @Test
  void aLinuxThatCannotProgramSaysSo() throws IOException {
    fake.pynqZ1();
    Bitstream bitstream = bitstream("7z020clg400");
    assertThatThrownBy(() -> BoardDevice.open(settings.withBitstream(bitstream)))
        .isInstanceOf(AcceleratorException.class)
        .hasMessage(
            "this Linux cannot program the FPGA: neither /sys/class/fpga_manager/fpga0"
                + " nor /dev/xdevcfg exists; use a PYNQ image");
  }

  @Test
  void aBoardWithoutMemoryToShareIsToldSo() throws IOException {
    fake.pynqZ1();
    assertThatThrownBy(() -> BoardDevice.open(settings))
        .isInstanceOf(AcceleratorException.class)
        .hasMessageStartingWith("no memory that is shared with the accelerator");
  }

  private Bitstream bitstream(String part) throws IOException {
    return Bitstream.read(
        BitFile.write(folder.resolve("lfcW1A1-board.bit"), part, new byte[] {1, 2, 3, 4}));
  }
}

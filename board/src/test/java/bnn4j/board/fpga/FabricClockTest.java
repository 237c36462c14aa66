package bnn4j.board.fpga;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import bnn4j.board.linux.DeviceFiles;
import bnn4j.board.linux.FakeTree;
import bnn4j.overlay.bitstream.Family;
import bnn4j.overlay.driver.AcceleratorException;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** The clock's registers in a file that stands for the physical memory. */
@EnabledOnOs(OS.LINUX)
class FabricClockTest {
  private static final long ZYNQ_CONTROL = 0xF800_0170L;
  private static final long ZYNQ_IO_PLL = 0xF800_0108L;
  private static final long ZYNQ_DDR_PLL = 0xF800_0104L;
  private static final long MP_CONTROL = 0xFF5E_00C0L;
  private static final long MP_IO_PLL = 0xFF5E_0020L;
  private static final long MP_R_PLL = 0xFF5E_0030L;

  @TempDir Path root;

  @Test
  void zynqDividesTheIoPllTo100MHz() throws IOException {
    // 50 MHz x 20 is divided by 8 x 1; source 0; some other bits are set.
    FakeTree fake =
        new FakeTree(root)
            .pynqZ1()
            .word("/dev/mem", ZYNQ_IO_PLL, 20 << 12 | 0x8)
            .word("/dev/mem", ZYNQ_CONTROL, 0x8000_0001 | 8 << 8 | 1 << 20);
    assertThat(clock(fake, Family.ZYNQ).set(100)).isEqualTo(100);
    assertThat(fake.word("/dev/mem", ZYNQ_CONTROL)).isEqualTo(0x8000_0001 | 10 << 8 | 1 << 20);
  }

  @Test
  void zynqTakesThePllThatIsChosen() throws IOException {
    // 50 MHz x 21 = 1050 MHz: 100 MHz cannot be made, 95.45 is the highest below.
    FakeTree fake =
        new FakeTree(root)
            .pynqZ1()
            .word("/dev/mem", ZYNQ_DDR_PLL, 21 << 12)
            .word("/dev/mem", ZYNQ_CONTROL, 3 << 4 | 63 << 8 | 63 << 20);
    assertThat(clock(fake, Family.ZYNQ).set(100)).isEqualTo(1050.0 / 11);
    assertThat(fake.word("/dev/mem", ZYNQ_CONTROL)).isEqualTo(3 << 4 | 11 << 8 | 1 << 20);
  }

  @Test
  void ultraScaleDividesTheIoPllTo300MHzAndOpensTheGate() throws IOException {
    // 33.333 MHz x 90 / 2 = 1500 MHz.
    FakeTree fake =
        new FakeTree(root)
            .ultra96()
            .word("/dev/mem", MP_IO_PLL, 90 << 8 | 1 << 16)
            .word("/dev/mem", MP_CONTROL, 15 << 8 | 1 << 16);
    assertThat(clock(fake, Family.ZYNQ_MP).set(300)).isCloseTo(300, within(0.01));
    assertThat(fake.word("/dev/mem", MP_CONTROL)).isEqualTo(1 << 24 | 5 << 8 | 1 << 16);
  }

  @Test
  void ultraScaleTakesTheRPllWhenThatIsChosen() throws IOException {
    FakeTree fake =
        new FakeTree(root)
            .ultra96()
            .word("/dev/mem", MP_R_PLL, 36 << 8)
            .word("/dev/mem", MP_CONTROL, 2);
    assertThat(clock(fake, Family.ZYNQ_MP).set(300)).isCloseTo(299.997, within(0.001));
    assertThat(fake.word("/dev/mem", MP_CONTROL)).isEqualTo(1 << 24 | 4 << 8 | 1 << 16 | 2);
  }

  @Test
  void largeProductsAreSplitBetweenTheDivisors() throws IOException {
    FakeTree fake =
        new FakeTree(root)
            .pynqZ1()
            .word("/dev/mem", ZYNQ_IO_PLL, 20 << 12)
            .word("/dev/mem", ZYNQ_CONTROL, 0);
    assertThat(clock(fake, Family.ZYNQ).set(10)).isEqualTo(10);
    assertThat(fake.word("/dev/mem", ZYNQ_CONTROL)).isEqualTo(50 << 8 | 2 << 20);
  }

  @Test
  void anUnknownSourceIsLeftAlone() throws IOException {
    FakeTree fake = new FakeTree(root).ultra96().word("/dev/mem", MP_CONTROL, 3);
    assertThatThrownBy(() -> clock(fake, Family.ZYNQ_MP).set(300))
        .isInstanceOf(AcceleratorException.class)
        .hasMessage(
            "the FPGA's clock has an unknown source (register 0xFF5E00C0, value"
                + " 0x00000003); set the clock yourself and use --clock 0");
    assertThat(fake.word("/dev/mem", MP_CONTROL)).isEqualTo(3);
  }

  @Test
  void aSourceThatStandsStillIsAnError() throws IOException {
    FakeTree fake = new FakeTree(root).pynqZ1();
    assertThatThrownBy(() -> clock(fake, Family.ZYNQ).set(100))
        .isInstanceOf(AcceleratorException.class)
        .hasMessage("the FPGA's clock cannot be 100.000 MHz: its source runs at 0.000 MHz");
  }

  @Test
  void aRegisterThatIsLockedIsFoundOut() throws IOException {
    FakeTree fake = new FakeTree(root).pynqZ1();
    FabricClock clock =
        new FabricClock(
            fake.tree(), (device, uncached) -> new LockedRegisters(20 << 12), Family.ZYNQ);
    assertThatThrownBy(() -> clock.set(100))
        .isInstanceOf(AcceleratorException.class)
        .hasMessage(
            "the FPGA's clock cannot be set: wrote 0x00114A00 to register 0xF8000170, value"
                + " 0x00014000");
  }

  private static FabricClock clock(FakeTree fake, Family family) {
    return new FabricClock(fake.tree(), DeviceFiles.REAL, family);
  }
}

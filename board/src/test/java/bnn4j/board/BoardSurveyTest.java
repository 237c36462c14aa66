package bnn4j.board;

import static org.assertj.core.api.Assertions.assertThat;

import bnn4j.board.linux.FakeTree;
import bnn4j.foundation.Finding;
import bnn4j.overlay.driver.AcceleratorException;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class BoardSurveyTest {
  @TempDir Path root;
  private FakeTree fake;

  @BeforeEach
  void open() {
    fake = new FakeTree(root);
  }

  @Test
  void aMachineThatIsNoBoardHasOneFinding() {
    assertThat(BoardSurvey.of(fake.tree()))
        .containsExactly(
            Finding.missing(
                "board",
                "this machine has no Zynq-7000 or Zynq UltraScale+ chip",
                "run it on a PYNQ-Z1, PYNQ-Z2 or Ultra96"));
  }

  @Test
  @EnabledOnOs(OS.LINUX)
  void aBoardWithAllItTakesIsFine() throws IOException {
    fake.pynqZ1().fpgaManager("operating").udmabuf("u-dma-buf", "udmabuf0", 0x1E90_0000L, 0x8000);
    assertThat(BoardSurvey.of(fake.tree()))
        .containsExactly(
            Finding.fine("board", "Pynq-Z1, Zynq-7000"),
            Finding.fine("access", "devices can be opened"),
            Finding.fine("bitstream", "can be loaded by fpga_manager"),
            Finding.fine("registers", "through /dev/mem at 0x43C00000"),
            Finding.fine("buffers", "u-dma-buf: /sys/class/u-dma-buf has devices"));
  }

  @Test
  void whatABoardLacksIsSaidWithTheNextStep() throws IOException {
    fake.ultra96();
    assertThat(
            BoardSurvey.of(
                fake.tree(),
                (device, uncached) -> {
                  throw new AcceleratorException(device.getFileName() + ": no");
                }))
        .containsExactly(
            Finding.fine("board", "Avnet Ultra96 Rev1, Zynq UltraScale+"),
            Finding.missing("access", "mem: no", "run it as root, with sudo"),
            Finding.optional(
                "bitstream",
                "cannot be loaded: no fpga_manager, no /dev/xdevcfg",
                "use a PYNQ image, or program the FPGA with another tool"),
            Finding.fine("registers", "through /dev/mem at 0xA0000000"),
            Finding.missing(
                "buffers",
                "no memory that is shared with the FPGA",
                "load the u-dma-buf kernel module (insmod u-dma-buf.ko udmabuf0=0x4000000), or use"
                    + " a PYNQ image, which has libcma (2.3 to 2.6) or zocl (2.7 and newer)"));
  }

  @Test
  void aFindingIsALineAndItsNextStepAnother() {
    assertThat(Finding.fine("buffers", "of zocl").lines()).isEqualTo("ok buffers        of zocl");
    assertThat(Finding.optional("data", "none", "fetch it").lines().lines())
        .containsExactly("-- data           none", "                  -> fetch it");
    assertThat(Finding.missing("data", "none", "fetch it").lines()).startsWith("!! data");
  }
}

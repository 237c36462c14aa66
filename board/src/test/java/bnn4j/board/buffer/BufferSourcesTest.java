package bnn4j.board.buffer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import bnn4j.board.linux.FakeTree;
import bnn4j.overlay.driver.AcceleratorException;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BufferSourcesTest {
  @TempDir Path root;

  @Test
  void whatIsInstalledForThePurposeComesFirstThenWhatOnlyOldImagesHave() throws IOException {
    FakeTree fake = new FakeTree(root);
    assertThat(BufferSources.find(fake.tree())).isEmpty();

    fake.device("/dev/dri/renderD128", 0)
        .file("/sys/class/drm/renderD128/device/uevent", "DRIVER=zocl-drm\n");
    assertThat(BufferSources.find(fake.tree())).hasValue("zocl: it drives /dev/dri/renderD128");

    fake.file("/usr/lib/libcma.so", "");
    assertThat(BufferSources.find(fake.tree())).hasValue("zocl: it drives /dev/dri/renderD128");
    fake.device("/dev/xlnk", 0);
    assertThat(BufferSources.find(fake.tree()))
        .hasValue("libcma: there are /dev/xlnk and /usr/lib/libcma.so");

    fake.udmabuf("udmabuf", "udmabuf0", 0x1000_0000L, 0x1000);
    assertThat(BufferSources.find(fake.tree()))
        .hasValue("u-dma-buf: /sys/class/udmabuf has devices");
    assertThat(BufferSources.open(fake.tree(), new FakeZocl()).description())
        .isEqualTo("buffers of u-dma-buf (udmabuf0, 4 KiB)");
  }

  @Test
  void aLinuxWithoutAnyIsToldWhatToInstall() {
    FakeTree fake = new FakeTree(root);
    assertThatThrownBy(() -> BufferSources.open(fake.tree(), new FakeZocl()))
        .isInstanceOf(AcceleratorException.class)
        .hasMessage(
            "no memory that is shared with the accelerator: no /sys/class/u-dma-buf, no"
                + " /dev/xlnk with /usr/lib/libcma.so, no /dev/dri/renderD* of zocl; load the"
                + " u-dma-buf kernel module (insmod u-dma-buf.ko udmabuf0=0x4000000), or use a PYNQ"
                + " image, which has libcma (2.3 to 2.6) or zocl (2.7 and newer)");
  }
}

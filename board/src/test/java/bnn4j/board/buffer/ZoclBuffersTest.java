package bnn4j.board.buffer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import bnn4j.board.linux.FakeTree;
import bnn4j.overlay.driver.AcceleratorException;
import bnn4j.overlay.driver.DeviceBuffer;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ZoclBuffersTest {
  @TempDir Path root;
  private FakeZocl zocl;
  private FakeTree fake;

  @BeforeEach
  void load() throws IOException {
    zocl = new FakeZocl();
    fake =
        new FakeTree(root)
            .device("/dev/dri/card0", 0)
            .device("/dev/dri/renderD128", 0)
            .file("/sys/class/drm/renderD128/device/uevent", "DRIVER=xlnx-pl-disp\n")
            .device("/dev/dri/renderD129", 0)
            .file("/sys/class/drm/renderD129/device/uevent", "OF_NAME=zyxclmm\nDRIVER=zocl\n");
  }

  @Test
  void theRenderNodeOfZoclIsOpened() {
    try (BufferSource source = BufferSources.open(fake.tree(), zocl)) {
      assertThat(source.description()).isEqualTo("buffers of zocl (/dev/dri/renderD129)");
    }
    assertThat(zocl.calls).containsExactly("open renderD129", "close");
  }

  @Test
  void aBufferIsCreatedMappedSynchronizedAndGivenBack() {
    try (BufferSource source = BufferSources.open(fake.tree(), zocl)) {
      zocl.calls.clear();
      DeviceBuffer first = source.allocate(600);
      DeviceBuffer second = source.allocate(1);
      assertThat(zocl.sizes).containsEntry(0, 8192).containsEntry(8192, 4096);
      assertThat(first.physicalAddress()).isEqualTo(FakeZocl.ADDRESS);
      assertThat(second.physicalAddress()).isEqualTo(FakeZocl.ADDRESS + 8192);
      assertThat(first.words()).isEqualTo(600);
      first.write(598, new long[] {1, 2}, 0, 2);
      assertThat(zocl.memory.get(599 * 8)).isEqualTo((byte) 2);
      zocl.memory.put(8192, (byte) 77);
      long[] read = new long[1];
      second.read(0, read, 0, 1);
      assertThat(read).containsExactly(77);
      first.close();
      first.close();
      second.close();
      assertThat(zocl.calls)
          .containsExactly(
              "sync 0: direction 0, 16 bytes from 4784",
              "sync 8192: direction 1, 8 bytes from 0",
              "unmap 0",
              "unmap 8192");
      assertThat(zocl.sizes).isEmpty();
    }
  }

  @Test
  void memoryThatIsNotThereIsAnErrorThatSaysHowToGetMore() {
    try (BufferSource source = BufferSources.open(fake.tree(), zocl)) {
      assertThatThrownBy(() -> source.allocate(1 << 20))
          .isInstanceOf(AcceleratorException.class)
          .hasMessage(
              "buffers of zocl (/dev/dri/renderD129): no 8388608 contiguous bytes (Cannot allocate"
                  + " memory); boot with more contiguous memory, for example cma=128M on"
                  + " the kernel's command line");
      assertThatThrownBy(() -> source.allocate(Integer.MAX_VALUE))
          .isInstanceOf(AcceleratorException.class)
          .hasMessage(
              "buffers of zocl (/dev/dri/renderD129): 2147483647 words exceed the"
                  + " maximum size of a buffer");
    }
  }

  @Test
  void aDriverThatTellsNoAddressIsNotTrusted() {
    zocl.addressError = -FakeZocl.ADDRESS;
    try (BufferSource source = BufferSources.open(fake.tree(), zocl)) {
      assertThatThrownBy(() -> source.allocate(1))
          .isInstanceOf(AcceleratorException.class)
          .hasMessage(
              "buffers of zocl (/dev/dri/renderD129): requested 4096 bytes, got 4096 at"
                  + " address 0x0; this version of zocl is not supported");
      assertThat(zocl.sizes).isEmpty();
    }
  }
}

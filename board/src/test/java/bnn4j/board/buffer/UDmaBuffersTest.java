package bnn4j.board.buffer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import bnn4j.board.linux.DeviceFiles;
import bnn4j.board.linux.FakeTree;
import bnn4j.overlay.driver.AcceleratorException;
import bnn4j.overlay.driver.DeviceBuffer;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Buffers in a file that stands for the device's memory. */
@EnabledOnOs(OS.LINUX)
class UDmaBuffersTest {
  private static final String ATTRIBUTES = "/sys/class/u-dma-buf/udmabuf0";

  @TempDir Path root;

  @Test
  void buffersArePartsOfTheDevicesMemory() throws IOException {
    FakeTree fake = new FakeTree(root).udmabuf("u-dma-buf", "udmabuf0", 0x1E90_0000L, 0x4000);
    try (BufferSource source = open(fake);
        DeviceBuffer first = source.allocate(513);
        DeviceBuffer second = source.allocate(2)) {
      assertThat(source.description()).isEqualTo("buffers of u-dma-buf (udmabuf0, 16 KiB)");
      assertThat(first.physicalAddress()).isEqualTo(0x1E90_0000L);
      assertThat(first.words()).isEqualTo(513);
      assertThat(second.physicalAddress()).isEqualTo(0x1E90_2000L);
      second.write(1, new long[] {7, 8, 9}, 2, 1);
      assertThat(fake.word("/dev/udmabuf0", 0x2008)).isEqualTo(9);
      fake.word("/dev/udmabuf0", 0x2000, 44);
      long[] read = new long[4];
      second.read(0, read, 1, 2);
      assertThat(read).containsExactly(0, 44, 9, 0);
    }
  }

  @Test
  void eachCopySynchronizesTheCacheLinesThatItTouches() throws IOException {
    FakeTree fake = new FakeTree(root).udmabuf("u-dma-buf", "udmabuf0", 0x1E90_0000L, 0x4000);
    try (BufferSource source = open(fake);
        DeviceBuffer unused = source.allocate(1);
        DeviceBuffer buffer = source.allocate(100)) {
      assertThat(unused.words()).isEqualTo(1);
      buffer.write(7, new long[3], 0, 3);
      // Bytes 56 to 79 of the part at 0x1000: two lines, to the device, go.
      assertThat(fake.text(ATTRIBUTES + "/sync_for_device")).isEqualTo("0x0000100000000085");
      assertThat(fake.text(ATTRIBUTES + "/sync_for_cpu")).isEmpty();
      buffer.read(8, new long[1], 0, 1);
      // Bytes 64 to 71: one line, from the device, go.
      assertThat(fake.text(ATTRIBUTES + "/sync_for_cpu")).isEqualTo("0x0000104000000049");
    }
  }

  @Test
  void memoryThatIsFreedIsUsedAgain() throws IOException {
    FakeTree fake = new FakeTree(root).udmabuf("u-dma-buf", "udmabuf0", 0x1E90_0000L, 0x2000);
    try (BufferSource source = open(fake)) {
      for (int i = 0; i < 5; i++) {
        DeviceBuffer buffer = source.allocate(1024);
        assertThat(buffer.physicalAddress()).isEqualTo(0x1E90_0000L);
        buffer.close();
        buffer.close();
      }
    }
  }

  @Test
  void allDevicesAreUsedUnderTheOlderNameToo() throws IOException {
    FakeTree fake =
        new FakeTree(root)
            .udmabuf("udmabuf", "udmabuf0", 0x1000_0000L, 0x1000)
            .udmabuf("udmabuf", "udmabuf1", 0x2000_0000L, 0x3000);
    try (BufferSource source = open(fake);
        DeviceBuffer large = source.allocate(1024);
        DeviceBuffer small = source.allocate(1)) {
      assertThat(large.physicalAddress()).isEqualTo(0x2000_0000L);
      assertThat(small.physicalAddress()).isEqualTo(0x1000_0000L);
      large.write(1023, new long[] {5}, 0, 1);
      assertThat(fake.word("/dev/udmabuf1", 1023 * 8)).isEqualTo(5);
    }
  }

  @Test
  void memoryThatIsNotThereIsAnErrorThatSaysHowToGetMore() throws IOException {
    FakeTree fake = new FakeTree(root).udmabuf("u-dma-buf", "udmabuf0", 0x1000_0000L, 0x2000);
    try (BufferSource source = open(fake)) {
      String message =
          "buffers of u-dma-buf (udmabuf0, 8 KiB): no %d contiguous bytes are free; load"
              + " the module with more, for example: insmod u-dma-buf.ko udmabuf0=0x4000000";
      assertThatThrownBy(() -> source.allocate(1025))
          .isInstanceOf(AcceleratorException.class)
          .hasMessage(message, 8200);
      assertThatThrownBy(() -> source.allocate(Integer.MAX_VALUE))
          .isInstanceOf(AcceleratorException.class)
          .hasMessage(message, 17179869176L);
    }
  }

  @Test
  void aCopyOutsideOfTheBufferIsRefusedThoughThereIsMemory() throws IOException {
    FakeTree fake = new FakeTree(root).udmabuf("u-dma-buf", "udmabuf0", 0x1000_0000L, 0x4000);
    try (BufferSource source = open(fake);
        DeviceBuffer buffer = source.allocate(3)) {
      assertThatThrownBy(() -> buffer.write(2, new long[2], 0, 2))
          .isInstanceOf(IndexOutOfBoundsException.class);
      assertThatThrownBy(() -> buffer.read(0, new long[2], 0, 3))
          .isInstanceOf(IndexOutOfBoundsException.class);
    }
  }

  private static BufferSource open(FakeTree fake) {
    return BufferSources.open(fake.tree(), DeviceFiles.REAL);
  }
}

package bnn4j.board.buffer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import bnn4j.board.linux.DeviceFiles;
import bnn4j.board.linux.FakeTree;
import bnn4j.overlay.driver.AcceleratorException;
import bnn4j.overlay.driver.DeviceBuffer;
import com.sun.jna.Memory;
import com.sun.jna.NativeLong;
import com.sun.jna.Pointer;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class CmaBuffersTest {
  /** The library on ordinary memory, of which there are 1 MiB. */
  private static final class FakeCma implements CmaLibrary {
    private final List<Pointer> taken = new ArrayList<>();
    private Pointer none = Pointer.NULL;

    @Override
    public Pointer cma_alloc(int bytes, int cacheable) {
      assertThat(cacheable).isZero();
      if (bytes > 1 << 20) {
        return none;
      }
      taken.add(new Memory(bytes));
      return taken.get(taken.size() - 1);
    }

    @Override
    public NativeLong cma_get_phy_addr(Pointer memory) {
      return new NativeLong(0x1_7000_0000L + 0x1000L * taken.indexOf(memory));
    }

    @Override
    public void cma_free(Pointer memory) {
      assertThat(taken.remove(memory)).isTrue();
    }
  }

  @TempDir Path root;

  @Test
  void buffersAreAllocatedUncachedAndFreedOnce() {
    FakeCma library = new FakeCma();
    try (BufferSource source = new CmaBuffers(library)) {
      DeviceBuffer first = source.allocate(10);
      DeviceBuffer second = source.allocate(10);
      assertThat(second.physicalAddress()).isEqualTo(0x1_7000_1000L);
      first.write(9, new long[] {0x1122_3344_5566_7788L}, 0, 1);
      assertThat(library.taken.get(0).getInt(72)).isEqualTo(0x5566_7788);
      long[] read = new long[10];
      first.read(0, read, 0, 10);
      assertThat(read[9]).isEqualTo(0x1122_3344_5566_7788L);
      first.close();
      first.close();
      assertThat(library.taken).hasSize(1);
      second.close();
      assertThat(library.taken).isEmpty();
    }
  }

  @Test
  void memoryThatIsNotThereIsAnErrorHoweverTheLibrarySaysSo() {
    FakeCma library = new FakeCma();
    try (BufferSource source = new CmaBuffers(library)) {
      for (Pointer none : new Pointer[] {Pointer.NULL, Pointer.createConstant(-1)}) {
        library.none = none;
        assertThatThrownBy(() -> source.allocate(1 << 20))
            .isInstanceOf(AcceleratorException.class)
            .hasMessage(
                "libcma has no 8388608 contiguous bytes; stop other programs that use"
                    + " buffers (notebooks), or restart the board");
      }
      assertThatThrownBy(() -> source.allocate(Integer.MAX_VALUE))
          .isInstanceOf(AcceleratorException.class)
          .hasMessage("libcma: 2147483647 words exceed the maximum size of a buffer");
    }
  }

  @Test
  @EnabledOnOs(OS.LINUX)
  void aLibraryThatCannotBeLoadedSaysWhy() throws IOException {
    FakeTree fake =
        new FakeTree(root).device("/dev/xlnk", 0).file("/usr/lib/libcma.so", "no library");
    assertThatThrownBy(() -> BufferSources.open(fake.tree(), DeviceFiles.REAL))
        .isInstanceOf(AcceleratorException.class)
        .hasMessageStartingWith(
            "%s: cannot be loaded: ".formatted(fake.tree().at("/usr/lib/libcma.so")));
  }
}

package bnn4j.board.buffer;

import bnn4j.board.linux.MappedBytes;
import bnn4j.board.linux.MappedMemory;
import bnn4j.board.linux.SystemTree;
import bnn4j.overlay.driver.AcceleratorException;
import bnn4j.overlay.driver.DeviceBuffer;
import com.sun.jna.Native;
import com.sun.jna.Pointer;
import java.nio.file.Path;
import java.util.Optional;

/** Buffers of libcma over the xlnk kernel driver, on images up to 2.6; allocated uncached. */
final class CmaBuffers implements BufferSource {
  static final String LIBRARY = "/usr/lib/libcma.so";
  static final String DRIVER = "/dev/xlnk";

  private final CmaLibrary library;

  CmaBuffers(CmaLibrary library) {
    this.library = library;
  }

  /** Loads the library, if it and its driver are there. */
  static Optional<BufferSource> find(SystemTree tree) {
    return tree.has(DRIVER) && tree.has(LIBRARY)
        ? Optional.of(new CmaBuffers(load(tree.at(LIBRARY))))
        : Optional.empty();
  }

  private static CmaLibrary load(Path file) {
    try {
      return Native.load(file.toString(), CmaLibrary.class);
    } catch (LinkageError e) {
      throw new AcceleratorException("%s: cannot be loaded: %s".formatted(file, e.getMessage()), e);
    }
  }

  @Override
  public String description() {
    return "buffers of libcma";
  }

  @Override
  public DeviceBuffer allocate(int words) {
    if (words > Integer.MAX_VALUE / Long.BYTES) {
      throw new AcceleratorException(
          "libcma: %d words exceed the maximum size of a buffer".formatted(words));
    }
    int bytes = words * Long.BYTES;
    Pointer start = library.cma_alloc(bytes, 0);
    // The library means either by "none".
    if (start == null || (Pointer.nativeValue(start) & 1) != 0) {
      throw new AcceleratorException(
          ("libcma has no %d contiguous bytes; stop other programs that use buffers"
                  + " (notebooks), or restart the board")
              .formatted(bytes));
    }
    // An address of 32 bits comes as a negative number on a 32-bit machine.
    long address = library.cma_get_phy_addr(start).longValue();
    long physical =
        Native.LONG_SIZE == Integer.BYTES ? Integer.toUnsignedLong((int) address) : address;
    MappedMemory memory =
        new MappedBytes(start.getByteBuffer(0, bytes), () -> library.cma_free(start));
    return new SharedBuffer(memory, 0, physical, words, CacheCare.NONE, memory::close);
  }

  @Override
  public void close() {
    // The library has nothing to be closed.
  }
}

package bnn4j.foundation.fuzz;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/**
 * The memory of this process that the JVM does not count as objects: of image decoders, of zlib, of
 * direct buffers. At least so much: a part of the heap that was never used counts against it.
 */
final class ProcessMemory {
  private static final Path STATUS = Path.of("/proc/self/status");

  private final long atStart;
  private long mostCommitted;
  private volatile long most;

  /**
   * Counts from now on.
   *
   * @param peak the most memory that the process ever had, in bytes
   * @param heap the memory of its heap, in bytes
   */
  ProcessMemory(long peak, long heap) {
    atStart = Math.max(0, peak - heap);
    mostCommitted = heap;
  }

  /** The most memory that this process ever had, in bytes; 0 where the system does not tell. */
  static long peak() {
    if (!Files.isReadable(STATUS)) {
      return 0;
    }
    try (Stream<String> lines = Files.lines(STATUS)) {
      return lines
              .filter(line -> line.startsWith("VmHWM:"))
              .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
              .findFirst()
              .orElse(0)
          << 10;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Bytes outside the heap at the most, above those at the start. */
  long mostOutsideHeap() {
    return most;
  }

  /** Looks again; a peak stays in the system's books, so that no short one is missed. */
  synchronized void look(long peak, long heap) {
    mostCommitted = Math.max(mostCommitted, heap);
    most = peak - mostCommitted - atStart;
  }
}

package bnn4j.foundation.fuzz;

import bnn4j.foundation.Refusal;
import com.sun.management.ThreadMXBean;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;

/**
 * Reads what may be broken: it must be read or refused, in 10 seconds and with at most 512 MB of
 * objects made on the way.
 */
public final class Attempt {
  private static final int SECONDS = 10;
  private static final long MOST_BYTES = 512L << 20;

  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

  /** Daemons, so that one that hangs does not keep the JVM. */
  private static final ExecutorService READERS =
      Executors.newCachedThreadPool(
          task -> {
            Thread thread = new Thread(task, "attempt");
            thread.setDaemon(true);
            return thread;
          });

  private Attempt() {}

  /** A reader at work. */
  public interface Reading {
    /** Reads something. */
    void read() throws Exception;
  }

  /** A reader of files at work. */
  public interface FileReading {
    /** Reads a file. */
    void read(Path file) throws Exception;
  }

  /**
   * Has a reader read what is written to a file first. Where that goes wrong the file stays, to
   * become part of the corpus in {@code src/test/resources/fuzz}.
   *
   * @param file its folder is made
   * @return whether it refused
   * @throws AssertionError as {@link #refuses(Reading)}
   */
  public static boolean refuses(Path file, byte[] content, FileReading reading) {
    try {
      Files.createDirectories(file.getParent());
      Files.write(file, content);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    try {
      return refuses(() -> reading.read(file));
    } catch (AssertionError e) {
      Path kept = file.resolveSibling(Integer.toHexString(Arrays.hashCode(content)));
      try {
        Files.write(kept, content);
      } catch (IOException cannot) {
        e.addSuppressed(cannot);
      }
      throw new AssertionError("%s: %s".formatted(kept, e.getMessage()), e);
    }
  }

  /** The files of a corpus, {@code src/test/resources/fuzz/NAME}. */
  public static List<Path> corpus(String name) {
    try (Stream<Path> files = Files.list(Path.of("src/test/resources/fuzz", name))) {
      return files.sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Has a reader read.
   *
   * @return whether it refused
   * @throws AssertionError if it failed in any other way, or took too much
   */
  public static boolean refuses(Reading reading) {
    long[] allocated = new long[1];
    Future<?> attempt =
        READERS.submit(
            () -> {
              long before = THREADS.getCurrentThreadAllocatedBytes();
              try {
                reading.read();
              } finally {
                allocated[0] = THREADS.getCurrentThreadAllocatedBytes() - before;
              }
              return null;
            });
    boolean refused = false;
    try {
      attempt.get(SECONDS, TimeUnit.SECONDS);
    } catch (ExecutionException e) {
      if (!(e.getCause() instanceof Refusal)) {
        throw new AssertionError("neither read nor refused: " + e.getCause(), e.getCause());
      }
      refused = true;
    } catch (TimeoutException e) {
      attempt.cancel(true);
      throw new AssertionError("not done after %d seconds".formatted(SECONDS), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(e);
    }
    if (allocated[0] > MOST_BYTES) {
      throw new AssertionError("made objects of %d MB".formatted(allocated[0] >> 20));
    }
    return refused;
  }
}

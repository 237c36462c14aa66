package bnn4j.foundation.fuzz;

import bnn4j.foundation.Refusal;
import bnn4j.foundation.TreeDeletion;
import com.sun.management.ThreadMXBean;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Timer;
import java.util.TimerTask;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * Reads what may be broken: it must be read or refused, in 10 seconds of the processor, with at
 * most 512 MB of objects made on the way, without waiting for anything, and with at most 512 MB of
 * memory outside the heap.
 */
public final class Attempt {
  private static final int SECONDS = 10;

  /** Where a file stays that went wrong. */
  private static final Path KEPT = Path.of("target/fuzz/kept");

  private static final long MOST_BYTES = 512L << 20;

  /** After so much work a reader that heeds no interruption takes the JVM with it. */
  private static final int MOST_SECONDS = 60;

  private static final ProcessMemory MEMORY =
      new ProcessMemory(ProcessMemory.peak(), Runtime.getRuntime().totalMemory());

  /** How often the watch looks. */
  private static final int WATCH_MILLIS = 1000;

  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

  private static final Path SCRATCH = scratch();

  private static volatile Attempt current;

  // To hand each reading over to a thread of its own would cost more than most of them do.
  static {
    new Timer("watch", true)
        .schedule(
            new TimerTask() {
              @Override
              public void run() {
                watch();
              }
            },
            WATCH_MILLIS,
            WATCH_MILLIS);
  }

  private final Thread reader = Thread.currentThread();
  private final Runnable keep;

  /**
   * From the first look at it on: to ask for the processor's time takes as long as some readers.
   */
  private volatile Standstill standstill;

  private volatile long start;

  private Attempt(Runnable keep) {
    this.keep = keep;
  }

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
      write(file, content);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    try {
      return refuses(() -> reading.read(file), () -> keep(file, content));
    } catch (AssertionError e) {
      throw new AssertionError("%s: %s".formatted(keep(file, content), e.getMessage()), e);
    }
  }

  private static void write(Path file, byte[] content) throws IOException {
    try {
      Files.write(file, content);
    } catch (NoSuchFileException e) {
      Files.createDirectories(file.getParent());
      Files.write(file, content);
    }
  }

  private static Path scratch() {
    Path memory = Path.of("/dev/shm");
    if (!Files.isWritable(memory)) {
      return Path.of("target/fuzz");
    }
    Path own = memory.resolve("bnn4j-fuzz-" + ProcessHandle.current().pid());
    Runtime.getRuntime().addShutdownHook(new Thread(() -> delete(own)));
    return own;
  }

  private static void delete(Path folder) {
    try {
      TreeDeletion.delete(folder);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Path keep(Path file, byte[] content) {
    String hash = Integer.toHexString(Arrays.hashCode(content));
    Path kept = KEPT.resolve(file.getFileName() + "-" + hash);
    try {
      write(kept, content);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return kept;
  }

  /**
   * A folder for broken files, in memory where there is a disk of that kind: millions of small
   * files wear a real one out, and it is a hundred times as slow.
   */
  public static Path folder(String name) {
    return SCRATCH.resolve(name);
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
    return refuses(reading, () -> {});
  }

  private static boolean refuses(Reading reading, Runnable keep) {
    Attempt attempt = new Attempt(keep);
    current = attempt;
    long before = THREADS.getCurrentThreadAllocatedBytes();
    boolean refused = false;
    try {
      reading.read();
    } catch (Refusal e) {
      refused = true;
    } catch (Exception | StackOverflowError | OutOfMemoryError e) {
      throw new AssertionError("neither read nor refused: " + e, e);
    } finally {
      current = null;
      Thread.interrupted();
    }
    long allocated = THREADS.getCurrentThreadAllocatedBytes() - before;
    if (allocated > MOST_BYTES) {
      throw new AssertionError("made objects of %d MB".formatted(allocated >> 20));
    }
    if (attempt.seconds() > SECONDS) {
      throw new AssertionError("done after %d seconds".formatted(attempt.seconds()));
    }
    if (attempt.standstill != null && attempt.standstill.isReached()) {
      throw new AssertionError("waited for %d seconds".formatted(Standstill.MOST_TICKS));
    }
    long outside = MEMORY.mostOutsideHeap();
    if (outside > MOST_BYTES) {
      throw new AssertionError(
          "by now the process needed %d MB outside the heap".formatted(outside >> 20));
    }
    return refused;
  }

  /** Of the processor: on a busy machine the clock goes on while a reader waits for its turn. */
  private long seconds() {
    return standstill == null
        ? 0
        : TimeUnit.NANOSECONDS.toSeconds(THREADS.getThreadCpuTime(reader.getId()) - start);
  }

  private static void watch() {
    MEMORY.look(ProcessMemory.peak(), Runtime.getRuntime().totalMemory());
    Attempt attempt = current;
    if (attempt == null) {
      return;
    }
    long now = THREADS.getThreadCpuTime(attempt.reader.getId());
    if (attempt.standstill == null) {
      attempt.start = now;
      attempt.standstill = new Standstill(now);
      return;
    }
    attempt.standstill.tick(now);
    if (attempt.seconds() <= SECONDS && !attempt.standstill.isReached()) {
      return;
    }
    attempt.keep.run();
    attempt.reader.interrupt();
    if (attempt.seconds() > MOST_SECONDS || attempt.standstill.isHopeless()) {
      System.err.println("a reader works or waits for too long:");
      for (StackTraceElement frame : attempt.reader.getStackTrace()) {
        System.err.println("  at " + frame);
      }
      Runtime.getRuntime().halt(1);
    }
  }
}

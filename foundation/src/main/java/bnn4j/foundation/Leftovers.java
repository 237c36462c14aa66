package bnn4j.foundation;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * What must not outlive this process when Ctrl-C or a signal ends it in the midst of its work:
 * files and folders that are not whole yet, and programs that were started.
 */
public final class Leftovers {
  private static final int PATIENCE_SECONDS = 70;

  /** A folder into which somebody still writes is not deleted by the first attempt. */
  private static final int ATTEMPTS = 20;

  private static final int PAUSE_MILLIS = 50;

  private static final Set<Path> PATHS = ConcurrentHashMap.newKeySet();
  private static final Set<Process> PROGRAMS = ConcurrentHashMap.newKeySet();
  private static final Set<CountDownLatch> SAVING = ConcurrentHashMap.newKeySet();
  private static volatile boolean ending;

  static {
    try {
      Runtime.getRuntime().addShutdownHook(new Thread(Leftovers::remove, "leftovers"));
    } catch (IllegalStateException e) {
      // The process is ending already, and begins nothing but to save.
    }
  }

  private Leftovers() {}

  /** A file or folder that is deleted if the process ends before it is {@linkplain #done done}. */
  public static Path add(Path path) {
    if (ending) {
      awaitEnd();
    }
    PATHS.add(path.toAbsolutePath());
    return path;
  }

  /** Nothing more is begun. */
  private static void awaitEnd() {
    try {
      Thread.sleep(Long.MAX_VALUE);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** It is in its place, or deleted. */
  public static void done(Path path) {
    PATHS.remove(path.toAbsolutePath());
  }

  /** A program that is ended if the process ends before it is {@linkplain #done done}. */
  public static Process add(Process program) {
    PROGRAMS.add(program);
    return program;
  }

  /** It has ended, or need not. */
  public static void done(Process program) {
    PROGRAMS.remove(program);
  }

  /** Work that is saved when the process ends: nothing is deleted until it is. */
  public static void waitFor(CountDownLatch saved) {
    SAVING.removeIf(latch -> latch.getCount() == 0);
    SAVING.add(saved);
  }

  /** Whether the process is ending, and what fails now fails because of that. */
  public static boolean isEnding() {
    return ending;
  }

  private static void remove() {
    try {
      for (CountDownLatch saved : SAVING) {
        if (!saved.await(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
          return;
        }
      }
      ending = true;
      PROGRAMS.forEach(Process::destroyForcibly);
      // Whoever was about to write makes a folder once more, and then waits for the end.
      for (int attempt = 0; attempt < ATTEMPTS && deleteAny(); attempt++) {
        Thread.sleep(PAUSE_MILLIS);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Whether there was anything. */
  private static boolean deleteAny() {
    boolean found = false;
    for (Path path : PATHS) {
      if (Files.exists(path, LinkOption.NOFOLLOW_LINKS)) {
        found = true;
        try {
          TreeDeletion.delete(path);
        } catch (IOException e) {
          // Somebody still writes into it; the next attempt may do.
        }
      }
    }
    return found;
  }
}

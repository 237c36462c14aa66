package bnn4j.cli.console;

import bnn4j.foundation.Leftovers;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Handles Ctrl-C: requests the work to stop, and keeps the JVM running until the work has saved its
 * state and printed it.
 */
public final class Interruption implements AutoCloseable {
  /** Enough for the end of an epoch, when all validation images are run. */
  private static final int PATIENCE_SECONDS = 60;

  private final CountDownLatch done = new CountDownLatch(1);
  private final EndHook hook;

  /** From now until {@link #close}, Ctrl-C calls {@code stop} and waits for the close. */
  public Interruption(Runnable stop) {
    Leftovers.waitFor(done);
    hook = new EndHook("interruption", () -> saveWith(stop));
  }

  private void saveWith(Runnable stop) {
    stop.run();
    try {
      if (!done.await(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
        System.err.println("timed out; the last checkpoint is complete");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() {
    // If the JVM is shutting down already, it waits for this.
    hook.close();
    done.countDown();
  }
}

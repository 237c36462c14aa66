package bnn4j.cli.training;

import bnn4j.cli.console.EndHook;
import bnn4j.experiment.run.RunFolder;
import bnn4j.foundation.TreeDeletion;
import java.io.IOException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * A new run until its training can be stopped and saved. Ctrl-C before that leaves nothing behind:
 * a run without a checkpoint cannot be continued, and would be in the way of those that can.
 */
final class UnbegunRun implements AutoCloseable {
  private final RunFolder run;
  private final EndHook hook;
  private final AtomicBoolean over = new AtomicBoolean();

  /** From now until {@link #close}, the end of the JVM deletes the run. */
  UnbegunRun(RunFolder run) {
    this.run = run;
    this.hook = new EndHook("unbegun run", this::discard);
  }

  /** Deletes the run, unless its training has begun. */
  void discard() {
    if (over.getAndSet(true)) {
      return;
    }
    try {
      TreeDeletion.delete(run.path());
      deleteIfEmpty(run.path().toAbsolutePath().getParent());
      System.err.println("stopped before the first batch; the new run is removed");
    } catch (IOException e) {
      System.err.println("stopped before the first batch; " + run.path() + " can be deleted");
    }
  }

  /** The folder of all runs of that name, if this was the first. */
  private static void deleteIfEmpty(Path folder) throws IOException {
    try {
      Files.delete(folder);
    } catch (DirectoryNotEmptyException e) {
      // Other runs are in it.
    }
  }

  @Override
  public void close() {
    over.set(true);
    hook.close();
  }
}

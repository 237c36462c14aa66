package bnn4j.cli.training;

import bnn4j.cli.console.EndHook;

/**
 * A run between its last epoch and its end: model, set and report are made. All that Ctrl-C loses
 * there {@code --resume} makes again, so a line says so.
 */
final class UnfinishedRun implements AutoCloseable {
  private final EndHook hook =
      new EndHook(
          "unfinished run",
          () ->
              System.err.println(
                  "stopped after the last epoch; the same command with --resume finishes the run"));

  @Override
  public void close() {
    hook.close();
  }
}

package bnn4j.cli.training;

/**
 * A run between its last epoch and its end: model, set and report are made. All that Ctrl-C loses
 * there {@code --resume} makes again, so a line says so.
 */
final class UnfinishedRun implements AutoCloseable {
  private final Thread hook =
      new Thread(
          () ->
              System.err.println(
                  "stopped after the last epoch; the same command with --resume finishes the run"),
          "unfinished run");

  /** From now until {@link #close}, the end of the JVM prints the line. */
  UnfinishedRun() {
    Runtime.getRuntime().addShutdownHook(hook);
  }

  @Override
  public void close() {
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException e) {
      // The JVM is shutting down already.
    }
  }
}

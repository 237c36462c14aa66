package bnn4j.cli.console;

/** Something to be done if the JVM ends, by Ctrl-C or a signal, before this is closed. */
public final class EndHook implements AutoCloseable {
  private final Thread hook;

  /**
   * From now until {@link #close}, the end of the JVM runs it.
   *
   * @param name of the thread
   */
  public EndHook(String name, Runnable action) {
    hook = new Thread(action, name);
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

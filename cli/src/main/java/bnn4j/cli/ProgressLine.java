package bnn4j.cli;

import me.tongfei.progressbar.ConsoleProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;

/** A progress bar with rate and time left on a terminal; nothing in a file or pipe. */
final class ProgressLine implements AutoCloseable {
  /** The launchers know; the JVM's own answer differs from version to version. */
  private static final boolean TERMINAL = Boolean.getBoolean("bnn4j.terminal");

  private final ProgressBar bar;

  /**
   * Starts one.
   *
   * @param task what is being done
   * @param unit what is counted, with a leading space
   * @param total how many
   */
  ProgressLine(String task, String unit, long total) {
    bar = TERMINAL ? bar(task, unit, total) : null;
  }

  private static ProgressBar bar(String task, String unit, long total) {
    return new ProgressBarBuilder()
        .setTaskName(task)
        .setUnit(unit, 1)
        .setInitialMax(total)
        .setStyle(ProgressBarStyle.ASCII)
        .setUpdateIntervalMillis(200)
        .showSpeed()
        .clearDisplayOnFinish()
        .setConsumer(new ConsoleProgressBarConsumer(System.err))
        .build();
  }

  void show(long done) {
    if (bar != null) {
      bar.stepTo(done);
    }
  }

  @Override
  public void close() {
    if (bar != null) {
      bar.close();
    }
  }
}

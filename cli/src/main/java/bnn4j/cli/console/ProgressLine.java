package bnn4j.cli.console;

import me.tongfei.progressbar.DelegatingProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;

/** A progress bar with rate and remaining time on a terminal; no output in a file or pipe. */
public final class ProgressLine implements AutoCloseable {
  /** The launchers know; the JVM's own answer differs from version to version. */
  private static final boolean TERMINAL = Boolean.getBoolean("bnn4j.terminal");

  /** Columns that every terminal has. */
  private static final int WIDTH = 79;

  private final ProgressBar bar;

  /**
   * Starts one.
   *
   * @param task what is being done
   * @param unit what is counted, with a leading space
   * @param total how many
   */
  public ProgressLine(String task, String unit, long total) {
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
        .setConsumer(new DelegatingProgressBarConsumer(ProgressLine::print, WIDTH))
        .build();
  }

  /**
   * Over what stands there. The library's own way asks a terminal driver, which throws once Ctrl-C
   * has begun to end the JVM, and then what was to be saved is lost.
   */
  private static void print(String line) {
    System.err.print("\r" + line);
    System.err.flush();
  }

  public void show(long done) {
    if (bar != null) {
      bar.stepTo(done);
    }
  }

  @Override
  public void close() {
    if (bar != null) {
      bar.close();
      print(" ".repeat(WIDTH) + "\r");
    }
  }
}

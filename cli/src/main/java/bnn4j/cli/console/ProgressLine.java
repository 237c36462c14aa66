package bnn4j.cli.console;

import me.tongfei.progressbar.DelegatingProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;

/** A progress bar with rate and remaining time on a terminal; no output in a file or pipe. */
public final class ProgressLine implements AutoCloseable {
  /** The launchers know; the JVM's own answer differs from version to version. */
  private static final boolean TERMINAL = Boolean.getBoolean("bnn4j.terminal");

  private static final int WIDEST = 79;

  /** The last column stays free: some terminals go on to the next line after it. */
  private static final int WIDTH = width(Integer.getInteger("bnn4j.columns", 0));

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
        .setConsumer(new DelegatingProgressBarConsumer(ProgressLine::print, WIDEST))
        .build();
  }

  /**
   * Over what stands there. The library's own way asks a terminal driver, which throws once Ctrl-C
   * has begun to end the JVM, and then what was to be saved is lost.
   */
  private static void print(String line) {
    System.err.print("\r" + line.substring(0, Math.min(line.length(), WIDTH)));
    System.err.flush();
  }

  /** A terminal that does not know its width says 0. */
  static int width(int columns) {
    return columns <= 0 ? WIDEST : Math.min(WIDEST, Math.max(1, columns - 1));
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
      System.err.print("\r" + " ".repeat(WIDTH) + "\r");
      System.err.flush();
    }
  }
}

package bnn4j.cli.datasets;

import bnn4j.cli.console.ProgressLine;
import bnn4j.datasets.fetch.ProgressListener;
import java.io.PrintWriter;

/** Shows the progress of downloads: one bar per file on a terminal, and notes as lines. */
final class DownloadProgress implements ProgressListener, AutoCloseable {
  private final PrintWriter err;
  private String file = "";
  private ProgressLine line;

  DownloadProgress(PrintWriter err) {
    this.err = err;
  }

  @Override
  public void progress(String name, long done, long total) {
    if (line == null || !name.equals(file)) {
      close();
      file = name;
      line = new ProgressLine(name, " bytes", total);
    }
    line.show(done);
  }

  @Override
  public void note(String text) {
    err.println(text);
  }

  @Override
  public void close() {
    if (line != null) {
      line.close();
      line = null;
    }
  }
}

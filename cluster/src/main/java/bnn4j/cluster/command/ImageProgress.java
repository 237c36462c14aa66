package bnn4j.cluster.command;

import bnn4j.cli.console.ProgressLine;
import bnn4j.cluster.input.Shard;
import bnn4j.cluster.spark.Progress;
import java.io.PrintWriter;
import java.util.List;

/** Shows the number of processed images: a bar on a terminal, else one line per tenth. */
final class ImageProgress implements Progress, AutoCloseable {
  private static final boolean TERMINAL = Boolean.getBoolean("bnn4j.terminal");

  private final String task;
  private final List<Shard> shards;
  private final long all;
  private final PrintWriter err;
  private final ProgressLine line;
  private long done;

  /** Begins. */
  ImageProgress(String task, List<Shard> shards, PrintWriter err) {
    this.task = task;
    this.shards = shards;
    this.all = shards.stream().mapToLong(Shard::images).sum();
    this.err = err;
    this.line = new ProgressLine(task, " images", all);
  }

  @Override
  public synchronized void done(int shard) {
    long before = done;
    done += shards.get(shard).images();
    line.show(done);
    if (!TERMINAL && 10 * done / all > 10 * before / all) {
      err.printf("%s: %d of %d images%n", task, done, all);
      err.flush();
    }
  }

  @Override
  public void close() {
    line.close();
  }
}

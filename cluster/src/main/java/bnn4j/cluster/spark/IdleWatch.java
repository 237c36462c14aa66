package bnn4j.cluster.spark;

import java.util.Timer;
import java.util.TimerTask;
import java.util.function.Consumer;
import org.apache.spark.SparkContext;

/** Reports when a cluster has work but no executor, which Spark itself does not report. */
final class IdleWatch implements AutoCloseable {
  private static final int LOOK_MILLIS = 5000;

  /** Executors that start in time need no words. */
  private static final int PATIENCE_MILLIS = 15_000;

  private final SparkContext context;
  private final Consumer<String> warnings;
  private final Timer timer = new Timer("watch for idleness", true);

  private int idleMillis;

  /** Begins to look. */
  IdleWatch(SparkContext context, Consumer<String> warnings) {
    this.context = context;
    this.warnings = warnings;
    TimerTask look =
        new TimerTask() {
          @Override
          public void run() {
            look();
          }
        };
    timer.schedule(look, LOOK_MILLIS, LOOK_MILLIS);
  }

  private void look() {
    if (context.isStopped()) {
      return;
    }
    // The driver counts as one.
    boolean idle =
        context.statusTracker().getActiveJobIds().length > 0
            && context.statusTracker().getExecutorInfos().length <= 1;
    idleMillis = idle ? idleMillis + LOOK_MILLIS : 0;
    if (idleMillis == PATIENCE_MILLIS) {
      warnings.accept(
          ("waiting: no worker of %s has accepted a task for %d s; check that workers"
                  + " are registered there, with a core and %s of memory free"
                  + " (spark.executor.memory)")
              .formatted(
                  context.master(),
                  PATIENCE_MILLIS / 1000,
                  context.conf().get("spark.executor.memory", "1g")));
    }
  }

  @Override
  public void close() {
    timer.cancel();
  }
}

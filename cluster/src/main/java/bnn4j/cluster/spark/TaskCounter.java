package bnn4j.cluster.spark;

import java.util.BitSet;
import org.apache.spark.scheduler.SparkListener;
import org.apache.spark.scheduler.SparkListenerTaskEnd;

/** Reports each completed task once, even if it ran several times. */
final class TaskCounter extends SparkListener {
  private final Progress progress;
  private final BitSet done = new BitSet();

  TaskCounter(Progress progress) {
    this.progress = progress;
  }

  @Override
  public void onTaskEnd(SparkListenerTaskEnd end) {
    int task = end.taskInfo().index();
    if (end.taskInfo().successful() && !done.get(task)) {
      done.set(task);
      progress.done(task);
    }
  }
}

package bnn4j.cluster.training;

import bnn4j.cluster.spark.Cluster;
import bnn4j.experiment.sweep.Trial;
import bnn4j.experiment.sweep.TrialPlace;
import bnn4j.experiment.sweep.TrialResult;
import bnn4j.foundation.Refusal;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * Trials on a cluster. Each trial is a job, so that its result is available at once. If a worker is
 * lost, its trial continues elsewhere from the checkpoint.
 */
public final class SparkTrials implements TrialPlace {
  private static final int LOOK_MILLIS = 100;

  private final Cluster cluster;
  private final Path data;
  private final Path sweep;
  private volatile boolean stopping;

  /**
   * A place.
   *
   * @param data folder of the datasets, which all workers see
   * @param sweep folder of the sweep, which all workers see
   */
  public SparkTrials(Cluster cluster, Path data, Path sweep) {
    this.cluster = cluster;
    this.data = data.toAbsolutePath();
    this.sweep = sweep.toAbsolutePath();
  }

  /** Asks, from any thread, to give up what runs; its checkpoints stay. */
  @Override
  public void stop() {
    stopping = true;
  }

  @Override
  public void run(List<Trial> trials, Consumer<TrialResult> done) {
    RunTrial task = new RunTrial(data.toString(), sweep.toString());
    List<Cluster.Running<TrialResult>> running = new ArrayList<>();
    List<Trial> left = new ArrayList<>(trials);
    left.forEach(trial -> running.add(cluster.begin(trial, task)));
    while (!left.isEmpty() && !stopping) {
      for (int i = 0; i < left.size(); ) {
        if (running.get(i).isDone()) {
          done.accept(result(left.remove(i), running.remove(i)));
        } else {
          i++;
        }
      }
      pause();
    }
    running.forEach(Cluster.Running::cancel);
  }

  private void pause() {
    try {
      Thread.sleep(LOOK_MILLIS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      stopping = true;
    }
  }

  /** What Spark itself gave up is this trial's failure: the others go on. */
  private static TrialResult result(Trial trial, Cluster.Running<TrialResult> running) {
    try {
      return running.result();
    } catch (Refusal e) {
      return TrialResult.failed(trial.number(), e.getMessage());
    }
  }
}

package bnn4j.cluster.training;

import bnn4j.cluster.spark.ShardFailure;
import bnn4j.experiment.run.SpecData;
import bnn4j.experiment.sweep.SweepFolder;
import bnn4j.experiment.sweep.Trial;
import bnn4j.experiment.sweep.TrialResult;
import bnn4j.experiment.sweep.TrialRun;
import java.nio.file.Path;
import org.apache.spark.api.java.function.Function;

/** Runs a trial on a worker. */
final class RunTrial implements Function<Trial, TrialResult> {
  private static final long serialVersionUID = 1;

  private final String data;
  private final String sweep;

  /**
   * A task.
   *
   * @param data folder of the datasets
   * @param sweep folder of the sweep
   */
  RunTrial(String data, String sweep) {
    this.data = data;
    this.sweep = sweep;
  }

  @Override
  public TrialResult call(Trial trial) {
    try {
      SpecData images = LoadedData.of(Path.of(data));
      TrialRun run = new TrialRun(images, new SweepFolder(Path.of(sweep)), warning -> {});
      return run.run(trial).orElseThrow();
    } catch (LinkageError e) {
      throw new ShardFailure("trial %d".formatted(trial.number()), Dl4j.missing(e));
    }
  }
}

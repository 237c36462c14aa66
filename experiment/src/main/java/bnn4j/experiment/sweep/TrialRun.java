package bnn4j.experiment.sweep;

import bnn4j.datasets.Dataset;
import bnn4j.experiment.report.MetricsCsv;
import bnn4j.experiment.run.RunFolder;
import bnn4j.experiment.run.RunLock;
import bnn4j.experiment.run.SpecData;
import bnn4j.experiment.run.TrainingPlan;
import bnn4j.experiment.spec.TrainingSpec;
import bnn4j.foundation.Refusal;
import bnn4j.trainer.loop.Checkpoints;
import bnn4j.trainer.loop.EpochMetrics;
import bnn4j.trainer.loop.Trainer;
import bnn4j.trainer.loop.TrainingListener;
import bnn4j.trainer.loop.TrainingState;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Consumer;

/**
 * Runs trials on the calling thread, one after the other. An interrupted trial continues from its
 * checkpoint, a completed one is not run again, so a trial may be passed to any instance at any
 * time, but not to two at once.
 *
 * <p>A trial is trained on one thread: then its result does not depend on where and beside how many
 * others it ran. It never sees the test images.
 */
public final class TrialRun {
  private final SpecData data;
  private final SweepFolder folder;
  private final Consumer<String> warnings;
  private volatile boolean stopping;
  private volatile Trainer trainer;

  /**
   * A place for trials.
   *
   * @param data the images
   * @param folder of the sweep; on a cluster one that all machines share
   * @param warnings receives warnings
   */
  public TrialRun(SpecData data, SweepFolder folder, Consumer<String> warnings) {
    this.data = data;
    this.folder = folder;
    this.warnings = warnings;
  }

  /** Asks, from any thread, the present trial to save and end, and those after it not to begin. */
  public void stop() {
    stopping = true;
    Trainer present = trainer;
    if (present != null) {
      present.stop();
    }
  }

  /**
   * Runs a trial to its end.
   *
   * @return what came of it, a failure too; empty if it was stopped
   */
  public Optional<TrialResult> run(Trial trial) {
    try {
      Optional<TrialResult> before = folder.result(trial);
      return before.isPresent() || stopping ? before : train(trial);
    } catch (Refusal e) {
      return Optional.of(TrialResult.failed(trial.number(), e.getMessage()));
    } catch (IOException | RuntimeException | OutOfMemoryError e) {
      // Whatever it is, it is this trial's: the others go on.
      return Optional.of(TrialResult.failed(trial.number(), e.toString()));
    }
  }

  private Optional<TrialResult> train(Trial trial) throws IOException {
    TrainingSpec spec = trial.spec();
    Dataset dataset = data.of(spec);
    RunFolder run = begun(trial, spec, dataset.checksum());
    try (RunLock ignored = RunLock.of(run)) {
      return train(trial, run, TrainingPlan.resolved(spec, dataset));
    }
  }

  private Optional<TrialResult> train(Trial trial, RunFolder run, TrainingPlan plan)
      throws IOException {
    Checkpoints checkpoints = plan.checkpoints(run);
    trainer =
        new Trainer(
            plan.job(Optional.empty(), OptionalInt.of(1)),
            checkpoints,
            new Metrics(trial, new MetricsCsv(run.metricsFile())));
    if (stopping) {
      trainer.stop();
    }
    TrainingState state = trainer.run(Checkpoints.areIn(run.checkpointsFolder()));
    if (!trainer.isFinished(state)) {
      return Optional.empty();
    }
    TrialResult result = result(trial, state);
    folder.write(trial, result);
    // What could only go on from there; the best epoch stays.
    Files.deleteIfExists(checkpoints.latestFile());
    return Optional.of(result);
  }

  private RunFolder begun(Trial trial, TrainingSpec spec, String checksum) {
    RunFolder run = folder.run(trial);
    if (Files.exists(run.configFile())) {
      run.checkSame(spec, checksum);
    } else {
      run.begin(spec, checksum, Optional.empty());
    }
    return run;
  }

  private static TrialResult result(Trial trial, TrainingState state) {
    EpochMetrics best = state.epochs().get(state.bestEpoch() - 1);
    return new TrialResult(
        trial.number(),
        null,
        state.epochsDone(),
        best.epoch(),
        best.validationAccuracy(),
        best.trainAccuracy(),
        best.loss(),
        state.seconds());
  }

  /** Keeps the table of epochs as {@code train} does. */
  private final class Metrics implements TrainingListener {
    private final Trial trial;
    private final MetricsCsv table;

    Metrics(Trial trial, MetricsCsv table) {
      this.trial = trial;
      this.table = table;
    }

    @Override
    public void warns(String text) {
      warnings.accept("trial %d: %s".formatted(trial.number(), text));
    }

    @Override
    public void begins(List<EpochMetrics> done, int epochs) {
      table.write(done);
    }

    @Override
    public void epochDone(EpochMetrics metrics, boolean best) {
      table.append(metrics);
    }
  }
}

package bnn4j.experiment.run;

import bnn4j.experiment.spec.ChainSpec;
import bnn4j.foundation.AtomicFile;
import bnn4j.foundation.Refusal;
import bnn4j.trainer.loop.Checkpoints;
import bnn4j.trainer.loop.EpochMetrics;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * The folder of a chain of trainings: the run folder of the last stage with the config of the
 * chain, and the earlier stages in {@code stages/1}, {@code stages/2} …
 *
 * @param run the folder of the last stage
 * @param stages how many there are
 */
public record ChainFolder(RunFolder run, int stages) {
  /**
   * Makes the folder of a new chain.
   *
   * @param runs folder of all runs
   * @param checksum of the last stage's dataset
   * @throws Refusal if it cannot be made
   */
  public static ChainFolder create(Path runs, ChainSpec chain, String checksum) {
    RunFolder run = RunFolder.create(runs, chain.last(), checksum, Optional.empty());
    AtomicFile.write(run.configFile(), chain.toYaml());
    return new ChainFolder(run, chain.stages().size());
  }

  /** The newest chain of that name with a checkpoint to go on from. */
  public static Optional<ChainFolder> newest(Path runs, ChainSpec chain) {
    return RunFolder.called(runs, chain.last().name())
        .map(run -> new ChainFolder(run, chain.stages().size()))
        .filter(ChainFolder::hasCheckpoints)
        .max(Comparator.comparing(folder -> folder.run().path(), RunFolder.BY_TIME));
  }

  private boolean hasCheckpoints() {
    for (int stage = 0; stage < stages; stage++) {
      if (Checkpoints.areIn(stage(stage).checkpointsFolder())) {
        return true;
      }
    }
    return false;
  }

  /**
   * The run of a stage.
   *
   * @param index from 0
   */
  public RunFolder stage(int index) {
    return index == stages - 1
        ? run
        : new RunFolder(run.path().resolve("stages").resolve(Integer.toString(index + 1)));
  }

  /** Whether a stage has begun; then those before it are over. */
  public boolean isBegun(int index) {
    RunFolder stage = stage(index);
    return Files.exists(index == stages - 1 ? stage.startFile() : stage.configFile());
  }

  /**
   * Checks that the chain began with this config and this data.
   *
   * @param checksum of the last stage's dataset
   * @throws Refusal showing what differs
   */
  public void checkSame(ChainSpec chain, String checksum) {
    ChainSpec began = ChainSpec.read(run.configFile(), List.of(), List.of());
    if (began.stages().size() != chain.stages().size()) {
      throw new Refusal(
          "%s started with %d stages, but the config has %d; undo the change, or start again"
                  .formatted(run.path(), began.stages().size(), chain.stages().size())
              + " without --resume");
    }
    for (int i = 0; i < stages; i++) {
      run.checkSame("stage %d: ".formatted(i + 1), began.stages().get(i), chain.stages().get(i));
    }
    run.checkImages(chain.last(), checksum);
  }

  /**
   * Notes what a stage is to be.
   *
   * @param from the stage before it; none for the first
   */
  public void begin(ChainSpec chain, int index, String checksum, Optional<StartingModel> from) {
    RunFolder stage = stage(index);
    if (index == stages - 1) {
      stage.begun(from.orElseThrow().start());
    } else {
      stage.begin(chain.stages().get(index), checksum, from.map(StartingModel::start));
    }
  }

  /**
   * The epochs of all stages, one after the other, counted through.
   *
   * @param ofStages of each stage
   */
  public static List<EpochMetrics> joined(List<List<EpochMetrics>> ofStages) {
    List<EpochMetrics> all = new ArrayList<>();
    for (List<EpochMetrics> epochs : ofStages) {
      for (EpochMetrics e : epochs) {
        all.add(
            new EpochMetrics(
                all.size() + 1,
                e.loss(),
                e.trainAccuracy(),
                e.validationAccuracy(),
                e.learningRate(),
                e.samplesPerSecond(),
                e.seconds()));
      }
    }
    return all;
  }
}

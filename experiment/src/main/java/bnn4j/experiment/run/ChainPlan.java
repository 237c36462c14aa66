package bnn4j.experiment.run;

import bnn4j.experiment.report.RunReport;
import bnn4j.experiment.spec.ChainSpec;
import bnn4j.experiment.spec.TrainingSpec;
import bnn4j.foundation.Refusal;
import bnn4j.trainer.loop.EpochMetrics;
import bnn4j.trainer.loop.TrainingState;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * A chain of trainings with loaded images: one after the other, each from the best epoch of the one
 * before. The test images are read once, at the end.
 *
 * @param chain with the number of validation images that there are
 * @param data the images
 */
public record ChainPlan(ChainSpec chain, SpecData data) {
  /**
   * The plan of a chain.
   *
   * @param saysValidation whether whoever wrote the config says how many images to hold back
   * @throws Refusal if the images are not for a network
   */
  public static ChainPlan of(ChainSpec asked, boolean saysValidation, SpecData data) {
    return new ChainPlan(asked.with(stage -> checked(stage, saysValidation, data)), data);
  }

  private static TrainingSpec checked(TrainingSpec stage, boolean saysValidation, SpecData data) {
    TrainingPlan plan = TrainingPlan.of(stage, saysValidation, data.of(stage));
    // What the trainer refuses of it.
    plan.check();
    return plan.spec();
  }

  /** Number of stages. */
  public int stages() {
    return chain.stages().size();
  }

  /**
   * The plan of a stage.
   *
   * @param index from 0
   */
  public TrainingPlan stage(int index) {
    TrainingSpec stage = chain.stages().get(index);
    return TrainingPlan.resolved(stage, data.of(stage));
  }

  /**
   * The model that the first stage begins with.
   *
   * @param named as for {@link StartingModel#read}
   * @param warn receives a warning if it was selected on other validation images
   * @throws Refusal if it is none, or of another network
   */
  public StartingModel startingModel(Path named, Consumer<String> warn) throws IOException {
    StartingModel start = StartingModel.read(named, chain.stages().get(0).target());
    for (TrainingSpec stage : chain.stages()) {
      start.checkHeldBack(stage, data.of(stage).checksum()).ifPresent(warn);
    }
    return start;
  }

  /**
   * The model that a stage begins with: after the first the best epoch of the stage before.
   *
   * @param first the model that the first stage begins with, if not with random weights
   */
  public Optional<StartingModel> start(ChainFolder folder, int index, Optional<StartingModel> first)
      throws IOException {
    if (index == 0) {
      return first.isPresent() || !folder.isBegun(0) ? first : stage(0).teacher(folder.stage(0));
    }
    TrainingPlan before = stage(index - 1);
    Path best = before.checkpoints(folder.stage(index - 1)).bestFile();
    return Optional.of(StartingModel.read(best, before.spec().target()));
  }

  /**
   * Makes the folder of a new chain.
   *
   * @param first the model that the first stage begins with, if not with random weights
   * @throws Refusal if the first stage is to learn from a model, and there is none
   */
  public ChainFolder newRun(Path runs, Optional<StartingModel> first) {
    stage(0).checkTeacher(first.isPresent());
    return ChainFolder.create(runs, chain, checksum());
  }

  /**
   * The chain to go on with.
   *
   * @throws Refusal if there is none, or it began otherwise
   */
  public ChainFolder newestRun(Path runs) {
    ChainFolder folder =
        ChainFolder.newest(runs, chain)
            .orElseThrow(
                () ->
                    new Refusal(
                        "no run of %s with a checkpoint in %s; start one without --resume"
                            .formatted(chain.last().name(), runs)));
    folder.checkSame(chain, checksum());
    return folder;
  }

  private String checksum() {
    return data.of(chain.last()).checksum();
  }

  /**
   * Notes that a stage begins, unless it has.
   *
   * @param start the model that it begins with
   */
  public void begin(ChainFolder folder, int index, Optional<StartingModel> start) {
    if (!folder.isBegun(index)) {
      folder.begin(chain, index, data.of(chain.stages().get(index)).checksum(), start);
      if (index == 0) {
        stage(0).keepTeacher(folder.stage(0), start);
      }
    }
  }

  /**
   * Writes model, parameter set, card and report of a chain that is over.
   *
   * @param state of the last stage
   * @param epochs of all stages
   * @param seconds of all stages
   * @throws Refusal if they cannot be written; the trainings are saved then
   */
  public CompletedRun complete(
      ChainFolder folder, TrainingState state, List<List<EpochMetrics>> epochs, double seconds) {
    RunFolder run = folder.run();
    String config = chain.toYaml();
    try {
      CompletedRun completed = CompletedRun.complete(stage(stages() - 1), run, state, config);
      RunReport.write(
          completed
              .summary()
              .ofChain(ChainFolder.joined(epochs), config, Duration.ofSeconds(Math.round(seconds))),
          run.reportFile());
      return completed;
    } catch (IOException | Refusal e) {
      throw TrainingPlan.notWritten(run, e);
    }
  }
}

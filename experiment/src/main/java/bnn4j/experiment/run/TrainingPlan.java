package bnn4j.experiment.run;

import bnn4j.datasets.ClassCounts;
import bnn4j.datasets.Dataset;
import bnn4j.datasets.Part;
import bnn4j.datasets.Split;
import bnn4j.datasets.transform.InputCheck;
import bnn4j.experiment.report.RunReport;
import bnn4j.experiment.spec.TrainingSpec;
import bnn4j.foundation.Numbers;
import bnn4j.foundation.Refusal;
import bnn4j.trainer.loop.Checkpoints;
import bnn4j.trainer.loop.TrainingJob;
import bnn4j.trainer.loop.TrainingState;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Consumer;

/**
 * A training with loaded images. All checks are done before it exists.
 *
 * @param spec with the number of validation images that there are
 * @param dataset whose images it learns from and is examined on
 * @param split the images to learn from, and those to choose the best epoch by
 */
public record TrainingPlan(TrainingSpec spec, Dataset dataset, Split split) {
  /**
   * The plan of a spec.
   *
   * @param saysValidation whether whoever wrote the config says how many images to hold back
   * @throws Refusal if the images are not for the network
   */
  public static TrainingPlan of(TrainingSpec asked, boolean saysValidation, Dataset dataset) {
    asked.checkAgainst(dataset.shape(), dataset.classNames());
    return resolved(SpecData.withValidation(asked, saysValidation, dataset), dataset);
  }

  /** The plan of a spec that says how many images to hold back. */
  public static TrainingPlan resolved(TrainingSpec spec, Dataset dataset) {
    return new TrainingPlan(spec, dataset, Split.of(dataset, spec.validation(), spec.seed()));
  }

  /** How many images of each class there are, as a table. */
  public String classCounts() {
    return new ClassCounts(dataset.name(), dataset.classNames())
        .add(Part.TRAINING, split.training())
        .add(Part.VALIDATION, split.validation())
        .add(Part.TEST, dataset.test())
        .text();
  }

  /** What is odd about the images that the network sees. */
  public Optional<String> inputWarning() {
    return InputCheck.warning(
        split.training(), spec.input(), spec.target().network().input().isBinary());
  }

  /**
   * The model to begin with.
   *
   * @param named as for {@link StartingModel#read}
   * @param warn receives a warning if it was selected on other validation images
   * @throws Refusal if it is none, or of another network
   */
  public StartingModel startingModel(Path named, Consumer<String> warn) throws IOException {
    StartingModel start = StartingModel.read(named, spec.target());
    start.checkHeldBack(spec, dataset.checksum()).ifPresent(warn);
    return start;
  }

  /**
   * What the trainer is told.
   *
   * @param start the model to begin with, if not with random weights; a run that goes on needs it
   *     only to learn from
   * @param threads that share each batch; as many as are of use if empty
   */
  public TrainingJob job(Optional<StartingModel> start, OptionalInt threads) {
    checkTeacher(start.isPresent());
    return jobOf(start, threads);
  }

  /**
   * Checks that there is a teacher if the spec asks for one.
   *
   * @param found whether there is
   * @throws Refusal if there is none
   */
  void checkTeacher(boolean found) {
    if (spec.distillation().enabled() && !found) {
      throw new Refusal(
          "distillation.weight: %s requires a model to learn from; name it with --start-from, or set"
                  .formatted(Numbers.text(spec.distillation().weight()))
              + " weight to 0");
    }
  }

  /**
   * Checks what the trainer refuses.
   *
   * @throws Refusal if it does
   */
  public void check() {
    jobOf(Optional.empty(), OptionalInt.of(1));
  }

  private TrainingJob jobOf(Optional<StartingModel> start, OptionalInt threads) {
    return SpecJob.of(
        spec,
        split.training(),
        split.validation(),
        start,
        threads.orElseGet(() -> TrainingJob.usefulThreads(spec.settings())));
  }

  /** Makes the folder of a new run. */
  public RunFolder newRun(Path runs, Optional<StartingModel> start) {
    RunFolder run =
        RunFolder.create(runs, spec, dataset.checksum(), start.map(StartingModel::start));
    keepTeacher(run, start);
    return run;
  }

  /** A run that goes on must find its teacher, wherever it came from. */
  void keepTeacher(RunFolder run, Optional<StartingModel> start) {
    if (spec.distillation().enabled()) {
      start.ifPresent(new TeacherCopy(run)::keep);
    }
  }

  /**
   * The model that a run that goes on learns from, if it learns from one.
   *
   * @throws Refusal if it is not there any more
   */
  public Optional<StartingModel> teacher(RunFolder run) throws IOException {
    return spec.distillation().enabled()
        ? Optional.of(StartingModel.read(new TeacherCopy(run).path(), spec.target()))
        : Optional.empty();
  }

  /**
   * The run to go on with.
   *
   * @param startFrom the model that it must have begun with, if one is named
   * @throws Refusal if there is none, or it began otherwise
   */
  public RunFolder newestRun(Path runs, Optional<Path> startFrom) throws IOException {
    RunFolder run =
        RunFolder.newest(runs, spec.name())
            .orElseThrow(
                () ->
                    new Refusal(
                        "no run of %s with a checkpoint in %s; start one without --resume"
                            .formatted(spec.name(), runs)));
    run.checkSame(spec, dataset.checksum());
    if (startFrom.isPresent()) {
      StartingModel.checkSame(run, startFrom.get());
    }
    return run;
  }

  /** Where a run keeps its checkpoints. */
  public Checkpoints checkpoints(RunFolder run) {
    return new Checkpoints(run.checkpointsFolder(), spec.checkpoints());
  }

  /**
   * Writes model, parameter set, card and report of a training that is over.
   *
   * @throws Refusal if they cannot be written; the training is saved then
   */
  public CompletedRun complete(RunFolder run, TrainingState state) {
    try {
      CompletedRun completed = CompletedRun.complete(this, run, state, spec.toYaml());
      RunReport.write(completed.summary(), run.reportFile());
      return completed;
    } catch (IOException | Refusal e) {
      throw notWritten(run, e);
    }
  }

  /** What is said of results that cannot be written. */
  static Refusal notWritten(RunFolder run, Exception cause) {
    return new Refusal(
        "%s: results cannot be written (%s); training is complete and saved; free space or correct the permissions and continue with --resume"
            .formatted(run.path(), cause.getMessage()),
        cause);
  }
}

package bnn4j.cli.training;

import bnn4j.cli.console.Interruption;
import bnn4j.cli.option.Count;
import bnn4j.cli.option.DataOption;
import bnn4j.cli.option.Home;
import bnn4j.datasets.ClassCounts;
import bnn4j.datasets.Dataset;
import bnn4j.datasets.LabeledImages;
import bnn4j.datasets.Part;
import bnn4j.datasets.Reading;
import bnn4j.datasets.Split;
import bnn4j.datasets.transform.InputCheck;
import bnn4j.experiment.report.RunReport;
import bnn4j.experiment.run.CompletedRun;
import bnn4j.experiment.run.RunFolder;
import bnn4j.experiment.run.SpecJob;
import bnn4j.experiment.run.StartingModel;
import bnn4j.experiment.spec.ChainSpec;
import bnn4j.experiment.spec.TrainingSpec;
import bnn4j.foundation.Refusal;
import bnn4j.trainer.averaging.Rounds;
import bnn4j.trainer.loop.Checkpoint;
import bnn4j.trainer.loop.Checkpoints;
import bnn4j.trainer.loop.Trainer;
import bnn4j.trainer.loop.TrainingJob;
import bnn4j.trainer.loop.TrainingState;
import bnn4j.trainer.model.StartingWeights;
import bnn4j.trainer.settings.Averaging;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code train --config FILE}. */
@Command(
    name = "train",
    description =
        "Trains a binarized network, exports it as a parameter set, and measures the accuracy of"
            + " both on the test set. Ctrl-C saves a checkpoint and stops; --resume continues.",
    footerHeading = "%nExamples:%n",
    footer = {
      "  bnn4j train --config digits-lfc.yaml",
      "  bnn4j train --config cifar-cnv --set epochs=10 --set dropout.hidden=0.1"
    },
    exitCodeList = {
      "0:success",
      "1:the exported set is below the config's floor",
      "2:wrong usage or input",
      "130:interrupted with Ctrl-C; a checkpoint is saved"
    })
public class TrainCommand implements Callable<Integer> {
  /** What shells report for a process that Ctrl-C ended. */
  static final int INTERRUPTED = 130;

  @Option(
      names = "--config",
      paramLabel = "FILE",
      required = true,
      description = "Config file (YAML): a path, or a name in configs/.")
  private String config;

  @Option(
      names = "--out",
      paramLabel = "DIR",
      defaultValue = "runs",
      description =
          "Folder for run folders; a run is written to DIR/<name>/<time>/ (default:"
              + " ${DEFAULT-VALUE}).")
  Path out;

  @Option(
      names = "--resume",
      description = "Continue the newest run of this config in --out from its last checkpoint.")
  boolean resume;

  @Option(
      names = "--start-from",
      paramLabel = "MODEL",
      description =
          "Initialize the weights from an earlier model: a model.zip, a run folder, a checkpoint,"
              + " or BNN-PYNQ's .npz. The layers must be equal; bit widths may differ. With other"
              + " classes, the last layer is initialized randomly.")
  Path startFrom;

  @Option(
      names = "--threads",
      paramLabel = "N",
      converter = Count.class,
      description =
          "Threads that share each batch (default: all cores, with at least 16 images per thread)."
              + " The number changes results only by rounding.")
  Integer threads;

  @Option(
      names = "--workers",
      paramLabel = "K",
      converter = Count.class,
      description =
          "Networks that learn apart and are averaged, short for --set averaging.workers=K; default"
              + " the config's, else 1.")
  private Integer workers;

  @Option(
      names = "--average-every",
      paramLabel = "N",
      converter = Count.class,
      description =
          "Batches of each from one averaging to the next, short for --set averaging.every=N.")
  private Integer averageEvery;

  @Option(
      names = "--set",
      paramLabel = "key=value",
      description =
          "Override a key of the config, for example epochs=5 or dropout.hidden=0.3. May be"
              + " repeated.")
  private List<String> settings = List.of();

  @Mixin private DataOption data;
  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws IOException {
    PrintWriter print = spec.commandLine().getOut();
    Path file = TrainingSpec.find(config, Home.configs());
    ChainSpec chain = ChainSpec.read(file, settings(), Home.overlays());
    if (chain.isChain()) {
      return new ChainTraining(this, spec, data).run(chain, file);
    }
    TrainingSpec asked = chain.last();
    Reading reading =
        asked.pictures().reading(DataOption.warnings(spec)).withFit(asked.input().fit());
    Dataset dataset = data.open(asked.dataset(), reading, asked.inputShape());
    asked.checkAgainst(dataset.shape(), dataset.classNames());
    TrainingSpec training = withValidation(asked, file, dataset);
    String checksum = dataset.checksum();
    Optional<RunFolder> begun =
        resume ? Optional.of(newestRun(training, checksum)) : Optional.empty();
    Optional<StartingModel> start = start(training, checksum);
    Optional<StartingWeights> weights = start.map(m -> m.weights(training, dataset.classNames()));
    Split split = Split.of(dataset, training.validation(), training.seed());
    print.print(
        new ClassCounts(dataset.name(), dataset.classNames())
            .add(Part.TRAINING, split.training())
            .add(Part.VALIDATION, split.validation())
            .add(Part.TEST, dataset.test())
            .text());
    InputCheck.warning(
            split.training(), training.input(), training.target().network().input().isBinary())
        .ifPresent(DataOption.warnings(spec));
    TrainingJob job =
        SpecJob.of(
            training,
            split.training(),
            split.validation(),
            weights,
            threads == null ? TrainingJob.usefulThreads(training.settings()) : threads);
    Optional<Rounds> rounds = rounds(training, data.directory().root());
    // Nothing is refused from here on that was known before: a run is not made for it.
    RunFolder run =
        begun.orElseGet(
            () -> RunFolder.create(out, training, checksum, start.map(StartingModel::start)));
    print.println(banner(training, job));
    print.printf("run %s%n", run.path());
    run.start().ifPresent(model -> print.printf("started from %s%n", model.description()));
    start.flatMap(m -> m.otherInput(training.input())).ifPresent(print::println);
    start.flatMap(m -> m.otherClasses(dataset.classNames())).ifPresent(print::println);

    Checkpoints checkpoints = new Checkpoints(run.checkpointsFolder(), training.checkpoints());
    TrainingState state = train(job, rounds, run, checkpoints, resume, print);
    if (state == null) {
      return INTERRUPTED;
    }
    CompletedRun completed = complete(training, state, checkpoints, dataset, run);
    print(completed, run, training, print);
    return completed.reachesFloor() ? 0 : 1;
  }

  /** Those of {@code --set}, and of the options that are short for some. */
  private List<String> settings() {
    List<String> all = new ArrayList<>(settings);
    if (workers != null) {
      all.add("averaging.workers=" + workers);
    }
    if (averageEvery != null) {
      all.add("averaging.every=" + averageEvery);
    }
    return all;
  }

  /**
   * Where networks learn that are averaged: on threads of this JVM, unless a cluster does it.
   *
   * @param root folder of the data sets
   */
  protected Optional<Rounds> rounds(TrainingSpec training, Path root) {
    return Optional.empty();
  }

  /** What is about to happen, and the way out of it. */
  static String banner(TrainingSpec training, TrainingJob job) {
    long weights =
        training.target().network().layers().stream()
            .mapToLong(layer -> (long) layer.neurons() * layer.fanIn())
            .sum();
    return "%s: %d layers, %d weights; %d images, %d classes; %s; Ctrl-C saves and stops"
        .formatted(
            training.network(),
            training.target().network().layers().size(),
            weights,
            job.training().size(),
            job.training().classNames().size(),
            workers(training) + (job.threads() == 1 ? "1 thread" : job.threads() + " threads"));
  }

  private static String workers(TrainingSpec training) {
    Averaging averaging = training.averaging();
    return averaging.enabled()
        ? "%d workers, averaged every %d batches, on "
            .formatted(averaging.workers(), averaging.every())
        : "";
  }

  /** With as many validation images as the data set has of its own, or as suit its size. */
  TrainingSpec withValidation(TrainingSpec asked, Path file, Dataset dataset) {
    Optional<LabeledImages> own = dataset.validation();
    if (own.isPresent()) {
      return asked.withValidation(own.get().size());
    }
    return TrainingSpec.saysValidation(file, settings())
        ? asked
        : asked.forImages(dataset.training().size());
  }

  private static CompletedRun complete(
      TrainingSpec training,
      TrainingState state,
      Checkpoints checkpoints,
      Dataset dataset,
      RunFolder run) {
    Checkpoint best = checkpoints.best();
    try {
      CompletedRun completed =
          CompletedRun.complete(
              training,
              state,
              best,
              dataset,
              run.start(),
              run.modelFile(),
              run.parametersFolder(training));
      RunReport.write(completed.summary(), run.reportFile());
      return completed;
    } catch (IOException | Refusal e) {
      throw new Refusal(
          ("%s: results cannot be written (%s); training is complete and saved; free space or"
                      + " correct the permissions and continue")
                  .formatted(run.path(), e.getMessage())
              + " with --resume",
          e);
    }
  }

  private RunFolder newestRun(TrainingSpec training, String checksum) throws IOException {
    RunFolder run =
        RunFolder.newest(out, training.name())
            .orElseThrow(
                () ->
                    new Refusal(
                        "no run of %s with a checkpoint in %s; start one without --resume"
                            .formatted(training.name(), out)));
    run.checkSame(training, checksum);
    if (startFrom != null) {
      StartingModel.checkSame(run, startFrom);
    }
    return run;
  }

  /** The model to begin with; a run that goes on has begun already. */
  private Optional<StartingModel> start(TrainingSpec training, String checksum) throws IOException {
    if (startFrom == null || resume) {
      return Optional.empty();
    }
    StartingModel start = StartingModel.read(startFrom, training.target());
    start.checkHeldBack(training, checksum).ifPresent(DataOption.warnings(spec));
    return Optional.of(start);
  }

  /** Trains until the end; null if interrupted before. */
  static TrainingState train(
      TrainingJob job,
      Optional<Rounds> rounds,
      RunFolder run,
      Checkpoints checkpoints,
      boolean goOn,
      PrintWriter print) {
    try (TrainingConsole console = new TrainingConsole(run, print)) {
      Trainer trainer = new Trainer(job, checkpoints, console, rounds);
      try (Interruption ignored = new Interruption(trainer::stop)) {
        TrainingState state = trainer.run(goOn);
        if (trainer.isFinished(state)) {
          return state;
        }
        console.close(); // the bar's line is free again
        print.println(
            "stopped; a checkpoint is saved. Continue with the same command and --resume");
        return null;
      }
    } catch (Refusal e) {
      String lastGood = checkpoints.lastGood();
      throw e.getMessage().contains(lastGood)
          ? e
          : new Refusal("%s; %s".formatted(e.getMessage(), lastGood), e);
    }
  }

  static void print(
      CompletedRun completed, RunFolder run, TrainingSpec training, PrintWriter print) {
    completed.warnings().forEach(warning -> print.println("warning: " + warning));
    completed.exam().disagreements().forEach(d -> print.println("float and engine differ: " + d));
    var figures = completed.exam().figures();
    print.printf("model     %s%n", run.modelFile());
    print.printf("params    %s%n", run.parametersFolder(training));
    print.printf("report    %s%n", run.reportFile());
    print.printf(
        "test      float %.2f %%   exported %.2f %% (%d of %d)%s%n",
        figures.floatDecoded(),
        figures.exported(),
        figures.correct(),
        figures.images(),
        completed.exam().predictions().largestMeansSomething(training.loss())
            ? "   float argmax %.2f %%".formatted(figures.floatArgmax())
            : "");
    print.printf(
        "          float network and engine differ on %d images%n", figures.disagreements());
    training
        .floor()
        .ifPresent(
            floor ->
                print.printf(
                    "floor     %s: %.2f %% exported, %s %% required%n",
                    completed.reachesFloor() ? "reached" : "MISSED", figures.exported(), floor));
  }
}

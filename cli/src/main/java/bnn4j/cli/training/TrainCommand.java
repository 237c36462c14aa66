package bnn4j.cli.training;

import bnn4j.cli.console.Interruption;
import bnn4j.cli.option.Count;
import bnn4j.cli.option.DataOption;
import bnn4j.cli.option.Home;
import bnn4j.cli.option.Writes;
import bnn4j.cli.sets.ParameterSetArgument;
import bnn4j.datasets.Dataset;
import bnn4j.datasets.Reading;
import bnn4j.experiment.run.CompletedRun;
import bnn4j.experiment.run.RunFolder;
import bnn4j.experiment.run.RunLock;
import bnn4j.experiment.run.StartingModel;
import bnn4j.experiment.run.TrainingPlan;
import bnn4j.experiment.spec.ChainSpec;
import bnn4j.experiment.spec.TrainingSpec;
import bnn4j.foundation.Refusal;
import bnn4j.trainer.averaging.Rounds;
import bnn4j.trainer.loop.Checkpoints;
import bnn4j.trainer.loop.Trainer;
import bnn4j.trainer.loop.TrainingJob;
import bnn4j.trainer.loop.TrainingState;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
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

  @Writes(folder = true)
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
              + " a parameter set, or BNN-PYNQ's .npz. The layers must be equal; bit"
              + " widths may differ. With other classes, the last layer is initialized randomly.")
  private Path startFrom;

  @Option(
      names = "--threads",
      paramLabel = "N",
      converter = Count.class,
      description =
          "Threads that share each batch (default: all cores, with at least 16 images per thread)."
              + " The number changes results only by rounding.")
  private Integer threads;

  @Option(
      names = "--workers",
      paramLabel = "K",
      converter = Count.class,
      description =
          "Number of networks that are trained separately and averaged; short for --set"
              + " averaging.workers=K (default: as in the config, else 1).")
  private Integer workers;

  @Option(
      names = "--average-every",
      paramLabel = "N",
      converter = Count.class,
      description = "Number of batches between two averagings; short for --set averaging.every=N.")
  private Integer averageEvery;

  @Option(
      names = "--set",
      paramLabel = "KEY=VALUE",
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
    TrainingPlan plan = TrainingPlan.of(asked, saysValidation(file), dataset);
    Optional<RunFolder> begun =
        resume ? Optional.of(plan.newestRun(out, startFrom())) : Optional.empty();
    Optional<StartingModel> start = start(plan, begun);
    TrainingSpec training = plan.spec();
    // A model of another network is refused by it, before anything is said of the images.
    TrainingJob job = plan.job(start, threads());
    print.print(plan.classCounts());
    plan.inputWarning().ifPresent(DataOption.warnings(spec));
    Optional<Rounds> rounds = rounds(training, data.directory().root());
    // Nothing is refused from here on that was known before: a run is not made for it.
    RunFolder run = begun.orElseGet(() -> plan.newRun(out, start));
    // Of a run that goes on, there is something to keep.
    Runnable begins = begun.isPresent() ? () -> {} : new UnbegunRun(run)::close;
    print.println(TrainingText.banner(training, job));
    print.printf("run %s%n", run.path());
    run.start().ifPresent(model -> print.printf("started from %s%n", model.description()));
    start.flatMap(m -> m.otherInput(training.input())).ifPresent(print::println);
    start.flatMap(m -> m.otherClasses(dataset.classNames())).ifPresent(print::println);

    TrainingState state = train(job, rounds, run, plan.checkpoints(run), resume, begins, print);
    if (state == null) {
      return INTERRUPTED;
    }
    try (UnfinishedRun unfinished = new UnfinishedRun()) {
      CompletedRun completed = plan.complete(run, state);
      print.print(TrainingText.ending(completed, run));
      return completed.reachesFloor() ? 0 : 1;
    }
  }

  /** A run that goes on has begun already, and needs the model only if it learns from it. */
  private Optional<StartingModel> start(TrainingPlan plan, Optional<RunFolder> begun)
      throws IOException {
    if (begun.isPresent()) {
      return plan.teacher(begun.get());
    }
    Optional<Path> named = startFrom();
    return named.isEmpty()
        ? Optional.empty()
        : Optional.of(plan.startingModel(named.get(), DataOption.warnings(spec)));
  }

  /** The model to start from: what is there under its path, else the parameter set of its name. */
  Optional<Path> startFrom() {
    return Optional.ofNullable(startFrom)
        .map(
            named -> Files.exists(named) ? named : ParameterSetArgument.named(named).orElse(named));
  }

  /** Threads that share each batch, if asked for. */
  OptionalInt threads() {
    return threads == null ? OptionalInt.empty() : OptionalInt.of(threads);
  }

  /** Whether the config or an option says how many images to hold back. */
  boolean saysValidation(Path file) {
    return TrainingSpec.saysValidation(file, settings());
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
   * @param root folder of the datasets
   */
  protected Optional<Rounds> rounds(TrainingSpec training, Path root) {
    return Optional.empty();
  }

  /**
   * Trains until the end; null if interrupted before.
   *
   * @param begins is run once an interruption saves a checkpoint
   */
  static TrainingState train(
      TrainingJob job,
      Optional<Rounds> rounds,
      RunFolder run,
      Checkpoints checkpoints,
      boolean goOn,
      Runnable begins,
      PrintWriter print)
      throws IOException {
    try (RunLock ignored = RunLock.of(run)) {
      return trainAlone(job, rounds, run, checkpoints, goOn, begins, print);
    }
  }

  private static TrainingState trainAlone(
      TrainingJob job,
      Optional<Rounds> rounds,
      RunFolder run,
      Checkpoints checkpoints,
      boolean goOn,
      Runnable begins,
      PrintWriter print) {
    try (TrainingConsole console = new TrainingConsole(run, print)) {
      Trainer trainer = new Trainer(job, checkpoints, console, rounds);
      try (Interruption ignored = new Interruption(trainer::stop)) {
        begins.run();
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
}

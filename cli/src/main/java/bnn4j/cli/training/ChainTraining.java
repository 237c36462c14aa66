package bnn4j.cli.training;

import bnn4j.cli.option.DataOption;
import bnn4j.datasets.Dataset;
import bnn4j.datasets.Split;
import bnn4j.experiment.report.RunReport;
import bnn4j.experiment.run.ChainFolder;
import bnn4j.experiment.run.CompletedRun;
import bnn4j.experiment.run.RunFolder;
import bnn4j.experiment.run.SpecData;
import bnn4j.experiment.run.SpecJob;
import bnn4j.experiment.run.StartingModel;
import bnn4j.experiment.spec.ChainSpec;
import bnn4j.experiment.spec.TrainingSpec;
import bnn4j.foundation.Refusal;
import bnn4j.trainer.loop.Checkpoints;
import bnn4j.trainer.loop.EpochMetrics;
import bnn4j.trainer.loop.TrainingJob;
import bnn4j.trainer.loop.TrainingState;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;

/**
 * {@code train} with a config that has stages: one after the other, each from the best epoch of the
 * one before. The test images are read once, at the end.
 */
final class ChainTraining {
  private final TrainCommand command;
  private final CommandSpec spec;
  private final Path root;
  private final SpecData data;
  private final PrintWriter print;

  ChainTraining(TrainCommand command, CommandSpec spec, DataOption data) {
    this.command = command;
    this.spec = spec;
    this.root = data.directory().root();
    this.data = new SpecData(root, DataOption.warnings(spec));
    this.print = spec.commandLine().getOut();
  }

  int run(ChainSpec asked, Path file) throws IOException {
    ChainSpec chain = asked.with(stage -> checked(stage, file));
    int stages = chain.stages().size();
    String checksum = data.of(chain.last()).checksum();
    Optional<StartingModel> first = first(chain);
    ChainFolder folder = folder(chain, checksum);
    print.printf("run %s, %d stages%n", folder.run().path(), stages);
    List<List<EpochMetrics>> epochs = new ArrayList<>();
    double seconds = 0;
    TrainingState state = null;
    for (int i = 0; i < stages; i++) {
      print.println(heading(chain, i));
      RunFolder stage = folder.stage(i);
      Checkpoints checkpoints = checkpoints(stage, chain.stages().get(i));
      boolean over = i + 1 < stages && folder.isBegun(i + 1);
      state =
          over
              ? Checkpoints.state(checkpoints.latestFile())
              : train(chain, folder, i, checkpoints, first);
      if (state == null) {
        return TrainCommand.INTERRUPTED;
      }
      if (over) {
        print.printf("done before, after epoch %d%n", state.epochsDone());
      }
      epochs.add(state.epochs());
      seconds += state.seconds();
    }
    CompletedRun completed = complete(chain, folder, state, epochs, seconds);
    TrainCommand.print(completed, folder.run(), chain.last(), print);
    return completed.reachesFloor() ? 0 : 1;
  }

  private static String heading(ChainSpec chain, int index) {
    TrainingSpec stage = chain.stages().get(index);
    String what = index == 0 ? stage.name() : chain.difference(index);
    return "stage %d of %d%s"
        .formatted(index + 1, chain.stages().size(), what.isEmpty() ? "" : ": " + what);
  }

  private TrainingSpec checked(TrainingSpec stage, Path file) {
    Dataset dataset = data.of(stage);
    stage.checkAgainst(dataset.shape(), dataset.classNames());
    TrainingSpec resolved = command.withValidation(stage, file, dataset);
    Split split = Split.of(dataset, resolved.validation(), resolved.seed());
    SpecJob.of(resolved, split.training(), split.validation(), Optional.empty(), 1);
    return resolved;
  }

  /** The model that the first stage begins with, if one was given; not for what goes on. */
  private Optional<StartingModel> first(ChainSpec chain) throws IOException {
    if (command.startFrom == null || command.resume) {
      return Optional.empty();
    }
    TrainingSpec stage = chain.stages().get(0);
    StartingModel start = StartingModel.read(command.startFrom, stage.target());
    for (TrainingSpec each : chain.stages()) {
      start.checkHeldBack(each, data.of(each).checksum()).ifPresent(DataOption.warnings(spec));
    }
    return Optional.of(start);
  }

  private ChainFolder folder(ChainSpec chain, String checksum) {
    if (!command.resume) {
      return ChainFolder.create(command.out, chain, checksum);
    }
    ChainFolder folder =
        ChainFolder.newest(command.out, chain)
            .orElseThrow(
                () ->
                    new Refusal(
                        "no run of %s with a checkpoint in %s; start one without --resume"
                            .formatted(chain.last().name(), command.out)));
    folder.checkSame(chain, checksum);
    return folder;
  }

  private static Checkpoints checkpoints(RunFolder stage, TrainingSpec spec) {
    return new Checkpoints(stage.checkpointsFolder(), spec.checkpoints());
  }

  /** Trains a stage, or goes on with it; null if interrupted. */
  private TrainingState train(
      ChainSpec chain,
      ChainFolder folder,
      int index,
      Checkpoints checkpoints,
      Optional<StartingModel> first)
      throws IOException {
    TrainingSpec stage = chain.stages().get(index);
    Dataset dataset = data.of(stage);
    Optional<StartingModel> start = start(chain, folder, index, first);
    start.flatMap(m -> m.otherInput(stage.input())).ifPresent(print::println);
    Split split = Split.of(dataset, stage.validation(), stage.seed());
    TrainingJob job =
        SpecJob.of(
            stage,
            split.training(),
            split.validation(),
            start.map(m -> m.weights(stage, dataset.classNames())),
            command.threads == null
                ? TrainingJob.usefulThreads(stage.settings())
                : command.threads);
    if (!folder.isBegun(index)) {
      folder.begin(chain, index, dataset.checksum(), start);
    }
    print.println(TrainCommand.banner(stage, job));
    RunFolder run = folder.stage(index);
    return TrainCommand.train(
        job,
        command.rounds(stage, root),
        run,
        checkpoints,
        Checkpoints.areIn(run.checkpointsFolder()),
        print);
  }

  private static Optional<StartingModel> start(
      ChainSpec chain, ChainFolder folder, int index, Optional<StartingModel> first)
      throws IOException {
    if (index == 0) {
      return first;
    }
    TrainingSpec before = chain.stages().get(index - 1);
    Path best = checkpoints(folder.stage(index - 1), before).bestFile();
    return Optional.of(StartingModel.read(best, before.target()));
  }

  private CompletedRun complete(
      ChainSpec chain,
      ChainFolder folder,
      TrainingState state,
      List<List<EpochMetrics>> epochs,
      double seconds) {
    RunFolder run = folder.run();
    try {
      CompletedRun completed =
          CompletedRun.complete(
              chain.last(),
              state,
              checkpoints(run, chain.last()).best(),
              data.of(chain.last()),
              run.start(),
              run.modelFile(),
              run.parametersFolder(chain.last()),
              chain.toYaml());
      RunReport.write(
          completed
              .summary()
              .ofChain(
                  ChainFolder.joined(epochs),
                  chain.toYaml(),
                  Duration.ofSeconds(Math.round(seconds))),
          run.reportFile());
      return completed;
    } catch (IOException | Refusal e) {
      throw new Refusal(
          "%s: results cannot be written (%s); training is done and saved: make room or rights and go"
                  .formatted(run.path(), e.getMessage())
              + " on with --resume",
          e);
    }
  }
}

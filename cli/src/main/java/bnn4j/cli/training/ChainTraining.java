package bnn4j.cli.training;

import bnn4j.cli.option.DataOption;
import bnn4j.experiment.run.ChainFolder;
import bnn4j.experiment.run.ChainPlan;
import bnn4j.experiment.run.CompletedRun;
import bnn4j.experiment.run.RunFolder;
import bnn4j.experiment.run.SpecData;
import bnn4j.experiment.run.StartingModel;
import bnn4j.experiment.run.TrainingPlan;
import bnn4j.experiment.spec.ChainSpec;
import bnn4j.experiment.spec.TrainingSpec;
import bnn4j.trainer.loop.Checkpoints;
import bnn4j.trainer.loop.EpochMetrics;
import bnn4j.trainer.loop.TrainingJob;
import bnn4j.trainer.loop.TrainingState;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;

/** {@code train} with a config that has stages: runs the stages one after the other. */
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
    ChainPlan plan = ChainPlan.of(asked, command.saysValidation(file), data);
    int stages = plan.stages();
    Optional<Path> named = command.resume ? Optional.empty() : command.startFrom();
    Optional<StartingModel> first =
        named.isEmpty()
            ? Optional.empty()
            : Optional.of(plan.startingModel(named.get(), DataOption.warnings(spec)));
    ChainFolder folder =
        command.resume ? plan.newestRun(command.out) : plan.newRun(command.out, first);
    // Of a run that goes on, there is something to keep.
    Runnable begins = command.resume ? () -> {} : new UnbegunRun(folder.run())::close;
    print.printf("run %s, %d stages%n", folder.run().path(), stages);
    List<List<EpochMetrics>> epochs = new ArrayList<>();
    double seconds = 0;
    TrainingState state = null;
    for (int i = 0; i < stages; i++) {
      print.println(heading(plan.chain(), i));
      boolean over = i + 1 < stages && folder.isBegun(i + 1);
      state = over ? state(plan, folder, i) : train(plan, folder, i, first, begins);
      if (state == null) {
        return TrainCommand.INTERRUPTED;
      }
      if (over) {
        print.printf("already complete, epoch %d%n", state.epochsDone());
      }
      epochs.add(state.epochs());
      seconds += state.seconds();
    }
    try (UnfinishedRun unfinished = new UnfinishedRun()) {
      CompletedRun completed = plan.complete(folder, state, epochs, seconds);
      print.print(TrainingText.ending(completed, folder.run()));
      return completed.reachesFloor() ? 0 : 1;
    }
  }

  private static String heading(ChainSpec chain, int index) {
    TrainingSpec stage = chain.stages().get(index);
    String what = index == 0 ? stage.name() : chain.difference(index);
    return "stage %d of %d%s"
        .formatted(index + 1, chain.stages().size(), what.isEmpty() ? "" : ": " + what);
  }

  private static TrainingState state(ChainPlan plan, ChainFolder folder, int index) {
    return Checkpoints.state(plan.stage(index).checkpoints(folder.stage(index)).latestFile());
  }

  /** Trains a stage, or goes on with it; null if interrupted. */
  private TrainingState train(
      ChainPlan plan, ChainFolder folder, int index, Optional<StartingModel> first, Runnable begins)
      throws IOException {
    TrainingPlan stage = plan.stage(index);
    Optional<StartingModel> start = plan.start(folder, index, first);
    start.flatMap(m -> m.otherInput(stage.spec().input())).ifPresent(print::println);
    TrainingJob job = stage.job(start, command.threads());
    plan.begin(folder, index, start);
    print.println(TrainingText.banner(stage.spec(), job));
    RunFolder run = folder.stage(index);
    return TrainCommand.train(
        job,
        command.rounds(stage.spec(), root),
        run,
        stage.checkpoints(run),
        Checkpoints.areIn(run.checkpointsFolder()),
        begins,
        print);
  }
}

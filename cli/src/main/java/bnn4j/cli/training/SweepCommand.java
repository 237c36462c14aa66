package bnn4j.cli.training;

import bnn4j.cli.console.Interruption;
import bnn4j.cli.option.Count;
import bnn4j.cli.option.DataOption;
import bnn4j.cli.option.Home;
import bnn4j.cli.option.Writes;
import bnn4j.experiment.run.SpecData;
import bnn4j.experiment.spec.TrainingSpec;
import bnn4j.experiment.sweep.LocalTrials;
import bnn4j.experiment.sweep.Sweep;
import bnn4j.experiment.sweep.SweepFolder;
import bnn4j.experiment.sweep.SweepPlan;
import bnn4j.experiment.sweep.SweepSpec;
import bnn4j.experiment.sweep.SweepText;
import bnn4j.experiment.sweep.TrialPlace;
import bnn4j.experiment.sweep.TrialRun;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code sweep FILE --out DIR}. */
@Command(
    name = "sweep",
    description =
        "Trains a config with many values of its keys and ranks them by validation accuracy."
            + " Ctrl-C saves and stops; --resume continues.",
    footerHeading = "%nExamples:%n",
    footer = {
      "  bnn4j sweep digits-lfc --out sweeps/digits",
      "  bnn4j sweep rates.yaml --out sweeps/rates --parallel 1 --resume"
    },
    exitCodeList = {
      "0:success",
      "1:a trial failed; the others are done",
      "2:wrong usage or input",
      "130:interrupted with Ctrl-C; checkpoints are saved"
    })
public class SweepCommand implements Callable<Integer> {
  /** What shells report for a process that Ctrl-C ended. */
  private static final int INTERRUPTED = 130;

  @Parameters(
      paramLabel = "FILE",
      description = "Sweep file (YAML): a path, or a name in configs/sweeps/.")
  private String file;

  @Writes(folder = true)
  @Option(
      names = "--out",
      paramLabel = "DIR",
      required = true,
      description =
          "Output folder: one run folder per trial, tables, a report and the" + " best config.")
  private Path out;

  @Option(
      names = "--resume",
      description = "Continue the sweep in --out: run the trials that are not complete.")
  private boolean resume;

  @Option(
      names = "--parallel",
      paramLabel = "N",
      converter = Count.class,
      description =
          "Number of parallel trials, one thread each (default: the number of cores). It"
              + " does not change the results.")
  private Integer parallel;

  @Mixin private DataOption data;
  @Spec private CommandSpec spec;

  @Override
  public Integer call() {
    PrintWriter print = spec.commandLine().getOut();
    Consumer<String> warnings = DataOption.warnings(spec);
    Path found = TrainingSpec.find(file, Home.configs().resolve("sweeps"));
    SpecData images = new SpecData(data.directory().root(), warnings);
    SweepPlan plan = SweepPlan.of(SweepSpec.read(found, Home.configs(), Home.overlays()), images);
    SweepFolder folder = new SweepFolder(out);
    Sweep sweep = Sweep.begin(plan, folder, SweepSpec.nameOf(found), resume);
    plan.warning().ifPresent(warnings);
    SweepText text = new SweepText(sweep);
    int missing = sweep.missing().size();
    int hands =
        Math.max(
            1,
            Math.min(
                missing, parallel == null ? Runtime.getRuntime().availableProcessors() : parallel));
    print.println(text.banner(where(hands)));
    TrialPlace place = place(hands, images, folder, data.directory().root(), warnings);
    try (Interruption ignored = new Interruption(place::stop)) {
      sweep.run(
          place,
          result -> {
            print.println(text.line(result));
            print.flush();
          });
    }
    if (sweep.missing().stream().anyMatch(trial -> !sweep.hasFailed(trial))) {
      print.println("stopped; checkpoints are saved. Continue with the same command and --resume");
      return INTERRUPTED;
    }
    print.print(text.ending());
    return sweep.table().failed().isEmpty() ? 0 : 1;
  }

  /**
   * Where trials run: on this machine, unless a cluster does it.
   *
   * @param hands trials at a time
   * @param root folder of the datasets
   */
  protected TrialPlace place(
      int hands, SpecData images, SweepFolder folder, Path root, Consumer<String> warnings) {
    return new LocalTrials(hands, () -> new TrialRun(images, folder, warnings));
  }

  /** The same in words. */
  protected String where(int hands) {
    return hands == 1 ? "one at a time" : hands + " at a time";
  }
}

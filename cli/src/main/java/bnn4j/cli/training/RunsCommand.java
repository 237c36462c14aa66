package bnn4j.cli.training;

import bnn4j.cli.option.Writes;
import bnn4j.experiment.archive.RecordedRun;
import bnn4j.experiment.archive.RunArchive;
import bnn4j.experiment.archive.RunComparison;
import bnn4j.foundation.Refusal;
import bnn4j.trainer.loop.EpochMetrics;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code runs list|compare|rm}. */
@Command(
    name = "runs",
    description = "Lists, compares and deletes training runs.",
    synopsisSubcommandLabel = "(list | compare A B | rm RUN...)",
    footerHeading = "%nExamples:%n",
    footer = {"  bnn4j runs list", "  bnn4j runs compare mnist-lfc fashion-lfc --plot curves.png"})
public final class RunsCommand {
  @Spec private CommandSpec spec;

  @Command(
      name = "list",
      description = "Lists all runs: finished, unfinished and broken ones.",
      footer = "  bnn4j runs list")
  public int list(
      @Parameters(
              paramLabel = "DIR",
              arity = "0..1",
              defaultValue = "runs",
              description = "Folder of runs (default: ${DEFAULT-VALUE}).")
          Path folder)
      throws IOException {
    PrintWriter out = spec.commandLine().getOut();
    if (!Files.isDirectory(folder)) {
      throw new Refusal(
          "%s: %s; name the folder that 'train' writes its runs to"
              .formatted(folder, Files.exists(folder) ? "not a folder" : "no such folder"));
    }
    List<RunArchive.Entry> entries = new RunArchive(folder).entries();
    if (entries.isEmpty()) {
      out.printf("no runs in %s; 'train' creates runs%n", folder);
      return 0;
    }
    out.printf(
        "%-34s %-10s %-16s %9s %12s %10s %9s  %s%n",
        "run", "network", "dataset", "epochs", "validation", "exported", "images/s", "state");
    entries.forEach(entry -> out.println(line(entry)));
    return 0;
  }

  /** A run that is broken says so in its line and leaves the others alone. */
  private static String line(RunArchive.Entry entry) {
    try {
      RecordedRun run = entry.read();
      return "%-34s %-10s %-16s %9s %12s %10s %9s  %s"
          .formatted(
              run.name(),
              run.spec().network(),
              run.spec().dataset(),
              "%d/%d".formatted(run.epochs().size(), run.spec().epochs()),
              run.best()
                  .map(EpochMetrics::validationAccuracy)
                  .map("%.2f %%"::formatted)
                  .orElse("-"),
              run.exported().map(figures -> "%.2f %%".formatted(figures.exported())).orElse("-"),
              run.epochs().isEmpty() ? "-" : "%.0f".formatted(run.samplesPerSecond()),
              run.state());
    } catch (Refusal e) {
      return "%-34s broken: %s".formatted(entry.name(), e.getMessage().replace("\n", "; "));
    }
  }

  @Command(
      name = "compare",
      description = "Compares accuracy, epochs, speed and config of two runs.",
      footer = "  bnn4j runs compare cifar-cnv/20260301-101500 cifar-cnv --plot curves.png")
  public int compare(
      @Parameters(
              paramLabel = "A",
              description =
                  "First run: a run folder, <name>/<time>, or <name> for the newest run"
                      + " of that name.")
          String first,
      @Parameters(paramLabel = "B", description = "Second run.") String second,
      @Option(
              names = "--runs",
              paramLabel = "DIR",
              defaultValue = "runs",
              description = "Folder of runs (default: ${DEFAULT-VALUE}).")
          Path folder,
      @Writes
          @Option(
              names = "--plot",
              paramLabel = "FILE",
              description = "Draw the curves of both runs into this PNG.")
          Path png) {
    PrintWriter out = spec.commandLine().getOut();
    RunArchive archive = new RunArchive(folder);
    RunComparison comparison = new RunComparison(archive.find(first), archive.find(second));
    out.print(comparison.text());
    if (png != null) {
      comparison.plot(png);
      out.printf("curves: %s%n", png);
    }
    out.flush();
    return 0;
  }

  @Command(
      name = "rm",
      description =
          "Deletes runs including their checkpoints and parameter sets. If one argument"
              + " is not a run, nothing is deleted.",
      footer = "  bnn4j runs rm cifar-cnv/20260301-101500")
  public int remove(
      @Parameters(
              paramLabel = "RUN",
              arity = "1..*",
              description = "Run folder, or <name>/<time> as listed by 'runs list'.")
          List<String> names,
      @Option(
              names = "--runs",
              paramLabel = "DIR",
              defaultValue = "runs",
              description = "Folder of runs (default: ${DEFAULT-VALUE}).")
          Path folder) {
    RunArchive archive = new RunArchive(folder);
    List<RunArchive.Entry> entries = names.stream().map(archive::exactly).distinct().toList();
    for (RunArchive.Entry entry : entries) {
      entry.delete();
      spec.commandLine().getOut().printf("deleted %s%n", entry.folder().path());
    }
    return 0;
  }
}

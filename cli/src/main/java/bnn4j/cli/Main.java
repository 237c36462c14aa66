package bnn4j.cli;

import bnn4j.cli.checking.CheckAccuracyCommand;
import bnn4j.cli.checking.CompareCommand;
import bnn4j.cli.console.ConsoleProgram;
import bnn4j.cli.datasets.DatasetsCommand;
import bnn4j.cli.doctor.DoctorCommand;
import bnn4j.cli.hardware.HardwareCommand;
import bnn4j.cli.hardware.OverlaysCommand;
import bnn4j.cli.offload.OffloadCommand;
import bnn4j.cli.option.Choice;
import bnn4j.cli.place.Place;
import bnn4j.cli.recognition.DetectCommand;
import bnn4j.cli.recognition.InferCommand;
import bnn4j.cli.recognition.LocateCommand;
import bnn4j.cli.serving.ServeCommand;
import bnn4j.cli.sets.ExportCommand;
import bnn4j.cli.sets.GenWeightsCommand;
import bnn4j.cli.sets.ParamsCommand;
import bnn4j.cli.training.RunsCommand;
import bnn4j.cli.training.SweepCommand;
import bnn4j.cli.training.TrainCommand;
import bnn4j.experiment.spec.Output;
import bnn4j.finnthesizer.FoldingRule;
import java.io.PrintWriter;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.HelpCommand;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;

/** The one entry point: {@code bnn4j COMMAND …}; {@code bin/COMMAND} is short for it. */
@Command(
    name = "bnn4j",
    description =
        "Trains binarized neural networks, converts them to parameter sets for BNN-PYNQ overlays on FPGAs, and runs them bit-exactly in software, in simulation or on a board.",
    mixinStandardHelpOptions = true,
    scope = ScopeType.INHERIT,
    versionProvider = Version.class,
    synopsisSubcommandLabel = "COMMAND",
    parameterListHeading = "%nArguments:%n",
    optionListHeading = "%nOptions:%n",
    commandListHeading = "%nCommands:%n",
    exitCodeListHeading = "%nExit codes:%n",
    // A command with further codes has a list of its own.
    exitCodeList = {"0:success", "2:wrong usage or input"},
    footerHeading = "%nExample:%n",
    footer = "  bnn4j COMMAND --help",
    subcommands = {
      TrainCommand.class,
      SweepCommand.class,
      GenWeightsCommand.class,
      ExportCommand.class,
      InferCommand.class,
      LocateCommand.class,
      ServeCommand.class,
      CheckAccuracyCommand.class,
      CompareCommand.class,
      DatasetsCommand.class,
      RunsCommand.class,
      ParamsCommand.class,
      OverlaysCommand.class,
      HardwareCommand.class,
      OffloadCommand.class,
      DetectCommand.class,
      DoctorCommand.class,
      HelpCommand.class
    })
public final class Main {
  @Option(
      names = "--verbose",
      scope = ScopeType.INHERIT,
      description = "Print the stack trace of an error.")
  private boolean verbose;

  private Main() {}

  /** Runs a command and ends the JVM with its exit code. */
  public static void main(String[] arguments) {
    SerializedObjects.reject();
    ConsoleProgram.run(arguments, Main::commandLine, (err, code) -> {});
  }

  /** The commands, ready to be executed. */
  public static CommandLine commandLine(PrintWriter out, PrintWriter err) {
    Main main = new Main();
    CommandLine line = ConsoleProgram.commands(main, () -> main.verbose, out, err);
    line.registerConverter(FoldingRule.class, new Choice<>(FoldingRule.class));
    line.registerConverter(Place.class, new Choice<>(Place.class));
    line.registerConverter(Output.class, new Choice<>(Output.class));
    line.registerConverter(ExportCommand.Format.class, new Choice<>(ExportCommand.Format.class));
    return line;
  }
}

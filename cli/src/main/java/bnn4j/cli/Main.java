package bnn4j.cli;

import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.HelpCommand;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;

/** The one entry point: {@code bnn4j COMMAND …}; {@code bin/COMMAND} is short for it. */
@Command(
    name = "bnn4j",
    description = "From a YAML file to bits on an FPGA: binarized networks for BNN-PYNQ overlays.",
    mixinStandardHelpOptions = true,
    scope = ScopeType.INHERIT,
    versionProvider = Version.class,
    synopsisSubcommandLabel = "COMMAND",
    subcommands = {
      TrainCommand.class,
      GenWeightsCommand.class,
      InferCommand.class,
      CheckAccuracyCommand.class,
      DatasetsCommand.class,
      ParamsCommand.class,
      OverlaysCommand.class,
      HelpCommand.class
    })
public final class Main {
  @Option(
      names = "--verbose",
      scope = ScopeType.INHERIT,
      description = "Show where a failure happened.")
  private boolean verbose;

  private Main() {}

  /** Runs a command and ends the JVM with its exit code. */
  public static void main(String[] arguments) {
    PrintWriter out = new PrintWriter(System.out, true, StandardCharsets.UTF_8);
    PrintWriter err = new PrintWriter(System.err, true, StandardCharsets.UTF_8);
    System.exit(commandLine(out, err).execute(arguments));
  }

  /** The commands, ready to be executed. */
  static CommandLine commandLine(PrintWriter out, PrintWriter err) {
    Main main = new Main();
    CommandLine line = new CommandLine(main);
    line.setOut(out);
    line.setErr(err);
    line.setCaseInsensitiveEnumValuesAllowed(true);
    line.setExecutionExceptionHandler(new Failures(() -> main.verbose));
    line.setParameterExceptionHandler(new UsageErrors());
    return line;
  }
}

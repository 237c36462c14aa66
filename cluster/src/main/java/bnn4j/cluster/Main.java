package bnn4j.cluster;

import bnn4j.cli.console.ConsoleProgram;
import bnn4j.cluster.command.AccuracyOnClusterCommand;
import bnn4j.cluster.command.InferOnClusterCommand;
import bnn4j.cluster.command.SweepOnClusterCommand;
import bnn4j.cluster.command.TrainOnClusterCommand;
import java.io.PrintWriter;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;

/** What {@code bin/COMMAND --master URL} starts, inside Spark's own launcher. */
@Command(
    name = "bnn4j",
    description = "Commands on a Spark cluster.",
    mixinStandardHelpOptions = true,
    scope = ScopeType.INHERIT,
    synopsisSubcommandLabel = "COMMAND",
    subcommands = {
      AccuracyOnClusterCommand.class,
      InferOnClusterCommand.class,
      SweepOnClusterCommand.class,
      TrainOnClusterCommand.class
    })
public final class Main {
  @Option(
      names = "--verbose",
      scope = ScopeType.INHERIT,
      description = "Print the stack trace of an error.")
  private boolean verbose;

  private Main() {}

  /**
   * Runs a command and ends the JVM with its exit code. Unlike other commands it lets serialized
   * objects in: that is how Spark speaks.
   */
  public static void main(String[] arguments) {
    ConsoleProgram.run(arguments, Main::commandLine, (err, code) -> KeptLog.end(code, err));
  }

  static CommandLine commandLine(PrintWriter out, PrintWriter err) {
    Main main = new Main();
    return ConsoleProgram.commands(main, () -> main.verbose, out, err);
  }
}

package bnn4j.cluster;

import bnn4j.cli.console.Failures;
import bnn4j.cli.console.StandardOutput;
import bnn4j.cli.console.TerminalErrors;
import bnn4j.cli.console.UsageErrors;
import bnn4j.cli.option.Choice;
import bnn4j.cluster.command.AccuracyOnClusterCommand;
import bnn4j.cluster.command.InferOnClusterCommand;
import bnn4j.cluster.command.SweepOnClusterCommand;
import bnn4j.cluster.command.TrainOnClusterCommand;
import bnn4j.datasets.Part;
import bnn4j.overlay.host.Decode;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
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
      description = "Show where a failure happened.")
  private boolean verbose;

  private Main() {}

  /**
   * Runs a command and ends the JVM with its exit code. Unlike other commands it lets serialized
   * objects in: that is how Spark speaks.
   */
  public static void main(String[] arguments) {
    TerminalErrors.install();
    StandardOutput output = StandardOutput.install();
    PrintWriter out = new PrintWriter(System.out, true, StandardCharsets.UTF_8);
    PrintWriter err = new PrintWriter(System.err, true, StandardCharsets.UTF_8);
    int code = commandLine(out, err).execute(arguments);
    out.flush();
    Optional<String> lost = output.failure();
    KeptLog.end(code, err);
    lost.ifPresent(why -> err.printf("bnn4j: standard output cannot be written: %s%n", why));
    err.flush();
    System.exit(lost.isPresent() ? ExitCode.USAGE : code);
  }

  static CommandLine commandLine(PrintWriter out, PrintWriter err) {
    Locale.setDefault(Locale.ROOT);
    Main main = new Main();
    Failures failures = new Failures(() -> main.verbose);
    CommandLine line = new CommandLine(main);
    line.setOut(out);
    line.setErr(err);
    line.registerConverter(Part.class, new Choice<>(Part.class));
    line.registerConverter(Decode.class, new Choice<>(Decode.class));
    line.setExecutionStrategy(failures);
    line.setExecutionExceptionHandler(failures);
    line.setParameterExceptionHandler(new UsageErrors());
    return line;
  }
}

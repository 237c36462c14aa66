package bnn4j.cli.console;

import bnn4j.cli.option.Choice;
import bnn4j.datasets.Part;
import bnn4j.foundation.UserHome;
import bnn4j.overlay.host.Decode;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.BooleanSupplier;
import java.util.function.ObjIntConsumer;
import picocli.CommandLine;
import picocli.CommandLine.ExitCode;

/** Common frame of all bnn4j programs: streams, failures, exit code. */
public final class ConsoleProgram {
  private ConsoleProgram() {}

  /**
   * Runs a command and ends the JVM with its exit code, or with 2 if standard output was lost.
   *
   * @param commands the commands, for an output and an error stream
   * @param atEnd is told the command's exit code, and may write to the error stream
   */
  public static void run(
      String[] arguments,
      BiFunction<PrintWriter, PrintWriter, CommandLine> commands,
      ObjIntConsumer<PrintWriter> atEnd) {
    UserHome.adopt();
    TerminalErrors.install();
    StandardOutput output = StandardOutput.install();
    Writer printed = new OutputStreamWriter(System.out, StandardCharsets.UTF_8);
    boolean read = Boolean.getBoolean("bnn4j.stdout.terminal");
    PrintWriter out = new PrintWriter(read ? new TerminalText(printed) : printed, true);
    Writer said = new OutputStreamWriter(System.err, StandardCharsets.UTF_8);
    PrintWriter err = new PrintWriter(new TerminalText(said), true);
    int code = commands.apply(out, err).execute(arguments);
    out.flush();
    Optional<String> lost = output.failure();
    atEnd.accept(err, code);
    lost.ifPresent(why -> err.printf("bnn4j: standard output cannot be written: %s%n", why));
    err.flush();
    System.exit(lost.isPresent() ? ExitCode.USAGE : code);
  }

  /**
   * The commands of a program, ready to be executed.
   *
   * @param program an object with picocli's annotations
   * @param verbose whether failures show where they happened
   */
  public static CommandLine commands(
      Object program, BooleanSupplier verbose, PrintWriter out, PrintWriter err) {
    // Other programs read what is printed, so 98.4 must not be 98,4 on some machines.
    Locale.setDefault(Locale.ROOT);
    Failures failures = new Failures(verbose);
    CommandLine line = new CommandLine(program);
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

package bnn4j.cli.console;

import java.io.PrintWriter;
import picocli.CommandLine;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** Reports wrong options with a suggestion and the help command. Exit code 2. */
public final class UsageErrors implements IParameterExceptionHandler {
  @Override
  public int handleParseException(ParameterException failure, String[] arguments) {
    CommandLine line = failure.getCommandLine();
    PrintWriter err = line.getErr();
    String name = line.getCommandSpec().qualifiedName();
    err.println(name + ": " + failure.getMessage());
    UnmatchedArgumentException.printSuggestions(failure, err);
    if (!line.getSubcommands().isEmpty()) {
      err.println("Commands: " + String.join(", ", line.getSubcommands().keySet()));
    }
    err.println("Try '" + name + " --help'.");
    return ExitCode.USAGE;
  }
}

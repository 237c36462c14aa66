package bnn4j.cli.console;

import bnn4j.cli.option.DeclaredOutputs;
import bnn4j.foundation.FailureText;
import bnn4j.foundation.Leftovers;
import bnn4j.foundation.PlainWords;
import bnn4j.foundation.Refusal;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.InvalidPathException;
import java.util.function.BooleanSupplier;
import picocli.CommandLine;
import picocli.CommandLine.ExecutionException;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.IExecutionStrategy;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.RunLast;

/**
 * Converts an exception of a command to one message and exit code 2; prints a stack trace only on
 * request.
 */
public final class Failures implements IExecutionExceptionHandler, IExecutionStrategy {
  private final BooleanSupplier verbose;

  /** Asks only when something fails whether the person wants to see where. */
  public Failures(BooleanSupplier verbose) {
    this.verbose = verbose;
  }

  /** Runs the command; picocli alone would let errors such as a full memory or stack through. */
  @Override
  public int execute(ParseResult result) {
    try {
      DeclaredOutputs.check(innermost(result));
      return new RunLast().execute(result);
    } catch (Refusal e) {
      throw new ExecutionException(commandLine(result), e.getMessage(), e);
    } catch (VirtualMachineError | LinkageError e) {
      throw new ExecutionException(commandLine(result), e.toString(), e);
    }
  }

  private static CommandLine commandLine(ParseResult result) {
    return innermost(result).commandSpec().commandLine();
  }

  private static ParseResult innermost(ParseResult result) {
    return result.hasSubcommand() ? innermost(result.subcommand()) : result;
  }

  @Override
  public int handleExecutionException(Exception thrown, CommandLine line, ParseResult result) {
    Throwable failure =
        thrown instanceof ExecutionException && thrown.getCause() != null
            ? thrown.getCause()
            : thrown;
    if (Leftovers.isEnding()) {
      return ExitCode.USAGE; // Ctrl-C took away what it worked with.
    }
    line.getErr().println(line.getCommandSpec().qualifiedName() + ": " + message(failure));
    if (verbose.getAsBoolean()) {
      failure.printStackTrace(line.getErr());
    } else if (!isExpected(failure)) {
      line.getErr().println("This is a bug in bnn4j; --verbose prints the stack trace.");
    }
    return ExitCode.USAGE;
  }

  private static boolean isExpected(Throwable failure) {
    return failure instanceof PlainWords
        || failure instanceof IOException
        || failure instanceof UncheckedIOException
        || failure instanceof InvalidPathException
        || failure instanceof OutOfMemoryError
        || failure instanceof StackOverflowError;
  }

  /** What went wrong, in one sentence. */
  public static String message(Throwable failure) {
    if (failure instanceof OutOfMemoryError) {
      return "not enough memory; increase the heap, for example with BNN4J_JAVA_OPTIONS=-Xmx4g";
    }
    if (failure instanceof StackOverflowError) {
      return "the input is nested too deeply";
    }
    return FailureText.of(failure);
  }
}

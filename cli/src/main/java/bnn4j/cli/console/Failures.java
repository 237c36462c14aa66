package bnn4j.cli.console;

import bnn4j.foundation.Refusal;
import bnn4j.overlay.driver.AcceleratorException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.util.function.BooleanSupplier;
import picocli.CommandLine;
import picocli.CommandLine.ExecutionException;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.IExecutionStrategy;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.RunLast;

/** Turns what a command throws into one message and exit code 2; a stack trace only if asked. */
public final class Failures implements IExecutionExceptionHandler, IExecutionStrategy {
  private final BooleanSupplier verbose;

  /** Asks only when something fails whether the person wants to see where. */
  public Failures(BooleanSupplier verbose) {
    this.verbose = verbose;
  }

  /** Runs the command; picocli alone would let errors such as a full memory through. */
  @Override
  public int execute(ParseResult result) {
    try {
      return new RunLast().execute(result);
    } catch (OutOfMemoryError | LinkageError e) {
      throw new ExecutionException(innermost(result), e.toString(), e);
    }
  }

  private static CommandLine innermost(ParseResult result) {
    return result.hasSubcommand()
        ? innermost(result.subcommand())
        : result.commandSpec().commandLine();
  }

  @Override
  public int handleExecutionException(Exception thrown, CommandLine line, ParseResult result) {
    Throwable failure =
        thrown instanceof ExecutionException && thrown.getCause() != null
            ? thrown.getCause()
            : thrown;
    line.getErr().println(line.getCommandSpec().qualifiedName() + ": " + message(failure));
    if (verbose.getAsBoolean()) {
      failure.printStackTrace(line.getErr());
    } else if (!isExpected(failure)) {
      line.getErr().println("This should not happen; --verbose shows where it did.");
    }
    return ExitCode.USAGE;
  }

  private static boolean isExpected(Throwable failure) {
    return speaks(failure)
        || failure instanceof IOException
        || failure instanceof UncheckedIOException
        || failure instanceof InvalidPathException
        || failure instanceof OutOfMemoryError;
  }

  /** What went wrong, in one sentence. */
  public static String message(Throwable failure) {
    if (failure instanceof UncheckedIOException wrapped) {
      return message(wrapped.getCause());
    }
    if (failure instanceof FileSystemException file) {
      return message(file);
    }
    if (failure instanceof InvalidPathException path) {
      return "'%s': not the name of a file: %s".formatted(path.getInput(), path.getReason());
    }
    if (failure instanceof OutOfMemoryError) {
      return "not enough memory; give more, for instance with BNN4J_JAVA_OPTIONS=-Xmx4g";
    }
    return speaks(failure) ? failure.getMessage() : failure.toString();
  }

  /** Whether its message was written for the person who reads it. */
  private static boolean speaks(Throwable failure) {
    return failure instanceof Refusal || failure instanceof AcceleratorException;
  }

  private static String message(FileSystemException failure) {
    if (failure instanceof NoSuchFileException) {
      return failure.getFile() + ": no such file or folder";
    }
    if (failure instanceof AccessDeniedException) {
      return failure.getFile() + ": access denied";
    }
    return "%s: %s"
        .formatted(
            failure.getFile(),
            failure.getReason() == null ? failure.getClass().getSimpleName() : failure.getReason());
  }
}

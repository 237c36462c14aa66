package bnn4j.cli;

import bnn4j.datasets.DatasetRefusal;
import bnn4j.overlay.Refusal;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;
import java.util.function.BooleanSupplier;
import picocli.CommandLine;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.ParseResult;

/** Turns what a command throws into one message and an exit code; a stack trace only if asked. */
final class Failures implements IExecutionExceptionHandler {
  private final BooleanSupplier verbose;

  /** Asks only when something fails whether the person wants to see where. */
  Failures(BooleanSupplier verbose) {
    this.verbose = verbose;
  }

  @Override
  public int handleExecutionException(Exception failure, CommandLine line, ParseResult result) {
    line.getErr().println(line.getCommandSpec().qualifiedName() + ": " + message(failure));
    if (verbose.getAsBoolean()) {
      failure.printStackTrace(line.getErr());
    } else if (!isRefusal(failure)) {
      line.getErr().println("This should not happen; --verbose shows where it did.");
    }
    return isRefusal(failure) ? ExitCode.USAGE : ExitCode.SOFTWARE;
  }

  private static boolean isRefusal(Exception failure) {
    return failure instanceof Refusal
        || failure instanceof DatasetRefusal
        || failure instanceof IOException
        || failure instanceof UncheckedIOException;
  }

  private static String message(Exception failure) {
    if (failure instanceof UncheckedIOException wrapped) {
      return message(wrapped.getCause());
    }
    if (failure instanceof NoSuchFileException missing) {
      return missing.getFile() + ": no such file or folder";
    }
    if (failure instanceof AccessDeniedException denied) {
      return denied.getFile() + ": access denied";
    }
    return isRefusal(failure) ? failure.getMessage() : failure.toString();
  }
}

package bnn4j.cli;

import bnn4j.datasets.DatasetRefusal;
import bnn4j.overlay.Refusal;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;
import picocli.CommandLine;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.ParseResult;

/** Turns what a command throws into one message and an exit code; a stack trace only if asked. */
final class Failures implements IExecutionExceptionHandler {
  @Override
  public int handleExecutionException(Exception failure, CommandLine line, ParseResult result) {
    line.getErr().println(line.getCommandSpec().qualifiedName() + ": " + message(failure));
    if (isVerbose(line)) {
      failure.printStackTrace(line.getErr());
    } else if (!isRefusal(failure)) {
      line.getErr().println("This should not happen; --verbose shows where it did.");
    }
    return isRefusal(failure) ? ExitCode.USAGE : ExitCode.SOFTWARE;
  }

  private static boolean isVerbose(CommandLine line) {
    return line.getParseResult() != null && line.getParseResult().hasMatchedOption("--verbose");
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

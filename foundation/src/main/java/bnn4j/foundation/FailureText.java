package bnn4j.foundation;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.FileSystemLoopException;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;

/** The cause of a failure in one sentence. */
public final class FailureText {
  private FailureText() {}

  /**
   * The sentence: the failure's own where it speaks plainly, what Java's mean for those of files,
   * and else the failure as Java writes it.
   */
  public static String of(Throwable failure) {
    if (failure instanceof UncheckedIOException wrapped) {
      return of(wrapped.getCause());
    }
    if (failure instanceof DirectoryIteratorException wrapped) {
      return of(wrapped.getCause());
    }
    if (failure instanceof FileSystemException file) {
      return ofFile(file);
    }
    if (failure instanceof InvalidPathException path) {
      return "'%s': not the name of a file: %s".formatted(path.getInput(), path.getReason());
    }
    return failure instanceof PlainWords ? failure.getMessage() : failure.toString();
  }

  /**
   * Why a file cannot be read or written, for a message that names the file: in the system's words,
   * without the names of Java's classes.
   */
  public static String reason(IOException failure) {
    if (failure instanceof NoSuchFileException) {
      return "no such file or folder";
    }
    if (failure instanceof AccessDeniedException) {
      return "access denied";
    }
    if (failure instanceof FileAlreadyExistsException
        || failure instanceof FileSystemLoopException
        || failure instanceof DirectoryNotEmptyException) {
      return ofFile((FileSystemException) failure);
    }
    String said =
        failure instanceof FileSystemException file ? file.getReason() : failure.getMessage();
    return said == null || said.isBlank() ? failure.toString() : said;
  }

  private static String ofFile(FileSystemException failure) {
    if (failure instanceof NoSuchFileException) {
      return failure.getFile() + ": no such file or folder";
    }
    if (failure instanceof AccessDeniedException) {
      return failure.getFile() + ": access denied";
    }
    if (failure instanceof FileAlreadyExistsException) {
      return failure.getFile() + ": is there already, and is no folder";
    }
    if (failure instanceof FileSystemLoopException) {
      return failure.getFile() + ": links lead in a circle";
    }
    if (failure instanceof DirectoryNotEmptyException) {
      return failure.getFile() + ": is a folder that is not empty";
    }
    return "%s: %s"
        .formatted(
            failure.getFile(),
            failure.getReason() == null ? failure.getClass().getSimpleName() : failure.getReason());
  }
}

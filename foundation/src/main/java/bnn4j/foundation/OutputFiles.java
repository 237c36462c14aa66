package bnn4j.foundation;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;

/**
 * Checks the output files and folders of a command before it starts, so that a file that cannot be
 * written is refused before any work is done.
 */
public final class OutputFiles {
  private OutputFiles() {}

  /**
   * Checks that each can be written, and is a place of its own.
   *
   * @param inputs the files that the command reads, and the folders of which it may read any file
   * @throws Refusal if two are the same, one would replace an input, is of the other kind, below a
   *     file, or in a place where this user may not write
   */
  public static void check(Collection<OutputPlace> outputs, Collection<Path> inputs) {
    Map<Path, String> taken = new HashMap<>();
    for (OutputPlace output : outputs) {
      checkPlace(output);
      Path path = output.path();
      if (Files.exists(path) && !Files.isRegularFile(path) && !Files.isDirectory(path)) {
        continue;
      }
      Path place = real(path);
      String other = taken.putIfAbsent(place, output.option());
      if (other != null) {
        throw new Refusal(
            "%s and %s both write %s; give each its own file"
                .formatted(other, output.option(), path));
      }
      if (!output.folder()) {
        inputs.forEach(input -> checkKept(input, output, place));
      }
    }
  }

  private static void checkKept(Path input, OutputPlace output, Path place) {
    Path path = output.path();
    Path source = real(input);
    if (place.equals(source)) {
      throw new Refusal(
          "%s: %s is an input, which would be lost; give another file"
              .formatted(output.option(), path));
    }
    if (Files.isRegularFile(path) && place.startsWith(source)) {
      throw new Refusal(
          "%s: %s is a file of %s, which would be lost; give another file"
              .formatted(output.option(), path, input));
    }
  }

  private static void checkPlace(OutputPlace output) {
    Path path = output.path();
    if (path.toString().isBlank()) {
      throw new Refusal(
          "%s: expected a %s, found no name"
              .formatted(output.option(), output.folder() ? "folder" : "file"));
    }
    if (!output.folder() && Files.isDirectory(path)) {
      throw new Refusal(
          "%s: %s is a folder; expected a file name".formatted(output.option(), path));
    }
    if (output.folder() && Files.exists(path) && !Files.isDirectory(path)) {
      throw new Refusal("%s: %s is a file; expected a folder".formatted(output.option(), path));
    }
    if (Files.exists(path) && !Files.isWritable(path)) {
      throw new Refusal(
          "%s: %s cannot be written: it is read-only for this user"
              .formatted(output.option(), path));
    }
    if (output.folder() ? !Files.exists(path) : isReplaced(path)) {
      checkFolder(output);
    }
  }

  /** A pipe, a device or one of the system's own is written into, wherever it lies. */
  private static boolean isReplaced(Path file) {
    return !Files.exists(file) || (Files.isRegularFile(file) && !AtomicFile.isWrittenInto(file));
  }

  /** The nearest folder that is there already. */
  private static void checkFolder(OutputPlace output) {
    Path folder = resolved(output.path()).getParent();
    while (folder != null && !Files.exists(folder)) {
      folder = folder.getParent();
    }
    if (folder != null && !Files.isDirectory(folder)) {
      throw new Refusal(
          "%s: %s cannot be written: %s is a file, not a folder"
              .formatted(output.option(), output.path(), folder));
    }
    if (folder != null && !Files.isWritable(folder)) {
      throw new Refusal(
          "%s: %s cannot be written: the folder %s is read-only for this user"
              .formatted(output.option(), output.path(), folder));
    }
  }

  /** One name for one place, also where nothing is yet. */
  private static Path real(Path file) {
    Path path = resolved(file);
    for (Path there = path; there != null; there = there.getParent()) {
      try {
        return there.toRealPath().resolve(there.relativize(path)).normalize();
      } catch (IOException e) {
        // Nothing is there; the folder above it may be.
      }
    }
    return path;
  }

  /** Where a link leads, also one that leads to nothing. */
  private static Path resolved(Path file) {
    try {
      return AtomicFile.target(file).toAbsolutePath().normalize();
    } catch (IOException e) {
      return file.toAbsolutePath().normalize();
    }
  }
}

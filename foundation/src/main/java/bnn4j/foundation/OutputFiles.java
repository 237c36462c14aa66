package bnn4j.foundation;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;

/**
 * The files that a command is told to write, looked at before it begins its work: what cannot be
 * written is refused while nothing is lost by it.
 */
public final class OutputFiles {
  private OutputFiles() {}

  /**
   * Checks that each can be a file, and a file of its own.
   *
   * @param outputs by the option that names them
   * @param inputs what the command reads
   * @throws Refusal if two are the same, one is an input, a folder, or below a file
   */
  public static void check(Map<String, Path> outputs, Collection<Path> inputs) {
    Map<Path, String> taken = new HashMap<>();
    new TreeMap<>(outputs)
        .forEach(
            (option, file) -> {
              checkPlace(option, file);
              if (Files.exists(file) && !Files.isRegularFile(file)) {
                return;
              }
              String other = taken.putIfAbsent(real(file), option);
              if (other != null) {
                throw new Refusal(
                    "%s and %s both write %s; give each its own file"
                        .formatted(other, option, file));
              }
              if (inputs.stream().anyMatch(input -> real(input).equals(real(file)))) {
                throw new Refusal(
                    "%s: %s is an input, which would be lost; give another file"
                        .formatted(option, file));
              }
            });
  }

  private static void checkPlace(String option, Path file) {
    if (file.toString().isBlank()) {
      throw new Refusal("%s: expected a file, found no name".formatted(option));
    }
    if (Files.isDirectory(file)) {
      throw new Refusal("%s: %s is a folder; expected a file name".formatted(option, file));
    }
    Path folder = file.toAbsolutePath().normalize().getParent();
    while (folder != null && !Files.exists(folder)) {
      folder = folder.getParent();
    }
    if (folder != null && !Files.isDirectory(folder)) {
      throw new Refusal(
          "%s: %s cannot be written: %s is a file, not a folder".formatted(option, file, folder));
    }
  }

  private static Path real(Path file) {
    try {
      return file.toRealPath();
    } catch (IOException e) {
      return file.toAbsolutePath().normalize();
    }
  }
}

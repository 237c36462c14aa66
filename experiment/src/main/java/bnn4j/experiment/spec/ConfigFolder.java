package bnn4j.experiment.spec;

import bnn4j.foundation.Refusal;
import bnn4j.yaml.Words;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The folder in which configs are found by name. */
record ConfigFolder(Path folder) {
  private static final String EXTENSION = ".yaml";

  Path find(String file) {
    return Stream.of(
            Path.of(file),
            folder.resolve(file),
            Path.of(file + EXTENSION),
            folder.resolve(file + EXTENSION))
        .filter(Files::isRegularFile)
        .findFirst()
        .orElseThrow(() -> new Refusal(unknown(file)));
  }

  private String unknown(String file) {
    if (Files.isDirectory(Path.of(file))) {
      return "config '%s' is a folder; expected a YAML file".formatted(file);
    }
    List<String> names = names();
    if (names.isEmpty()) {
      return "config '%s' does not exist, and %s contains no configs".formatted(file, folder);
    }
    String meant =
        Words.closest(file.replaceFirst("\\.ya?ml$", ""), names)
            .map(name -> ", did you mean '" + name + "'?")
            .orElse("");
    return "config '%s' does not exist%s; %s contains %s"
        .formatted(file, meant, folder, String.join(", ", names));
  }

  private List<String> names() {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(name -> name.endsWith(EXTENSION))
          .map(name -> name.substring(0, name.length() - EXTENSION.length()))
          .sorted()
          .collect(Collectors.toList());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}

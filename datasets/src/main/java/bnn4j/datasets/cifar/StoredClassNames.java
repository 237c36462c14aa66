package bnn4j.datasets.cifar;

import bnn4j.datasets.Reading;
import bnn4j.datasets.pickle.PickleReader;
import bnn4j.foundation.InputFile;
import bnn4j.foundation.Refusal;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The names of the classes that CIFAR-10's authors put beside the batches: {@code batches.meta.txt}
 * with a name per line, or {@code batches.meta} pickled. Records hold numbers only, so these names
 * are all that tells somebody's own images in this format from the official ones.
 */
final class StoredClassNames {
  private static final int MOST_BYTES = 1 << 16;

  private StoredClassNames() {}

  /** Warns if the folder of batches names other classes than the catalogue. */
  static void compare(Path folder, List<String> expected, Reading reading) {
    Path text = folder.resolve("batches.meta.txt");
    Path pickle = folder.resolve("batches.meta");
    Path file = Files.isRegularFile(text) ? text : pickle;
    if (!Files.isRegularFile(file)) {
      return;
    }
    try {
      byte[] bytes = InputFile.read(file, MOST_BYTES, "names of classes");
      Optional<List<String>> names =
          file.equals(text) ? Optional.of(lines(bytes)) : pickled(bytes, file.toString());
      names
          .filter(found -> !found.isEmpty() && !found.equals(expected))
          .ifPresent(
              found ->
                  reading.warn(
                      "%s: names the classes %s; loaded as %s, the names of the official dataset"
                          .formatted(file, String.join(", ", found), String.join(", ", expected))));
    } catch (IOException | Refusal e) {
      reading.warn(
          "%s: cannot be read, so the names of the classes are not compared: %s"
              .formatted(file, e.getMessage()));
    }
  }

  private static List<String> lines(byte[] bytes) {
    return new String(bytes, StandardCharsets.UTF_8)
        .lines()
        .map(String::strip)
        .filter(line -> !line.isEmpty())
        .toList();
  }

  private static Optional<List<String>> pickled(byte[] bytes, String place) {
    return new PickleReader(bytes, place).read() instanceof Map<?, ?> values
            && values.get("label_names") instanceof List<?> names
        ? Optional.of(names.stream().map(Object::toString).toList())
        : Optional.empty();
  }
}

package bnn4j.overlay.params;

import bnn4j.foundation.AtomicFolder;
import bnn4j.foundation.FailureText;
import bnn4j.foundation.Refusal;
import bnn4j.overlay.MatrixLayer;
import bnn4j.overlay.text.OverlayFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Writes one parameter folder in one step; what is not a set's, such as a card, is kept in it. */
final class FolderWriter {
  private final Path folder;

  FolderWriter(Path folder) {
    this.folder = folder;
  }

  void write(ParameterSet set, Map<String, String> companions) {
    refuseUnlessOurs();
    new AtomicFolder(folder)
        .write(
            FolderWriter::isReplaced,
            incoming -> {
              writeMemories(set, incoming);
              writeText(incoming, ParameterFile.CLASSES, classesText(set.outputNames()));
              Optional<String> output = OutputFile.text(set);
              if (output.isPresent()) {
                writeText(incoming, OutputFile.NAME, output.get());
              }
              if (!OverlayFile.isPublished(set.overlay())) {
                writeText(incoming, OverlayFile.NAME, OverlayFile.toYaml(set.overlay()));
              }
              for (Map.Entry<String, String> companion : companions.entrySet()) {
                writeText(incoming, companion.getKey(), companion.getValue());
              }
            });
  }

  private void refuseUnlessOurs() {
    if (!Files.isDirectory(folder)) {
      return;
    }
    try (Stream<Path> entries = Files.list(folder)) {
      List<String> names = entries.map(e -> e.getFileName().toString()).sorted().toList();
      if (!names.isEmpty() && names.stream().noneMatch(FolderWriter::isOurs)) {
        throw new Refusal(
            "%s contains %s but no parameter set; choose a new or an empty folder"
                .formatted(folder, names.get(0)));
      }
    } catch (IOException e) {
      throw new Refusal("%s cannot be read: %s".formatted(folder, FailureText.reason(e)), e);
    }
  }

  private static void writeMemories(ParameterSet set, Path incoming) throws IOException {
    for (MatrixLayer layer : set.overlay().layers()) {
      LayerMemory memory = set.layers().get(layer.index());
      for (ParameterFile file : ParameterFile.of(layer)) {
        long[][] memories = file.weights() ? memory.weights() : memory.thresholds();
        Files.write(incoming.resolve(file.name()), ParameterFile.encode(memories[file.pe()]));
      }
    }
  }

  private void writeText(Path incoming, String name, String text) throws IOException {
    Path file = incoming.resolve(name).normalize();
    if (!file.startsWith(incoming) || Files.exists(file)) {
      throw new Refusal(
          "'%s' is not a valid file name in the parameter folder of %s".formatted(name, folder));
    }
    Files.createDirectories(file.getParent());
    Files.writeString(file, text, StandardCharsets.UTF_8);
  }

  /** Joined by line feeds without a final one, like the original; an empty last name needs one. */
  private static String classesText(List<String> names) {
    ClassNames.check(names);
    String text = String.join("\n", names);
    return names.get(names.size() - 1).isEmpty() ? text + "\n" : text;
  }

  private static boolean isReplaced(Path name) {
    return name.getNameCount() == 1 && isOurs(name.toString());
  }

  private static boolean isOurs(String name) {
    return ParameterFile.isMemory(name)
        || name.equals(ParameterFile.CLASSES)
        || name.equals(OutputFile.NAME)
        || name.equals(OverlayFile.NAME);
  }
}

package bnn4j.overlay.params;

import bnn4j.foundation.Refusal;
import bnn4j.foundation.TreeDeletion;
import bnn4j.overlay.MatrixLayer;
import bnn4j.overlay.text.OverlayFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Writes one parameter folder: everything into a hidden folder beside it, which then takes its
 * place by renaming. At any time the former or the new folder is whole on the disk.
 */
final class FolderWriter {
  private final Path folder;
  private final Path incoming;
  private final Path former;

  FolderWriter(Path folder) {
    this.folder = folder.toAbsolutePath().normalize();
    this.incoming = beside(this.folder, "incoming-" + ProcessHandle.current().pid());
    this.former = former(this.folder);
  }

  /** Where the former folder lies for the moment between two renames. */
  static Path former(Path folder) {
    return beside(folder.toAbsolutePath().normalize(), "former");
  }

  void write(ParameterSet set, Map<String, String> companions) {
    try {
      finishInterrupted();
      refuseUnlessOurs();
      TreeDeletion.delete(incoming);
      Files.createDirectories(incoming);
      writeMemories(set);
      writeText(ParameterFile.CLASSES, classesText(set.outputNames()));
      Optional<String> output = OutputFile.text(set);
      if (output.isPresent()) {
        writeText(OutputFile.NAME, output.get());
      }
      if (!OverlayFile.isPublished(set.overlay())) {
        writeText(OverlayFile.NAME, OverlayFile.toYaml(set.overlay()));
      }
      for (Map.Entry<String, String> companion : companions.entrySet()) {
        writeText(companion.getKey(), companion.getValue());
      }
      keepForeign();
      swap();
    } catch (IOException e) {
      throw new Refusal("%s cannot be written: %s".formatted(folder, e), e);
    } finally {
      discard(incoming);
    }
  }

  /** A crash between the two renames left only the former folder, one after them left both. */
  private void finishInterrupted() throws IOException {
    if (Files.exists(former)) {
      if (Files.exists(folder)) {
        TreeDeletion.delete(former);
      } else {
        Files.move(former, folder);
      }
    }
  }

  private void refuseUnlessOurs() throws IOException {
    if (!Files.exists(folder)) {
      return;
    }
    if (!Files.isDirectory(folder)) {
      throw new Refusal(folder + " is a file; choose another parameter folder");
    }
    try (Stream<Path> entries = Files.list(folder)) {
      List<String> names = entries.map(e -> e.getFileName().toString()).sorted().toList();
      if (!names.isEmpty() && names.stream().noneMatch(FolderWriter::isOurs)) {
        throw new Refusal(
            "%s contains %s but no parameter set; choose a new or an empty folder"
                .formatted(folder, names.get(0)));
      }
    }
  }

  private void writeMemories(ParameterSet set) throws IOException {
    for (MatrixLayer layer : set.overlay().layers()) {
      LayerMemory memory = set.layers().get(layer.index());
      for (ParameterFile file : ParameterFile.of(layer)) {
        long[][] memories = file.weights() ? memory.weights() : memory.thresholds();
        Files.write(incoming.resolve(file.name()), ParameterFile.encode(memories[file.pe()]));
      }
    }
  }

  private void writeText(String name, String text) throws IOException {
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

  /** What is not ours, such as a card, goes over into the new folder. */
  private void keepForeign() throws IOException {
    if (!Files.exists(folder)) {
      return;
    }
    try (Stream<Path> tree = Files.walk(folder)) {
      for (Path path : (Iterable<Path>) tree::iterator) {
        Path kept = incoming.resolve(folder.relativize(path).toString());
        boolean top = folder.equals(path.getParent());
        if (!Files.exists(kept) && !(top && isOurs(path.getFileName().toString()))) {
          Files.copy(path, kept, StandardCopyOption.COPY_ATTRIBUTES, LinkOption.NOFOLLOW_LINKS);
        }
      }
    }
  }

  private void swap() throws IOException {
    if (!Files.exists(folder)) {
      Files.move(incoming, folder);
      return;
    }
    Files.move(folder, former);
    try {
      Files.move(incoming, folder);
    } catch (IOException e) {
      Files.move(former, folder);
      throw e;
    }
    TreeDeletion.delete(former);
  }

  private static boolean isOurs(String name) {
    return ParameterFile.isMemory(name)
        || name.equals(ParameterFile.CLASSES)
        || name.equals(OutputFile.NAME)
        || name.equals(OverlayFile.NAME);
  }

  private static Path beside(Path folder, String suffix) {
    if (folder.getFileName() == null) {
      throw new Refusal(folder + " is not a valid parameter folder; name a folder inside it");
    }
    return folder.resolveSibling(".%s.%s".formatted(folder.getFileName(), suffix));
  }

  /** Clears up after a failure, whose own message matters more than one about clearing up. */
  private static void discard(Path tree) {
    try {
      TreeDeletion.delete(tree);
    } catch (IOException ignored) {
      // The next write of the same process number deletes it.
    }
  }
}

package bnn4j.overlay.params;

import bnn4j.foundation.AtomicFolder;
import bnn4j.foundation.FailureText;
import bnn4j.foundation.Refusal;
import bnn4j.foundation.TextFile;
import bnn4j.network.OutputCode;
import bnn4j.overlay.MatrixLayer;
import bnn4j.overlay.Overlay;
import bnn4j.overlay.Overlays;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Reads one parameter folder; everything is checked by length before anything is read. */
final class ParameterFolderReader {
  /** Names that tell what a folder is for. */
  private static final int SHOWN = 3;

  /** Of names; no overlay has a thousandth of as many outputs. */
  private static final int MOST_BYTES = 1 << 20;

  private final Path folder;
  private final SortedMap<String, Long> lengths;

  ParameterFolderReader(Path folder) {
    this.folder = folder;
    if (!Files.isDirectory(folder)) {
      throw new Refusal(folder + (Files.exists(folder) ? " is a file" : " is missing") + advice());
    }
    try {
      this.lengths = lengths(folder);
    } catch (IOException e) {
      throw new Refusal("%s cannot be read: %s".formatted(folder, FailureText.reason(e)), e);
    }
  }

  LoadedParameters read(Overlay overlay) {
    FolderMatch fit = FolderMatch.of(overlay, lengths);
    if (!fit.fits()) {
      throw new Refusal(misfit(overlay, fit));
    }
    List<String> names = classNames();
    try {
      List<LayerMemory> memories = new ArrayList<>();
      for (MatrixLayer layer : overlay.layers()) {
        memories.add(memory(layer));
      }
      OutputCode output = OutputFile.read(folder, overlay.network().output(), names);
      List<String> classes = names.subList(0, names.size() / output.levels());
      ParameterSet set = new ParameterSet(overlay, memories, classes, output);
      return new LoadedParameters(set, warnings(overlay, fit, names));
    } catch (IOException e) {
      throw new Refusal("%s cannot be read: %s".formatted(folder, FailureText.reason(e)), e);
    } catch (Refusal e) {
      throw new Refusal("%s: %s".formatted(folder, e.getMessage()), e);
    }
  }

  Overlay recognise() {
    if (lengths.keySet().stream().noneMatch(name -> name.endsWith(".bin"))) {
      throw new Refusal(
          "%s contains no parameter set; it contains %s".formatted(folder, content()));
    }
    return fitting()
        .orElseThrow(
            () -> {
              Overlay closest =
                  Overlays.published().stream()
                      .min(Comparator.comparing(o -> FolderMatch.of(o, lengths).misfits().size()))
                      .orElseThrow();
              FolderMatch fit = FolderMatch.of(closest, lengths);
              return new Refusal(
                  ("%s does not match any published overlay: of the %d files of %s (the closest),"
                          + " %d do not fit: %s%s")
                      .formatted(
                          folder,
                          fit.files().size(),
                          closest.name(),
                          fit.misfits().size(),
                          fit.misfits().get(0),
                          fit.misfits().size() > 1 ? ", and so on" : ""));
            });
  }

  private String content() {
    try (Stream<Path> entries = Files.list(folder)) {
      List<String> names =
          entries.map(e -> e.getFileName() + (Files.isDirectory(e) ? "/" : "")).sorted().toList();
      String first = names.stream().limit(SHOWN).collect(Collectors.joining(", "));
      int more = names.size() - SHOWN;
      return names.isEmpty() ? "nothing" : first + (more > 0 ? " and %d more".formatted(more) : "");
    } catch (IOException e) {
      throw new Refusal("%s cannot be read: %s".formatted(folder, FailureText.reason(e)), e);
    }
  }

  private String misfit(Overlay overlay, FolderMatch fit) {
    String hint =
        fitting()
            .map(o -> "; the folder is for %s, use that overlay".formatted(o.name()))
            .orElse("");
    return "%s for overlay %s%s"
        .formatted(folder.resolve(fit.misfits().get(0)), overlay.name(), hint);
  }

  private Optional<Overlay> fitting() {
    return Overlays.published().stream().filter(o -> FolderMatch.of(o, lengths).fits()).findFirst();
  }

  private LayerMemory memory(MatrixLayer layer) throws IOException {
    long[][] weights = new long[layer.folding().pe()][];
    long[][] thresholds = new long[layer.folding().pe()][0];
    for (ParameterFile file : ParameterFile.of(layer)) {
      byte[] bytes = Files.readAllBytes(folder.resolve(file.name()));
      if (bytes.length != lengths.get(file.name())) {
        throw new Refusal("%s changed while it was read; try again".formatted(file.name()));
      }
      (file.weights() ? weights : thresholds)[file.pe()] = file.decode(bytes);
    }
    return new LayerMemory(weights, thresholds);
  }

  /** Each line stripped, empty ones kept: that is how the original counts classes. */
  private List<String> classNames() {
    Path file = folder.resolve(ParameterFile.CLASSES);
    if (!Files.exists(file)) {
      throw new Refusal(file + " is missing; expected one class name per line");
    }
    List<String> names = TextFile.read(file, MOST_BYTES).lines().map(String::strip).toList();
    if (names.isEmpty()) {
      throw new Refusal(file + " is empty; expected one class name per line");
    }
    names.forEach(ClassNames::checkPrintable);
    return names;
  }

  private static List<String> warnings(Overlay overlay, FolderMatch fit, List<String> names) {
    List<MatrixLayer> layers = overlay.layers();
    MatrixLayer last = layers.get(layers.size() - 1);
    List<String> warnings = new ArrayList<>();
    if (fit.lastRows() < last.rows()) {
      long named = names.stream().filter(n -> !n.isEmpty()).count();
      if (named > fit.lastRows()) {
        throw new Refusal(
            ("the files of layer %d contain %d neurons, but %s names %d classes; one of them is"
                    + " truncated")
                .formatted(last.index(), fit.lastRows(), ParameterFile.CLASSES, named));
      }
      warnings.add(
          ("layer %d has %d of %d neurons, as written by an older generator; the missing"
                  + " words are read as zeros, as in the original")
              .formatted(last.index(), fit.lastRows(), last.rows()));
    }
    if (!fit.superfluous().isEmpty()) {
      warnings.add(
          "%s does not use %s; it is ignored, as in the original"
              .formatted(overlay.name(), String.join(", ", fit.superfluous())));
    }
    if (names.contains("")) {
      warnings.add(
          "%s: line %d is empty; it counts as a class without a name, as in the original"
              .formatted(ParameterFile.CLASSES, names.indexOf("") + 1));
    }
    return warnings;
  }

  private String advice() {
    Path former = AtomicFolder.former(folder);
    return Files.isDirectory(former)
        ? ", but an interrupted write left the earlier set in %s; rename that folder back"
            .formatted(former.getFileName())
        : "; expected a parameter folder";
  }

  private static SortedMap<String, Long> lengths(Path folder) throws IOException {
    SortedMap<String, Long> lengths = new TreeMap<>();
    try (Stream<Path> entries = Files.list(folder)) {
      for (Path entry : (Iterable<Path>) entries::iterator) {
        String name = entry.getFileName().toString();
        if (ParameterFile.isMemory(name) && Files.isRegularFile(entry)) {
          lengths.put(name, Files.size(entry));
        }
      }
    }
    return lengths;
  }
}

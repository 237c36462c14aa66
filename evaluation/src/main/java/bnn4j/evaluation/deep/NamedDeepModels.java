package bnn4j.evaluation.deep;

import bnn4j.evaluation.model.ParameterSetFolders;
import bnn4j.foundation.Refusal;
import bnn4j.offload.deep.DeepSetFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Finds deep sets by name.
 *
 * @param places folders that a name may be in, in the order of search
 */
public record NamedDeepModels(List<Path> places) {
  /** A run has its set in {@code <time>/params/<dataset>/<network>}. */
  private static final int DEPTH = 5;

  /** Copies the list. */
  public NamedDeepModels {
    places = List.copyOf(places);
  }

  /**
   * The set of that name: a folder, a name in one of the places, or a run.
   *
   * @return empty if there is none; then the name may be that of a dataflow overlay's set
   * @throws Refusal if there are several
   */
  public Optional<DeepSetFolder> find(String name) throws IOException {
    Optional<Path> folder =
        Stream.concat(Stream.of(Path.of(name)), places.stream().map(place -> place.resolve(name)))
            .filter(Files::isDirectory)
            .findFirst();
    return folder.isPresent() ? in(folder.get()) : Optional.empty();
  }

  private static Optional<DeepSetFolder> in(Path folder) throws IOException {
    DeepSetFolder itself = new DeepSetFolder(folder);
    if (itself.exists()) {
      return Optional.of(itself);
    }
    if (!new ParameterSetFolders(folder).list().isEmpty()) {
      return Optional.empty();
    }
    List<Path> found = below(folder);
    boolean runs = found.stream().allMatch(set -> set.toString().contains("params"));
    if (found.size() > 1 && !runs) {
      throw new Refusal(
          "%s: holds %d sets; name one: %s, ..."
              .formatted(folder, found.size(), folder.relativize(found.get(0))));
    }
    // Of several runs the newest, whose name is a time.
    return found.isEmpty()
        ? Optional.empty()
        : Optional.of(new DeepSetFolder(found.get(found.size() - 1)));
  }

  private static List<Path> below(Path folder) throws IOException {
    try (Stream<Path> all = Files.walk(folder, DEPTH)) {
      return all.filter(file -> file.endsWith(DeepSetFolder.NETWORK))
          .map(Path::getParent)
          .filter(set -> !set.getFileName().toString().startsWith("."))
          .sorted()
          .toList();
    }
  }
}

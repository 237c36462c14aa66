package bnn4j.datasets;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** Looks for a file in a folder; no folder is listed twice. */
final class FileSearch {
  private final Path folder;
  private final Map<Path, List<String>> listed = new HashMap<>();

  FileSearch(Path folder) {
    this.folder = folder;
  }

  /**
   * The first file that is there under one of its names: in the folder, in a folder of its own name
   * as Kaggle unpacks it, or in one of the folders inside. A name in other case counts only where
   * none fits exactly, as some file systems change it.
   *
   * @param names of the file, the best first
   * @param inside names of folders
   * @param suits whether a path is such a file
   */
  Optional<Path> find(List<String> names, List<String> inside, Predicate<Path> suits) {
    List<Path> places =
        Stream.of(
                names.stream().map(folder::resolve),
                names.stream().map(name -> folder.resolve(name).resolve(name)),
                inside.stream().flatMap(name -> names.stream().map(folder.resolve(name)::resolve)))
            .flatMap(some -> some)
            .toList();
    return Stream.concat(places.stream(), places.stream().flatMap(place -> inAnyCase(place)))
        .filter(suits)
        .findFirst();
  }

  private Stream<Path> inAnyCase(Path place) {
    Path found = folder;
    for (Path name : folder.relativize(place)) {
      Optional<String> here =
          listed.computeIfAbsent(found, FileSearch::namesIn).stream()
              .filter(n -> n.equalsIgnoreCase(name.toString()))
              .findFirst();
      if (here.isEmpty()) {
        return Stream.empty();
      }
      found = found.resolve(here.get());
    }
    return Stream.of(found);
  }

  /** What is in a folder, in the order of the names; nothing if it cannot be listed. */
  static List<String> namesIn(Path folder) {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> inside = Files.list(folder)) {
      return inside.map(path -> path.getFileName().toString()).sorted().toList();
    } catch (IOException e) {
      return List.of();
    }
  }
}

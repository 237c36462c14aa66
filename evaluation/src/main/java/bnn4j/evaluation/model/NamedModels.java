package bnn4j.evaluation.model;

import bnn4j.foundation.Refusal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Models by the names that people give them: a folder, a name among the sets made here, then among
 * the project's, a run.
 *
 * @param sets folders of sets, {@code <dataset>/<network>} each, in the order of search
 * @param runs folder of runs, each with the set that it exported
 */
public record NamedModels(List<Path> sets, Path runs) {
  /** How many sets a message names. */
  private static final int NAMED = 8;

  /** Copies the list. */
  public NamedModels {
    sets = List.copyOf(sets);
  }

  /**
   * Finds the folder of a model.
   *
   * @throws Refusal if there is none of that name, or several
   */
  public ModelFolder find(String name) throws IOException {
    Path folder =
        places(path(name))
            .filter(Files::isDirectory)
            .findFirst()
            .orElseThrow(
                () ->
                    new Refusal(
                        "parameter set '%s': not a folder and not a name under %s; 'params list' lists the sets"
                            .formatted(
                                name,
                                sets.stream()
                                    .map(Path::toString)
                                    .distinct()
                                    .collect(Collectors.joining(" or ")))));
    return new ModelFolder(inside(folder));
  }

  private Stream<Path> places(Path name) {
    return Stream.concat(
        Stream.concat(Stream.of(name), sets.stream().map(folder -> folder.resolve(name))),
        Stream.of(runs.resolve(name)));
  }

  private static Path path(String name) {
    try {
      return Path.of(name);
    } catch (InvalidPathException e) {
      throw new Refusal("parameter set '%s': no path can be called so".formatted(name), e);
    }
  }

  /**
   * The folder itself, or the set in it where it is that of a run, of several runs the newest's.
   */
  private static Path inside(Path folder) throws IOException {
    if (Files.exists(folder.resolve(ParameterSetFolders.CLASSES))) {
      return folder;
    }
    List<Path> found = new ParameterSetFolders(folder).list();
    if (found.isEmpty()) {
      return folder;
    }
    Path newest = found.get(found.size() - 1);
    Path first = folder.relativize(newest).getName(0);
    List<Path> ofTheNewest =
        found.stream().filter(set -> folder.relativize(set).startsWith(first)).toList();
    boolean isRun = folder.relativize(newest).toString().replace('\\', '/').contains("params/");
    if (found.size() > 1 && !(isRun && ofTheNewest.size() == 1)) {
      throw new Refusal(
          "%s: holds %d parameter sets; choose one of: %s"
              .formatted(
                  folder,
                  found.size(),
                  found.stream()
                      .map(set -> folder.relativize(set).toString().replace('\\', '/'))
                      .limit(NAMED)
                      .collect(Collectors.joining(", "))));
    }
    return newest;
  }
}

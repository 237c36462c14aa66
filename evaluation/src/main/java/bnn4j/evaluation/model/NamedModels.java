package bnn4j.evaluation.model;

import bnn4j.foundation.Refusal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Models by the names that people give them: a folder, a name among the project's sets, a run.
 *
 * @param sets folder of the project's sets, {@code <dataset>/<network>} each
 * @param runs folder of runs, each with the set that it exported
 */
public record NamedModels(Path sets, Path runs) {
  /** How many sets a message names. */
  private static final int NAMED = 8;

  /**
   * Finds the folder of a model.
   *
   * @throws Refusal if there is none of that name, or several
   */
  public ModelFolder find(String name) throws IOException {
    Path folder =
        Stream.of(Path.of(name), sets.resolve(name), runs.resolve(name))
            .filter(Files::isDirectory)
            .findFirst()
            .orElseThrow(
                () ->
                    new Refusal(
                        "parameter set '%s': not a folder and not a name under %s; 'params list' lists the sets"
                            .formatted(name, sets)));
    return new ModelFolder(inside(folder));
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

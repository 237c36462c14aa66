package bnn4j.evaluation.model;

import bnn4j.foundation.EditDistance;
import bnn4j.foundation.FileKind;
import bnn4j.foundation.Refusal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Finds models by name: a folder, a name in the current folder's sets, a name in the project's
 * sets, or a run.
 *
 * @param sets folders of sets, {@code <dataset>/<network>} each, in the order of search
 * @param runs folder of runs, each with the set that it exported
 */
public record NamedModels(List<Path> sets, Path runs) {
  /** How many sets a message names. */
  private static final int NAMED = 8;

  /** As in {@code runs/NAME}: {@code <time>/params/<dataset>/<network>}. */
  private static final int DEEPEST = 4;

  /** Where a run has its set. */
  private static final String PARAMS = "params";

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
    Optional<Path> folder = places(path(name)).filter(Files::isDirectory).findFirst();
    if (folder.isEmpty()) {
      throw unknown(name);
    }
    return new ModelFolder(inside(folder.get()));
  }

  private Stream<Path> places(Path name) {
    return Stream.concat(
        Stream.concat(Stream.of(name), sets.stream().map(folder -> folder.resolve(name))),
        Stream.of(runs.resolve(name)));
  }

  private static Path path(String name) {
    if (name.isBlank()) {
      throw new Refusal("parameter set: expected a folder or a name, found no name");
    }
    try {
      return Path.of(name);
    } catch (InvalidPathException e) {
      throw new Refusal("parameter set '%s': not a valid path".formatted(name), e);
    }
  }

  private Refusal unknown(String name) throws IOException {
    if (Files.isRegularFile(Path.of(name))) {
      return new Refusal(
          "parameter set '%s': is %s, not a folder; 'params list' lists the sets, 'gen-weights' makes one of a model"
              .formatted(name, FileKind.of(Path.of(name)).orElse("a file")));
    }
    List<String> known = new ArrayList<>();
    for (Path folder : sets) {
      ParameterSetFolders among = new ParameterSetFolders(folder);
      among.list().forEach(set -> known.add(among.name(set)));
    }
    return new Refusal(
        "parameter set '%s': not a folder and not a name under %s%s; 'params list' lists the sets"
            .formatted(
                name,
                sets.stream().map(Path::toString).distinct().collect(Collectors.joining(" or ")),
                meant(name, known).map(set -> ", did you mean '" + set + "'?").orElse("")));
  }

  /** A set with that name alone, or with one that differs little. */
  private static Optional<String> meant(String name, List<String> known) {
    return known.stream()
        .filter(set -> set.endsWith("/" + name))
        .findFirst()
        .or(() -> EditDistance.closest(name, known));
  }

  /**
   * The folder itself, or the set in it where it is that of a run, of several runs the newest's. A
   * folder of anything else is not searched: a set that happens to lie in it is not meant.
   */
  private static Path inside(Path folder) throws IOException {
    if (Files.exists(folder.resolve(ParameterSetFolders.CLASSES))) {
      return folder;
    }
    List<Path> found = near(folder);
    if (found.isEmpty()) {
      return folder;
    }
    Path newest = found.get(found.size() - 1);
    Path first = folder.relativize(newest).getName(0);
    List<Path> ofTheNewest =
        found.stream().filter(set -> folder.relativize(set).startsWith(first)).toList();
    boolean isRun = found.stream().allMatch(set -> isOfRun(folder.relativize(set)));
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

  /** Sets as deep as they lie in a folder of sets, or of the runs of one name. */
  private static List<Path> near(Path folder) throws IOException {
    return new ParameterSetFolders(folder)
        .list(DEEPEST).stream()
            .filter(
                set ->
                    isOfRun(folder.relativize(set)) || folder.relativize(set).getNameCount() <= 2)
            .toList();
  }

  /** Whether the set is that of a run, or of the runs of one name. */
  private static boolean isOfRun(Path below) {
    return below.startsWith(PARAMS)
        || (below.getNameCount() > 1 && below.getName(1).toString().equals(PARAMS));
  }
}

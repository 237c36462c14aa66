package bnn4j.experiment.archive;

import bnn4j.experiment.run.RunFolder;
import bnn4j.foundation.FailureText;
import bnn4j.foundation.Refusal;
import bnn4j.foundation.TreeDeletion;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * A folder of runs, {@code <name>/<time>} each.
 *
 * @param root the folder, usually {@code runs}
 */
public record RunArchive(Path root) {
  /**
   * A run folder.
   *
   * @param name {@code <name>/<time>}
   * @param folder not read yet
   */
  public record Entry(String name, RunFolder folder) {
    /**
     * What it tells.
     *
     * @throws Refusal if it is half a run or a damaged one
     */
    public RecordedRun read() {
      return RecordedRun.read(name, folder);
    }

    /**
     * Deletes it. Its folder is moved out of the way first: half a run is never taken for one.
     *
     * @throws Refusal if that is not possible
     */
    public void delete() {
      Path path = folder.path().toAbsolutePath().normalize();
      Path doomed = path.resolveSibling("." + path.getFileName() + ".deleted");
      try {
        TreeDeletion.delete(doomed);
        Files.move(path, doomed);
        TreeDeletion.delete(doomed);
      } catch (IOException e) {
        throw new Refusal(
            "%s: cannot be deleted: %s".formatted(folder.path(), FailureText.reason(e)), e);
      }
    }
  }

  /** All runs, sorted by name and time; broken ones too. */
  public List<Entry> entries() throws IOException {
    return all().toList();
  }

  private Stream<Entry> all() {
    return subfolders(root).stream().flatMap(this::entries);
  }

  /** Where a run lies directly, there are no times below. */
  private Stream<Entry> entries(Path folder) {
    List<Path> runs = isRun(folder) ? List.of(folder) : subfolders(folder);
    return runs.stream().map(this::entry);
  }

  private Entry entry(Path folder) {
    String name = root.relativize(folder).toString().replace('\\', '/');
    return new Entry(name, new RunFolder(folder));
  }

  /**
   * The run that is meant: a run folder, {@code <name>/<time>} in this archive, or {@code <name>}
   * for its newest.
   *
   * @throws Refusal if there is none, or it is broken
   */
  public RecordedRun find(String name) {
    for (Path folder : List.of(Path.of(name), root.resolve(name))) {
      if (isRun(folder)) {
        return RecordedRun.read(name, new RunFolder(folder));
      }
    }
    List<Path> times = subfolders(root.resolve(name));
    if (times.isEmpty()) {
      throw new Refusal(
          "run '%s': not a run folder and not a name under %s; 'runs list' lists the runs"
              .formatted(name, root));
    }
    return entry(times.get(times.size() - 1)).read();
  }

  /**
   * The run of exactly that name or folder, broken ones too, but none that is only the newest of a
   * name.
   *
   * @throws Refusal if there is none
   */
  public Entry exactly(String name) {
    Path given = Path.of(name).normalize();
    if (isRun(given) && given.getFileName() != null && !given.endsWith("..")) {
      return new Entry(name, new RunFolder(given));
    }
    return all()
        .filter(entry -> entry.name().equals(name.replaceFirst("/+$", "")))
        .findFirst()
        .orElseThrow(
            () ->
                new Refusal(
                    "run '%s': not a run folder and not <name>/<time> under %s; 'runs list' lists the runs"
                        .formatted(name, root)));
  }

  private static boolean isRun(Path folder) {
    return Files.exists(new RunFolder(folder).configFile());
  }

  /** Sorted, and so by time. */
  private static List<Path> subfolders(Path folder) {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> children = Files.list(folder)) {
      return children
          .filter(Files::isDirectory)
          .filter(child -> !child.getFileName().toString().startsWith("."))
          .sorted(RunFolder.BY_TIME)
          .toList();
    } catch (IOException e) {
      throw new Refusal("%s: cannot be read: %s".formatted(folder, FailureText.reason(e)), e);
    }
  }
}

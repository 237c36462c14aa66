package bnn4j.evaluation.model;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * The parameter sets below a folder, recognised by a file that each set contains.
 *
 * @param root need not exist
 * @param mark name of that file
 */
public record ParameterSetFolders(Path root, String mark) {
  /** The file that every set of a dataflow overlay has. */
  public static final String CLASSES = "classes.txt";

  /** The sets of dataflow overlays. */
  public ParameterSetFolders(Path root) {
    this(root, CLASSES);
  }

  /** Their folders, in order. */
  public List<Path> list() throws IOException {
    return list(Integer.MAX_VALUE);
  }

  /** Those that lie at most so many folders below the root, in order. */
  public List<Path> list(int deepest) throws IOException {
    if (!Files.isDirectory(root)) {
      return List.of();
    }
    try (Stream<Path> all =
        Files.walk(root, deepest == Integer.MAX_VALUE ? deepest : deepest + 1)) {
      return all.filter(file -> file.endsWith(mark))
          .map(Path::getParent)
          .filter(set -> !isHidden(root.relativize(set)))
          .sorted()
          .toList();
    }
  }

  /** What a set is called: its folder below the root, with slashes everywhere. */
  public String name(Path set) {
    return set.equals(root) ? "." : root.relativize(set).toString().replace('\\', '/');
  }

  /** Such as the former set while a new one takes its place. */
  private static boolean isHidden(Path set) {
    return StreamSupport.stream(set.spliterator(), false)
        .anyMatch(p -> p.toString().startsWith("."));
  }
}

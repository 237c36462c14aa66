package bnn4j.evaluation.compare;

import bnn4j.foundation.Refusal;
import bnn4j.overlay.Overlay;
import bnn4j.overlay.Overlays;
import bnn4j.overlay.engine.Trace;
import bnn4j.overlay.engine.TraceFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Traces stored in folders: one folder {@code trace<image>} per image. They contain no thresholds.
 */
public final class FolderTraces implements TraceSource {
  private static final Pattern TRACE = Pattern.compile("trace(\\d{1,9})");

  private final String name;
  private final SortedMap<Integer, Path> folders;

  private FolderTraces(String name, SortedMap<Integer, Path> folders) {
    this.name = name;
    this.folders = folders;
  }

  /** Whether the folder is a trace or holds some. */
  public static boolean isTraces(Path folder) throws IOException {
    return Files.isDirectory(folder)
        && (TraceFolder.isTrace(folder) || !foldersIn(folder).isEmpty());
  }

  /**
   * The traces in a folder, or the one trace that it is; that one counts as image 0 unless its name
   * says another number.
   *
   * @throws Refusal if there are none
   */
  public static FolderTraces in(Path folder) throws IOException {
    SortedMap<Integer, Path> found = new TreeMap<>();
    if (TraceFolder.isTrace(folder)) {
      Matcher number = TRACE.matcher(folder.toAbsolutePath().normalize().getFileName().toString());
      found.put(number.matches() ? Integer.parseInt(number.group(1)) : 0, folder);
    } else {
      found.putAll(foldersIn(folder));
    }
    if (found.isEmpty()) {
      throw new Refusal(
          "%s: contains no traces (folders trace0, trace1, …); 'infer --trace' writes them"
              .formatted(folder));
    }
    return new FolderTraces(folder.toString(), found);
  }

  private static SortedMap<Integer, Path> foldersIn(Path folder) throws IOException {
    SortedMap<Integer, Path> found = new TreeMap<>();
    try (Stream<Path> entries = Files.list(folder)) {
      for (Path entry : entries.filter(TraceFolder::isTrace).toList()) {
        Matcher number = TRACE.matcher(entry.getFileName().toString());
        if (number.matches()) {
          found.put(Integer.parseInt(number.group(1)), entry);
        }
      }
    }
    return found;
  }

  /** The published overlay with as many values in each layer; of several, the first. */
  public Optional<Overlay> overlay() {
    List<Integer> found =
        trace(folders.firstKey()).layers().stream().map(l -> l.accumulators().length).toList();
    return Overlays.published().stream()
        .filter(o -> o.layers().stream().map(l -> l.positions() * l.rows()).toList().equals(found))
        .findFirst();
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public SortedSet<Integer> images() {
    return new TreeSet<>(folders.keySet());
  }

  @Override
  public Trace trace(int image) {
    return TraceFolder.read(folders.get(image));
  }

  @Override
  public OptionalInt cycle(int image, int layer, int index) {
    return TraceFolder.cycle(folders.get(image), layer, index);
  }

  @Override
  public int[] thresholds(int layer, int neuron) {
    return new int[0];
  }
}

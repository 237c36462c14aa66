package bnn4j.experiment.run;

import bnn4j.evaluation.card.CardFile;
import bnn4j.evaluation.card.Start;
import bnn4j.experiment.spec.Target;
import bnn4j.experiment.spec.TrainingSpec;
import bnn4j.foundation.AtomicFile;
import bnn4j.foundation.FailureText;
import bnn4j.foundation.FolderName;
import bnn4j.foundation.Refusal;
import bnn4j.foundation.TextFile;
import bnn4j.overlay.text.OverlayFile;
import bnn4j.trainer.loop.Checkpoints;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The folder of one run: {@code <out>/<name>/<time>/}.
 *
 * @param path the folder
 */
public record RunFolder(Path path) {
  /** By the time in the name; runs of one second by their number, so that 10 comes after 2. */
  public static final Comparator<Path> BY_TIME =
      Comparator.comparing(RunFolder::time)
          .thenComparingInt(RunFolder::number)
          .thenComparing(path -> path.getFileName().toString());

  /** In UTC: local times repeat in autumn, and machines in other zones write into one folder. */
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss").withZone(ZoneOffset.UTC);

  /** How strokes are put into a square unless specified otherwise, as a config notes it. */
  private static final String USUAL_FIT = ", fit: fill";

  private static final Pattern NUMBERED = Pattern.compile("(\\d{8}-\\d{6})-(\\d{1,9})");

  /**
   * Makes the folder of a new run and writes the resolved config into it, and the overlay if it is
   * not a published one.
   *
   * @param runs folder of all runs
   * @param checksum of the dataset
   * @param start the model it begins with, if it does not with random weights
   * @throws Refusal if it cannot be made
   * @throws Refusal if a file in it cannot be written
   */
  public static RunFolder create(
      Path runs, TrainingSpec spec, String checksum, Optional<Start> start) {
    Path parent = runs.resolve(spec.name());
    String time = TIME.format(Instant.now());
    RunFolder folder;
    try {
      Files.createDirectories(parent);
      folder = new RunFolder(createUnused(parent, time));
    } catch (IOException e) {
      throw new Refusal(
          "%s: not usable as run folder (%s); choose another folder with --out"
              .formatted(parent, FailureText.of(e)),
          e);
    }
    folder.begin(spec, checksum, start);
    return folder;
  }

  /**
   * Notes what the run is to be, the config last: a folder without one is of a run that never
   * began.
   *
   * @param checksum of the dataset
   * @param start the model it begins with, if it does not with random weights
   * @throws Refusal if a file in it cannot be written
   */
  public void begin(TrainingSpec spec, String checksum, Optional<Start> start) {
    if (!spec.target().isPublished()) {
      AtomicFile.write(overlayFile(), spec.target().toYaml());
    }
    AtomicFile.write(checksumFile(), checksum + "\n");
    start.ifPresent(model -> AtomicFile.write(startFile(), CardFile.toYaml(model)));
    AtomicFile.write(configFile(), spec.toYaml());
  }

  /** Two runs that begin in the same second get a folder each. */
  private static Path createUnused(Path parent, String name) throws IOException {
    for (int i = 1; ; i++) {
      try {
        return Files.createDirectory(parent.resolve(i == 1 ? name : name + "-" + i));
      } catch (FileAlreadyExistsException e) {
        // The next number may be free.
      }
    }
  }

  private static String time(Path run) {
    String name = run.getFileName().toString();
    Matcher numbered = NUMBERED.matcher(name);
    return numbered.matches() ? numbered.group(1) : name;
  }

  private static int number(Path run) {
    Matcher numbered = NUMBERED.matcher(run.getFileName().toString());
    return numbered.matches() ? Integer.parseInt(numbered.group(2)) : 1;
  }

  /**
   * The newest run of that name with a checkpoint to go on from.
   *
   * @param runs folder of all runs
   */
  public static Optional<RunFolder> newest(Path runs, String name) {
    return called(runs, name)
        .filter(run -> Checkpoints.areIn(run.checkpointsFolder()))
        .max(Comparator.comparing(RunFolder::path, BY_TIME));
  }

  /** All runs of that name, whatever is in them. */
  static Stream<RunFolder> called(Path runs, String name) {
    return foldersIn(runs).stream()
        .filter(folder -> isCalled(folder, name))
        .flatMap(folder -> foldersIn(folder).stream())
        .map(RunFolder::new);
  }

  /** Earlier versions named folders as configs are, with letters that not every disk takes. */
  private static boolean isCalled(Path folder, String name) {
    return FolderName.of(folder.getFileName().toString()).equals(FolderName.of(name));
  }

  private static List<Path> foldersIn(Path folder) {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> children = Files.list(folder)) {
      return children.filter(Files::isDirectory).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Checks that the run began with this config and this data, as it must have for going on to the
   * same result, here or on another machine.
   *
   * @param checksum of the dataset
   * @throws Refusal showing the first lines that differ
   */
  public void checkSame(TrainingSpec spec, String checksum) {
    checkSame(spec);
    checkImages(spec, checksum);
  }

  /** Notes the model with which the run begins. */
  void begun(Start start) {
    AtomicFile.write(startFile(), CardFile.toYaml(start));
  }

  /**
   * Compares two configs.
   *
   * @param which of them is meant, for the message
   */
  void checkSame(String which, TrainingSpec began, TrainingSpec present) {
    if (!began.equals(present)) {
      checkSame(mark(which, began), mark(which, present));
    }
  }

  private static String mark(String which, TrainingSpec spec) {
    return spec.toYaml().lines().map(line -> which + line).collect(Collectors.joining("\n"));
  }

  /**
   * Checks that the run began with these images.
   *
   * @param checksum of the dataset
   */
  void checkImages(TrainingSpec spec, String checksum) {
    String images = checksum().orElse(checksum);
    if (!images.equals(checksum)) {
      throw new Refusal(
          ("%s started with other images as %s (sha256 %s, now %s); use the original images,"
                  + " see --data")
              .formatted(path, spec.dataset(), images, checksum));
    }
  }

  /**
   * The model it began with, if it did not with random weights.
   *
   * @throws Refusal if the note of it cannot be read
   */
  public Optional<Start> start() {
    return Files.exists(startFile())
        ? Optional.of(CardFile.startFromYaml(TextFile.read(startFile()), startFile().toString()))
        : Optional.empty();
  }

  /** The sha256 of the dataset; older runs did not note it. */
  Optional<String> checksum() {
    return Files.exists(checksumFile())
        ? Optional.of(TextFile.read(checksumFile()).strip())
        : Optional.empty();
  }

  /**
   * Checks that the run began with this config.
   *
   * @throws Refusal showing the first lines that differ
   */
  public void checkSame(TrainingSpec spec) {
    String began = TextFile.read(configFile());
    checkSame(began, withoutNewDefaults(began, spec));
    if (!spec.target().isPublished()) {
      // As overlays, because an older run wrote the same one with other words.
      checkSame(Target.read(overlayFile()).toYaml(), spec.target().toYaml());
    }
  }

  /** The config without settings that the run began before they existed and that are as usual. */
  private static String withoutNewDefaults(String began, TrainingSpec spec) {
    Set<String> known = began.lines().map(RunFolder::key).collect(Collectors.toSet());
    Set<String> usual =
        TrainingSpec.of(spec.name(), spec.target(), spec.dataset())
            .toYaml()
            .lines()
            .collect(Collectors.toSet());
    return spec.toYaml()
        .lines()
        .filter(line -> known.contains(key(line)) || !usual.contains(line))
        .map(line -> withoutNewFit(began, line))
        .collect(Collectors.joining("\n"));
  }

  /** The one setting that joined a block after runs had noted that. */
  private static String withoutNewFit(String began, String line) {
    return line.startsWith("pictures:") && !began.contains(USUAL_FIT)
        ? line.replace(USUAL_FIT + "}", "}")
        : line;
  }

  private static String key(String line) {
    return line.replaceFirst(":.*", "");
  }

  private void checkSame(String began, String present) {
    List<String> then = began.lines().toList();
    List<String> now = present.lines().toList();
    for (int i = 0; i < Math.max(then.size(), now.size()); i++) {
      String before = i < then.size() ? then.get(i).strip() : "nothing";
      String after = i < now.size() ? now.get(i).strip() : "nothing";
      if (!before.equals(after)) {
        throw new Refusal(
            ("%s started with '%s', but the config contains '%s'; undo the change, or start again"
                    + " without --resume")
                .formatted(path, before, after));
      }
    }
  }

  /** The resolved config. */
  public Path configFile() {
    return path.resolve("config.yaml");
  }

  /** The overlay, if it is not a published one. */
  public Path overlayFile() {
    return path.resolve(OverlayFile.NAME);
  }

  /** The sha256 of the dataset. */
  public Path checksumFile() {
    return path.resolve("dataset.sha256");
  }

  /** What it began with, if not with random weights. */
  public Path startFile() {
    return path.resolve("start.yaml");
  }

  /** A copy of the model that it learns from, if it learns from one. */
  public Path teacherFile() {
    return path.resolve("teacher.zip");
  }

  /** The same if it is a parameter set. */
  public Path teacherSet() {
    return path.resolve("teacher");
  }

  /** Figures of every epoch. */
  public Path metricsFile() {
    return path.resolve("metrics.csv");
  }

  /** The trained model. */
  public Path modelFile() {
    return path.resolve("model.zip");
  }

  /** The HTML report. */
  public Path reportFile() {
    return path.resolve("report.html");
  }

  /** States to go on from. */
  public Path checkpointsFolder() {
    return path.resolve("checkpoints");
  }

  /**
   * The exported parameter set. One that was written when the dataset's name was taken for a path,
   * {@code folder:shapes}, is found where it lies, if that is in this run.
   */
  public Path parametersFolder(TrainingSpec spec) {
    Path sets = path.resolve("params");
    Path folder = sets.resolve(spec.output().folder(spec.dataset())).resolve(spec.network());
    if (Files.exists(folder)) {
      return folder;
    }
    try {
      Path old = sets.resolve(spec.dataset()).resolve(spec.network()).normalize();
      return old.startsWith(sets.normalize()) && Files.isDirectory(old) ? old : folder;
    } catch (InvalidPathException e) {
      return folder; // no system that refuses the name has such a set
    }
  }
}

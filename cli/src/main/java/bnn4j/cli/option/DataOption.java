package bnn4j.cli.option;

import bnn4j.datasets.DataDirectory;
import bnn4j.datasets.Dataset;
import bnn4j.datasets.Datasets;
import bnn4j.datasets.ImageShape;
import bnn4j.datasets.Reading;
import bnn4j.foundation.Refusal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Option;

/** The data directory. */
public final class DataOption {
  private static final String NAME = "--data";
  private static final String DATASET = "--dataset";

  @Option(
      names = NAME,
      paramLabel = "DIR",
      description = "Data directory (default: $BNN4J_DATA, else ~/.cache/bnn4j).")
  private Path data;

  /**
   * The data directory, which need not exist.
   *
   * @throws Refusal if it has no name, or is something else than a folder
   */
  public DataDirectory directory() {
    if (data != null && data.toString().isBlank()) {
      throw new Refusal(NAME + ": expected a folder, found no name");
    }
    DataDirectory directory = DataDirectory.locate(Optional.ofNullable(data));
    Path root = directory.root();
    if (Files.exists(root) && !Files.isDirectory(root)) {
      throw new Refusal(
          "data directory %s: is a file; specify a folder with --data or %s"
              .formatted(root, DataDirectory.VARIABLE));
    }
    return directory;
  }

  /**
   * The folders of the datasets that a command can read; none if it has no data directory. A
   * dataset that the catalogue does not know, such as {@code voc}, is looked for in several places
   * of that directory, so all of it is one.
   */
  static List<Path> datasets(CommandSpec command) {
    OptionSpec option = command.findOption(NAME);
    if (option == null) {
      return List.of();
    }
    DataDirectory directory = DataDirectory.locate(Optional.ofNullable(option.getValue()));
    OptionSpec dataset = command.findOption(DATASET);
    return dataset == null || hasKnownPlace(dataset.getValue())
        ? Datasets.catalogue().stream().map(directory::folder).toList()
        : List.of(directory.root());
  }

  /** Whether a dataset lies in the folder of its name, or at a place that it says after a colon. */
  private static boolean hasKnownPlace(String dataset) {
    return dataset == null
        || dataset.contains(":")
        || Datasets.catalogue().stream().anyMatch(known -> known.name().equals(dataset));
  }

  public Dataset open(String name, Reading reading) {
    return Datasets.open(name, directory().root(), reading);
  }

  /** The dataset as a network takes it; says so if that takes a conversion. */
  public Dataset open(String name, Reading reading, ImageShape wanted) {
    Dataset dataset = open(name, reading);
    if (!dataset.shape().equals(wanted) && !name.startsWith(Datasets.FOLDER)) {
      reading.warn(
          "the images of %s (%s) are converted to %s; see docs/datasets.md"
              .formatted(name, dataset.shape(), wanted));
    }
    return dataset.as(wanted);
  }

  /** A consumer of warnings that writes each to the error stream, once. */
  public static Consumer<String> warnings(CommandSpec spec) {
    Set<String> said = new HashSet<>();
    return warning -> {
      if (said.add(warning)) {
        spec.commandLine().getErr().println("warning: " + warning);
      }
    };
  }
}

package bnn4j.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * A small network trained through the command line, once for all tests that need one.
 *
 * @param data data directory
 * @param config its experiment
 * @param command what training said
 * @param folder its run folder
 */
record TrainedRun(Path data, Path config, CommandRun command, Path folder) {
  /** Epochs of the experiment: few, but enough to be interrupted in the middle. */
  static final int EPOCHS = 5;

  private static final class Holder {
    static final TrainedRun RUN = train();
  }

  static TrainedRun get() {
    return Holder.RUN;
  }

  private static TrainedRun train() {
    try {
      Path home = emptyFolder(Path.of("target/trained-run").toAbsolutePath());
      Path data = SmallDigits.writeInto(home.resolve("data"));
      Path config = writeConfig(home.resolve("small.yaml"));
      Path runs = home.resolve("runs");
      CommandRun command =
          CommandRun.of("train", "--config", config, "--data", data, "--out", runs);
      return new TrainedRun(data, config, command, newest(runs.resolve("small")));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** What an earlier test left there goes. */
  private static Path emptyFolder(Path folder) throws IOException {
    if (Files.exists(folder)) {
      try (Stream<Path> tree = Files.walk(folder)) {
        for (Path path : tree.sorted(Comparator.reverseOrder()).toList()) {
          Files.delete(path);
        }
      }
    }
    return Files.createDirectories(folder);
  }

  static Path writeConfig(Path file) throws IOException {
    return Files.writeString(
        file,
        """
        network: lfcW1A1
        dataset: mnist
        input: {threshold: 100}
        validation: 60
        epochs: %d
        batch-size: 20
        learning-rate: {start: 0.01, end: 0.001}
        dropout: {input: 0.1, hidden: 0.1}
        augmentation: {shift: 1}
        seed: 7
        """
            .formatted(EPOCHS));
  }

  /** The only or newest run. */
  static Path newest(Path runs) throws IOException {
    try (Stream<Path> folders = Files.list(runs)) {
      List<Path> sorted = folders.sorted().toList();
      return sorted.get(sorted.size() - 1);
    }
  }

  Path model() {
    return folder.resolve("model.zip");
  }

  Path parameters() {
    return folder.resolve("params/mnist/lfcW1A1");
  }
}

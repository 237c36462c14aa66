package bnn4j.experiment.sweep;

import bnn4j.experiment.run.RunFolder;
import bnn4j.foundation.AtomicFile;
import bnn4j.foundation.Refusal;
import bnn4j.foundation.TextFile;
import bnn4j.json.ResultJson;
import bnn4j.overlay.text.OverlayFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * The output folder of a sweep. Trials are run folders, {@code runs/<name>/<number>}, so that
 * {@code runs list} shows them.
 *
 * @param path the folder
 */
public record SweepFolder(Path path) {
  /** The run of a trial. */
  public RunFolder run(Trial trial) {
    return new RunFolder(runs().resolve(trial.name()).resolve("%04d".formatted(trial.number())));
  }

  /** Whether a sweep has begun here. */
  public boolean isBegun() {
    return Files.isDirectory(runs());
  }

  /** The folder of the trials' runs. */
  public Path runs() {
    return path.resolve("runs");
  }

  /** The table for scripts. */
  public Path tableFile() {
    return path.resolve("table.csv");
  }

  /** How long each trial took. */
  public Path timesFile() {
    return path.resolve("times.csv");
  }

  /** The text table. */
  public Path reportFile() {
    return path.resolve("report.html");
  }

  /** The config of the best trial. */
  public Path bestFile() {
    return path.resolve("best.yaml");
  }

  /** The overlay of the best trial, if it is not a published one. */
  public Path overlayFile() {
    return path.resolve(OverlayFile.NAME);
  }

  /**
   * The result of a trial that is over.
   *
   * @throws Refusal if the note of it is damaged
   */
  public Optional<TrialResult> result(Trial trial) {
    Path file = resultFile(trial);
    if (!Files.exists(file)) {
      return Optional.empty();
    }
    TrialResult found = read(file);
    if (found.trial() != trial.number() || !found.succeeded()) {
      throw new Refusal(
          "%s: is not the result of trial %d; delete it and continue with --resume"
              .formatted(file, trial.number()));
    }
    return Optional.of(found);
  }

  private static TrialResult read(Path file) {
    String text = TextFile.read(file);
    try {
      return ResultJson.read(text, TrialResult.class);
    } catch (Refusal e) {
      throw new Refusal(
          "%s: is damaged (%s); delete it and continue with --resume"
              .formatted(file, e.getMessage()),
          e);
    }
  }

  /**
   * Notes the result of a trial that is over.
   *
   * @throws Refusal if it cannot be written
   */
  void write(Trial trial, TrialResult result) {
    AtomicFile.write(resultFile(trial), ResultJson.line(result) + "\n");
  }

  private Path resultFile(Trial trial) {
    return run(trial).path().resolve("result.json");
  }
}

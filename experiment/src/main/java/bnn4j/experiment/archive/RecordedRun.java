package bnn4j.experiment.archive;

import bnn4j.evaluation.card.Card;
import bnn4j.evaluation.card.CardFile;
import bnn4j.experiment.report.MetricsCsv;
import bnn4j.experiment.run.RunFolder;
import bnn4j.experiment.spec.TrainingSpec;
import bnn4j.foundation.FailureText;
import bnn4j.foundation.Refusal;
import bnn4j.trainer.loop.EpochMetrics;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.zip.ZipFile;

/**
 * The content of a run folder, finished or not.
 *
 * @param name what it is called, {@code <name>/<time>}
 * @param folder where it is
 * @param spec how it trains
 * @param epochs done so far, in order
 * @param card of the exported set; empty before there is one
 */
public record RecordedRun(
    String name,
    RunFolder folder,
    TrainingSpec spec,
    List<EpochMetrics> epochs,
    Optional<Card> card) {
  /** Copies the list. */
  public RecordedRun {
    epochs = List.copyOf(epochs);
  }

  /**
   * Reads a run folder.
   *
   * @throws Refusal naming the file that is missing or damaged
   */
  static RecordedRun read(String name, RunFolder folder) {
    if (!Files.exists(folder.configFile())) {
      throw new Refusal(
          "%s is missing: the run was never started; delete the folder"
              .formatted(folder.configFile()));
    }
    TrainingSpec spec = TrainingSpec.read(folder.configFile(), List.of());
    try {
      return new RecordedRun(
          name,
          folder,
          spec,
          new MetricsCsv(folder.metricsFile()).read(),
          CardFile.find(folder.parametersFolder(spec)));
    } catch (IOException e) {
      throw new Refusal(
          "%s: cannot be read: %s".formatted(folder.path(), FailureText.reason(e)), e);
    }
  }

  /** Whether nothing is left to be done. */
  public boolean isFinished() {
    return exported().isPresent() && Files.exists(folder.reportFile());
  }

  /** Where it stands, in a few words. */
  public String state() {
    if (isFinished()) {
      return "finished";
    }
    return isLatestDamaged() ? progress() + ", checkpoint damaged" : progress();
  }

  /** Seen from its list of entries, as a look at all numbers of all runs would take too long. */
  private boolean isLatestDamaged() {
    Path latest = folder.checkpointsFolder().resolve("latest.zip");
    if (!Files.exists(latest)) {
      return false;
    }
    if (!Files.isRegularFile(latest)) {
      return true;
    }
    try (ZipFile zip = new ZipFile(latest.toFile())) {
      return zip.size() == 0;
    } catch (IOException | IllegalArgumentException e) {
      return true;
    }
  }

  private String progress() {
    if (epochs.size() == spec.epochs()) {
      return "not exported";
    }
    return epochs.isEmpty() ? "no complete epoch" : "unfinished";
  }

  /** Figures of the exported set on the test images. */
  public Optional<Card.Accuracy> exported() {
    return card.map(Card::accuracy);
  }

  /**
   * The epoch with the best validation accuracy, the last of them; empty if it was not measured.
   */
  public Optional<EpochMetrics> best() {
    return epochs.stream()
        .filter(epoch -> !Double.isNaN(epoch.validationAccuracy()))
        .max(EpochMetrics.BETTER);
  }

  /** Training images per second, on average over the epochs; NaN without any. */
  public double samplesPerSecond() {
    return epochs.stream().mapToDouble(EpochMetrics::samplesPerSecond).average().orElse(Double.NaN);
  }

  /** Seconds of all epochs. */
  public double seconds() {
    return epochs.stream().mapToDouble(EpochMetrics::seconds).sum();
  }
}

package bnn4j.evaluation.accuracy;

import bnn4j.evaluation.report.JunitSuite;
import bnn4j.json.ResultJson;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * The result of a check as text and for programs.
 *
 * @param params the set as it was named
 * @param place where it ran
 * @param network its overlay
 * @param dataset name of the dataset
 * @param split part of it
 * @param decode how results were read
 * @param minimum percent asked for; null for none
 * @param data whether the data are those of the card; empty if it does not say
 * @param outcome what came of it
 */
public record AccuracyReport(
    String params,
    String place,
    String network,
    String dataset,
    String split,
    String decode,
    Double minimum,
    Optional<DataCheck> data,
    AccuracyCheck.Outcome outcome) {

  /** Whether the accuracy reaches the minimum. */
  public boolean passed() {
    return minimum == null || outcome.accuracy() >= minimum;
  }

  private double imagesPerSecond() {
    return outcome.total() / outcome.seconds();
  }

  /** The whole report; the confusion matrix comes first. */
  public String text() {
    return outcome.confusion().toText() + "\n" + summary();
  }

  /** The figures, and whether they reach the minimum. */
  public String summary() {
    StringBuilder text = new StringBuilder();
    if (outcome.undecoded() > 0) {
      text.append("%d images decode to no class%n".formatted(outcome.undecoded()));
    }
    text.append(
        "%s (%s) on %s, %s images, decode %s: %d of %d correct, %.2f %%, %.0f images/s%n"
            .formatted(
                params,
                network,
                dataset,
                split,
                decode,
                outcome.correct(),
                outcome.total(),
                outcome.accuracy(),
                imagesPerSecond()));
    data.flatMap(DataCheck::warning)
        .ifPresent(warning -> text.append("warning: ").append(warning).append('\n'));
    if (minimum != null) {
      text.append(
          "%s: %.2f %% is %s the minimum of %s %%%n"
              .formatted(
                  passed() ? "passed" : "FAILED",
                  outcome.accuracy(),
                  passed() ? "at least" : "less than",
                  minimum));
    }
    return text.toString();
  }

  /**
   * The result in the form of a check of all sets.
   *
   * @param output how the set codes classes; null if unknown
   */
  public SetResult result(String output) {
    return new SetResult(
        params,
        place,
        network,
        dataset,
        output,
        minimum,
        outcome.correct(),
        outcome.total(),
        outcome.seconds(),
        data.map(DatasetChecksum::of).orElse(null),
        null);
  }

  /** Writes it as JSON. */
  public void writeJson(Path file) {
    ResultJson.write(
        new AccuracyJson(
            SetJson.of(result(null)),
            params,
            split,
            decode,
            outcome.undecoded(),
            imagesPerSecond(),
            minimum,
            minimum == null ? null : passed(),
            outcome.confusion().classNames(),
            outcome.confusion().counts()),
        file);
  }

  /** Writes it as JUnit XML. */
  public void writeJunit(Path file) {
    new JunitSuite(
            "check-accuracy",
            Optional.empty(),
            List.of(
                new JunitSuite.Case(
                    network,
                    "%s on %s %s".formatted(params, dataset, split),
                    outcome.seconds(),
                    passed() ? JunitSuite.Outcome.PASSED : JunitSuite.Outcome.FAILED,
                    "%.2f %% is less than the minimum of %s %%"
                        .formatted(outcome.accuracy(), minimum),
                    text())))
        .write(file);
  }
}

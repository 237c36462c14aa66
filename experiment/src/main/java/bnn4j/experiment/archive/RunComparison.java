package bnn4j.experiment.archive;

import bnn4j.evaluation.card.Card;
import bnn4j.experiment.report.CurvePlot;
import bnn4j.experiment.report.RunCurve;
import bnn4j.foundation.Refusal;
import bnn4j.overlay.text.OverlayFile;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/** A side-by-side comparison of two runs. */
public record RunComparison(RecordedRun first, RecordedRun second) {
  private static final String ROW = "%-18s %-28s %s%n";

  /**
   * Checks that they are two.
   *
   * @throws Refusal if they are one and the same
   */
  public RunComparison {
    if (first.name().equals(second.name())) {
      throw new Refusal("both runs are %s; specify two different runs".formatted(first.name()));
    }
  }

  /** Accuracies, epochs, speed, and what the configs say differently; several lines. */
  public String text() {
    StringBuilder text = new StringBuilder(ROW.formatted("", first.name(), second.name()));
    row(text, "state", RecordedRun::state);
    row(text, "epochs", run -> "%d of %d".formatted(run.epochs().size(), run.spec().epochs()));
    row(text, "best validation", RunComparison::bestValidation);
    row(text, "exported, on test", run -> percent(run, Card.Accuracy::exported));
    row(text, "float, on test", run -> percent(run, Card.Accuracy::floatDecoded));
    row(text, "images/s", run -> number(run.samplesPerSecond()));
    row(text, "time", run -> clock(run.seconds()));
    row(text, "machine", run -> provenance(run, card -> card.provenance().machine()));
    row(text, "commit", run -> provenance(run, card -> card.provenance().commit()));
    Map<String, String> one = config(first);
    Map<String, String> other = config(second);
    Set<String> keys = new LinkedHashSet<>(one.keySet());
    keys.addAll(other.keySet());
    keys.removeIf(key -> one.getOrDefault(key, "").equals(other.getOrDefault(key, "")));
    text.append(keys.isEmpty() ? "the configs are the same%n".formatted() : differences(keys));
    return text.toString();
  }

  private String differences(Set<String> keys) {
    Map<String, String> one = config(first);
    Map<String, String> other = config(second);
    StringBuilder text = new StringBuilder("the configs differ in%n".formatted());
    for (String key : keys) {
      text.append(
          "  %s%n    %s%n    %s%n"
              .formatted(
                  key, one.getOrDefault(key, "nothing"), other.getOrDefault(key, "nothing")));
    }
    return text.toString();
  }

  private void row(StringBuilder text, String title, Function<RecordedRun, String> value) {
    text.append(ROW.formatted(title, value.apply(first), value.apply(second)));
  }

  /** Each key of the resolved config, or of the overlay's description, with its value. */
  private static Map<String, String> config(RecordedRun run) {
    Map<String, String> values = new LinkedHashMap<>();
    run.spec().toYaml().lines().forEach(line -> put(values, line.split(": ", 2)));
    values.put("network", run.spec().network());
    if (!run.spec().target().isPublished()) {
      values.put(
          OverlayFile.NAME,
          run.spec()
              .target()
              .toYaml()
              .lines()
              .map(String::strip)
              .reduce("", (a, b) -> a + " " + b)
              .strip());
    }
    return values;
  }

  private static void put(Map<String, String> values, String[] keyAndValue) {
    values.put(keyAndValue[0], keyAndValue[keyAndValue.length - 1]);
  }

  private static String bestValidation(RecordedRun run) {
    return run.best()
        .map(best -> "%.2f %% in epoch %d".formatted(best.validationAccuracy(), best.epoch()))
        .orElse("-");
  }

  private static String percent(RecordedRun run, Function<Card.Accuracy, Double> figure) {
    return run.exported().map(figure).map("%.2f %%"::formatted).orElse("-");
  }

  private static String provenance(RecordedRun run, Function<Card, String> fact) {
    return run.card().filter(card -> card.provenance() != null).map(fact).orElse("-");
  }

  private static String number(double value) {
    return Double.isNaN(value) ? "-" : "%.0f".formatted(value);
  }

  private static String clock(double seconds) {
    Duration time = Duration.ofSeconds(Math.round(seconds));
    return "%d:%02d:%02d".formatted(time.toHours(), time.toMinutesPart(), time.toSecondsPart());
  }

  /**
   * Draws their curves.
   *
   * @throws Refusal if neither has a whole epoch
   */
  public void plot(Path png) {
    CurvePlot.write(
        new RunCurve(first.name(), first.epochs()),
        new RunCurve(second.name(), second.epochs()),
        png);
  }
}

package bnn4j.experiment.sweep;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The results of a sweep so far. It contains no times: two sweeps of the same trials give the same
 * table.
 *
 * @param plan of the sweep
 * @param results of trials by their number; of some there may be none yet
 */
public record SweepTable(SweepPlan plan, Map<Integer, TrialResult> results) {
  /** The better, the larger: by validation accuracy; of equal ones the earlier trial is better. */
  private static final Comparator<TrialResult> BETTER =
      Comparator.comparingDouble(TrialResult::validationAccuracy)
          .thenComparing(Comparator.comparingInt(TrialResult::trial).reversed());

  /** Copies the map. */
  public SweepTable {
    results = Map.copyOf(results);
  }

  /** A trial with what came of it. */
  public record Row(Trial trial, Optional<TrialResult> result) {
    /** In a word. */
    public String state() {
      return result.map(r -> r.succeeded() ? "done" : "failed").orElse("missing");
    }
  }

  /** All trials in their order. */
  public List<Row> rows() {
    return plan.trials().stream()
        .map(trial -> new Row(trial, Optional.ofNullable(results.get(trial.number()))))
        .toList();
  }

  /** The trial with the best validation accuracy; empty if none succeeded. */
  public Optional<TrialResult> best() {
    return results.values().stream().filter(TrialResult::succeeded).max(BETTER);
  }

  /** Those that succeeded, the best first. */
  public List<TrialResult> ranking() {
    return results.values().stream()
        .filter(TrialResult::succeeded)
        .sorted(BETTER.reversed())
        .toList();
  }

  /** Those that failed, in their order. */
  public List<TrialResult> failed() {
    return rows().stream()
        .flatMap(row -> row.result().stream())
        .filter(result -> !result.succeeded())
        .toList();
  }

  /**
   * One combination of values over all its seeds.
   *
   * @param values of the keys but for the seed
   * @param seeds that succeeded
   * @param mean validation accuracy
   * @param least of them
   * @param most of them
   */
  public record Point(List<String> values, int seeds, double mean, double least, double most) {}

  /**
   * The combinations over their seeds, the best mean first; empty unless there are several seeds.
   */
  public List<Point> points() {
    int seed = plan.keys().indexOf("seed");
    if (seed < 0 || seed != plan.keys().size() - 1 || seed == 0) {
      return List.of();
    }
    Map<List<String>, List<TrialResult>> bySettings =
        rows().stream()
            .filter(row -> row.state().equals("done"))
            .collect(
                Collectors.groupingBy(
                    row -> row.trial().values().subList(0, seed),
                    LinkedHashMap::new,
                    Collectors.mapping(row -> row.result().orElseThrow(), Collectors.toList())));
    if (bySettings.values().stream().allMatch(of -> of.size() == 1)) {
      return List.of();
    }
    List<Point> points = new ArrayList<>();
    bySettings.forEach((values, of) -> points.add(point(values, of)));
    points.sort(Comparator.comparingDouble(Point::mean).reversed());
    return points;
  }

  private static Point point(List<String> values, List<TrialResult> of) {
    var accuracies = of.stream().mapToDouble(TrialResult::validationAccuracy).summaryStatistics();
    return new Point(
        List.copyOf(values),
        of.size(),
        accuracies.getAverage(),
        accuracies.getMin(),
        accuracies.getMax());
  }

  /** For spreadsheets and scripts: a line per trial. */
  public String csv() {
    StringBuilder csv = new StringBuilder("trial");
    plan.keys().forEach(key -> csv.append(',').append(cell(key)));
    csv.append(",state,epochs,best_epoch,validation_accuracy,train_accuracy,loss,failure\n");
    for (Row row : rows()) {
      csv.append(row.trial().number());
      row.trial().values().forEach(value -> csv.append(',').append(cell(value)));
      csv.append(',').append(row.state());
      csv.append(row.result().map(SweepTable::figures).orElse(",,,,,,"));
      csv.append('\n');
    }
    return csv.toString();
  }

  private static String figures(TrialResult result) {
    return result.succeeded()
        ? String.format(
            Locale.ROOT,
            ",%d,%d,%s,%s,%s,",
            result.epochs(),
            result.bestEpoch(),
            result.validationAccuracy(),
            result.trainAccuracy(),
            result.loss())
        : ",,,,,," + cell(result.failure());
  }

  /** As RFC 4180 has it. */
  private static String cell(String text) {
    return text.matches("[^,\"\\r\\n]*") ? text : '"' + text.replace("\"", "\"\"") + '"';
  }

  /** Seconds of each trial that is over: what {@link #csv} leaves out. */
  public String timesCsv() {
    return rows().stream()
        .filter(row -> row.state().equals("done"))
        .map(
            row ->
                String.format(
                    Locale.ROOT,
                    "%d,%.1f%n",
                    row.trial().number(),
                    row.result().orElseThrow().seconds()))
        .collect(Collectors.joining("", "trial,seconds\n", ""));
  }
}

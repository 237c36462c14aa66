package bnn4j.experiment.sweep;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The console output of a sweep. */
public final class SweepText {
  /** Trials that the end tells of; the table has all. */
  private static final int TOLD = 10;

  private final Sweep sweep;

  /** The text of a sweep. */
  public SweepText(Sweep sweep) {
    this.sweep = sweep;
  }

  /**
   * What is about to happen.
   *
   * @param where the trials run
   */
  public String banner(String where) {
    int all = sweep.plan().trials().size();
    int missing = sweep.missing().size();
    String left = missing == all ? "" : ", %d to run".formatted(missing);
    return "%s: %s%s, %s; Ctrl-C saves and stops"
        .formatted(sweep.name(), all == 1 ? "1 trial" : all + " trials", left, where);
  }

  /** A line on a trial that is over. */
  public String line(TrialResult result) {
    return "trial %s of %d  %s  %s"
        .formatted(
            number(result),
            sweep.plan().trials().size(),
            result.succeeded()
                ? String.format(
                    Locale.ROOT,
                    "validation %6.2f %% in epoch %d of %d",
                    result.validationAccuracy(),
                    result.bestEpoch(),
                    result.epochs())
                : "FAILED: " + result.failure(),
            settings(result));
  }

  private String number(TrialResult result) {
    int width = Integer.toString(sweep.plan().trials().size()).length();
    return ("%" + width + "d").formatted(result.trial());
  }

  private String settings(TrialResult result) {
    return sweep.plan().text(sweep.plan().trials().get(result.trial() - 1));
  }

  /** The best of them, those that failed, where everything is, and the best one's config. */
  public String ending() {
    SweepTable table = sweep.table();
    StringBuilder text = new StringBuilder();
    List<TrialResult> ranking = table.ranking();
    if (!ranking.isEmpty()) {
      line(text, ranking.size() <= TOLD ? "best first" : "the best %d".formatted(TOLD));
      ranking.stream().limit(TOLD).forEach(result -> line(text, "  " + line(result)));
    }
    Optional<SweepTable.Point> point = table.points().stream().findFirst();
    point.ifPresent(
        best ->
            line(
                text,
                String.format(
                    Locale.ROOT,
                    "best mean over seeds: %s, mean %.2f %% of %d seeds, %.2f to %.2f %%",
                    sweep.plan().text(best.values()),
                    best.mean(),
                    best.seeds(),
                    best.least(),
                    best.most())));
    if (!table.failed().isEmpty()) {
      line(text, "failed; --resume runs them again");
      table.failed().forEach(result -> line(text, "  " + line(result)));
    }
    for (Path file : sweep.files()) {
      line(text, "written   %s".formatted(file));
    }
    String best = sweep.bestConfig();
    if (!best.isEmpty()) {
      line(text, "");
      text.append(best);
      line(text, "");
      line(text, "train --config %s --threads 1".formatted(sweep.folder().bestFile()));
    }
    return text.toString();
  }

  private static void line(StringBuilder text, String line) {
    text.append(line).append(System.lineSeparator());
  }
}

package bnn4j.evaluation.regression;

import static bnn4j.evaluation.report.Html.escape;
import static bnn4j.evaluation.report.Html.format;

import bnn4j.evaluation.accuracy.SetResult;
import bnn4j.evaluation.accuracy.SetResult.Verdict;
import bnn4j.evaluation.report.Html;
import bnn4j.foundation.AtomicFile;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * A check of all sets as a self-contained HTML page: a table with the change and the trend of each
 * set.
 */
public final class RegressionPage {
  private final Regression regression;
  private final List<Regression> earlier;

  private RegressionPage(Regression regression, List<Regression> earlier) {
    this.regression = regression;
    this.earlier = earlier;
  }

  /**
   * Writes the page, whole or not at all.
   *
   * @param earlier checks before this one, the oldest first
   * @throws bnn4j.foundation.Refusal if it cannot be written
   */
  public static void write(Regression regression, List<Regression> earlier, Path html) {
    AtomicFile.write(html, new RegressionPage(regression, earlier).page());
  }

  private String page() {
    return """
        <!DOCTYPE html>
        <html lang="en">
        <head>
        <meta charset="utf-8"/>
        <meta name="viewport" content="width=device-width, initial-scale=1"/>
        <title>bnn4j accuracy check</title>
        <style>
        %s</style>
        </head>
        <body>
        <main>
        <h1>All parameter sets: %s</h1>
        <p class="soft">%s, commit %s, %s</p>
        <table>
        <thead><tr><th>set</th><th>verdict</th><th>on</th><th>dataset</th><th>output</th>\
        <th>accuracy</th><th>floor</th><th>change</th><th>trend</th></tr></thead>
        <tbody>
        %s</tbody>
        </table>
        </main>
        </body>
        </html>
        """
        .formatted(
            Html.resource(RegressionPage.class, "regression.css"),
            summary(),
            escape(regression.time()),
            escape(shown(regression.commit())),
            earlierRuns(),
            regression.results().stream()
                .sorted(Comparator.comparing(RegressionPage::rank))
                .map(this::row)
                .collect(Collectors.joining()));
  }

  /** Sets below their floor come first, then those that were not checked. */
  private static int rank(SetResult result) {
    return switch (result.verdict()) {
      case FELL -> 0;
      case BROKEN -> 1;
      case PASSED -> 2;
    };
  }

  private String summary() {
    return format(
        "%d passed, %d below the floor, %d not checked",
        regression.with(Verdict.PASSED).size(),
        regression.with(Verdict.FELL).size(),
        regression.with(Verdict.BROKEN).size());
  }

  private String earlierRuns() {
    return switch (earlier.size()) {
      case 0 -> "no earlier check";
      case 1 -> "1 earlier check";
      default -> earlier.size() + " earlier checks";
    };
  }

  /** The verdict stands at the left, where it is seen on a narrow page, too. */
  private String row(SetResult result) {
    String figures =
        result.verdict() == Verdict.BROKEN
            ? format("<td class=\"reason\" colspan=\"6\">%s</td>", escape(result.text()))
            : figures(result);
    return format(
        "<tr class=\"%s\"><td>%s</td><td>%s</td><td>%s</td>%s</tr>\n",
        result.verdict().word(),
        escape(result.set()),
        switch (result.verdict()) {
          case FELL -> "below the floor";
          case BROKEN -> "not checked";
          case PASSED -> "passed";
        },
        escape(result.place()),
        figures);
  }

  private String figures(SetResult result) {
    List<SetResult> before = before(result);
    return format(
        "<td>%s</td><td>%s</td><td>%.2f %% <small>%d of %d</small></td><td>%s</td><td>%s</td><td>%s</td>",
        escape(shown(result.dataset())),
        escape(shown(result.output())),
        result.accuracy(),
        result.correct(),
        result.total(),
        result.floor() == null ? "" : Html.number(result.floor()) + " %",
        change(result, before),
        new Trend(before, result).svg());
  }

  /** The same set in the same place, when it was checked. */
  private List<SetResult> before(SetResult result) {
    return earlier.stream()
        .map(c -> c.resultOf(result))
        .flatMap(Optional::stream)
        .filter(r -> r.verdict() != Verdict.BROKEN)
        .toList();
  }

  private static String change(SetResult result, List<SetResult> before) {
    if (before.isEmpty()) {
      return "";
    }
    double change = result.accuracy() - before.get(before.size() - 1).accuracy();
    return change == 0 ? "unchanged" : format("%+.2f", change);
  }

  private static String shown(String text) {
    return text == null ? "" : text;
  }
}

package bnn4j.experiment.sweep;

import static bnn4j.evaluation.report.Html.escape;
import static bnn4j.evaluation.report.Html.format;

import bnn4j.evaluation.report.Html;
import bnn4j.experiment.report.RunReport;
import bnn4j.foundation.AtomicFile;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** The HTML report of a sweep, self-contained: plot, tables, the best config. */
final class SweepPage {
  private final SweepTable table;
  private final String name;

  private SweepPage(SweepTable table, String name) {
    this.table = table;
    this.name = name;
  }

  /**
   * Writes the page, whole or not at all.
   *
   * @param best config of the best trial; empty if there is none
   * @throws bnn4j.foundation.Refusal if it cannot be written
   */
  static void write(SweepTable table, String name, String best, Path html) {
    AtomicFile.write(html, new SweepPage(table, name).page(best));
  }

  private String page(String best) {
    return """
        <!DOCTYPE html>
        <html lang="en">
        <head>
        <meta charset="utf-8"/>
        <meta name="viewport" content="width=device-width, initial-scale=1"/>
        <title>%s</title>
        <style>
        %s%s</style>
        </head>
        <body>
        <main>
        %s</main>
        </body>
        </html>
        """
        .formatted(
            escape(name),
            RunReport.style(),
            Html.resource(SweepPage.class, "sweep.css"),
            header() + picture() + points() + trials() + failures() + config(best));
  }

  private String header() {
    String best =
        table
            .best()
            .map(
                result ->
                    format(
                        "<p>Best: trial %d, %.2f %% of the validation images.</p>\n",
                        result.trial(), result.validationAccuracy()))
            .orElse("");
    return format(
        "<header>\n<h1>%s</h1>\n<p class=\"soft\">%d trials, %d done, %d failed</p>\n%s</header>\n",
        escape(name),
        table.plan().trials().size(),
        table.ranking().size(),
        table.failed().size(),
        best);
  }

  private String picture() {
    String svg = SweepPicture.of(table);
    return svg.isEmpty()
        ? ""
        : section(
            "Validation accuracy",
            "<div class=\"card scroll\">\n"
                + svg
                + "<p class=\"soft\">One line or dot per trial; the stronger, the higher"
                + " its accuracy. Orange: the best trial. Failed trials are not"
                + " shown.</p>\n</div>\n");
  }

  private String points() {
    List<SweepTable.Point> points = table.points();
    if (points.isEmpty()) {
      return "";
    }
    List<String> keys = table.plan().keys().subList(0, table.plan().keys().size() - 1);
    String rows =
        points.stream()
            .map(
                point ->
                    row(
                        "td",
                        cells(
                            point.values(),
                            "" + point.seeds(),
                            percent(point.mean()),
                            percent(point.least()),
                            percent(point.most()))))
            .collect(Collectors.joining());
    return section(
        "Mean over the seeds",
        table(row("th", cells(keys, "seeds", "mean", "minimum", "maximum")), rows));
  }

  private String trials() {
    Map<Integer, Integer> ranks = new HashMap<>();
    List<TrialResult> ranking = table.ranking();
    for (int i = 0; i < ranking.size(); i++) {
      ranks.put(ranking.get(i).trial(), i + 1);
    }
    String rows =
        table.rows().stream()
            .map(row -> trial(row, ranks.getOrDefault(row.trial().number(), 0)))
            .collect(Collectors.joining());
    List<String> head = new ArrayList<>(List.of("trial"));
    head.addAll(table.plan().keys());
    return section(
        "Trials",
        table(
            row("th", cells(head, "validation", "rank", "best epoch", "train", "loss", "state")),
            rows));
  }

  private static String trial(SweepTable.Row row, int rank) {
    List<String> start = new ArrayList<>(List.of("" + row.trial().number()));
    start.addAll(row.trial().values());
    List<String> cells =
        row.result()
            .filter(TrialResult::succeeded)
            .map(
                result ->
                    cells(
                        start,
                        percent(result.validationAccuracy()),
                        "" + rank,
                        format("%d of %d", result.bestEpoch(), result.epochs()),
                        percent(result.trainAccuracy()),
                        format("%.4f", result.loss()),
                        row.state()))
            .orElseGet(() -> cells(start, "", "", "", "", "", row.state()));
    String line = row("td", cells);
    return rank == 1 ? line.replaceFirst("<tr>", "<tr class=\"first\">") : line;
  }

  private String failures() {
    List<TrialResult> failed = table.failed();
    if (failed.isEmpty()) {
      return "";
    }
    String rows =
        failed.stream()
            .map(result -> row("td", List.of("" + result.trial(), result.failure())))
            .collect(Collectors.joining());
    return section("Failed", table(row("th", List.of("trial", "why")), rows));
  }

  private static String config(String best) {
    return best.isEmpty()
        ? ""
        : section(
            "Config of the best trial",
            "<div class=\"card\">\n<pre>" + escape(best) + "</pre>\n</div>\n");
  }

  private static List<String> cells(List<String> start, String... more) {
    List<String> cells = new ArrayList<>(start);
    cells.addAll(List.of(more));
    return cells;
  }

  private static String percent(double value) {
    return format("%.2f %%", value);
  }

  private static String row(String tag, List<String> cells) {
    return cells.stream()
        .map(cell -> "<%s>%s</%s>".formatted(tag, escape(cell), tag))
        .collect(Collectors.joining("", "<tr>", "</tr>\n"));
  }

  private static String table(String head, String rows) {
    return ("<div class=\"card scroll\">\n<table"
            + " class=\"trials\">\n<thead>\n%s</thead>\n<tbody>\n%s</tbody>\n</table>\n</div>\n")
        .formatted(head, rows);
  }

  private static String section(String title, String content) {
    return "<section>\n<h2>" + title + "</h2>\n" + content + "</section>\n";
  }
}

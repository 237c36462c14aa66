package bnn4j.evaluation.report;

import static bnn4j.evaluation.report.Html.escape;
import static bnn4j.evaluation.report.Html.format;

import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** A confusion matrix as an HTML table; the colour intensity is the share of the row. */
public final class ConfusionHtml {
  /** Classes from which cells are small. */
  private static final int MANY = 21;

  private static final int MISTAKES_LISTED = 8;

  /** Length of names that fit a column without being turned. */
  private static final int SHORT_NAME = 3;

  /** Length of names that fit into the head of a column; longer ones are cut at their end. */
  private static final int WHOLE_NAME = 16;

  /** Opacity from which blue needs white letters; on orange, dark ones are read better. */
  private static final double STRONG = 0.8;

  private static final String RIGHT = "37, 99, 235";
  private static final String WRONG = "220, 76, 20";

  private final ConfusionMatrix matrix;

  private ConfusionHtml(ConfusionMatrix matrix) {
    this.matrix = matrix;
  }

  public static String of(ConfusionMatrix matrix) {
    ConfusionHtml writer = new ConfusionHtml(matrix);
    return "<div class=\"split\">\n" + writer.table() + writer.mostFrequent() + "</div>\n";
  }

  private String mostFrequent() {
    String rows =
        matrix.confusions().stream()
            .limit(MISTAKES_LISTED)
            .map(
                confusion ->
                    format(
                        "<tr><th>%s predicted as %s</th><td>%d</td></tr>\n",
                        escape(matrix.classNames().get(confusion.actual())),
                        escape(matrix.classNames().get(confusion.predicted())),
                        confusion.images()))
            .collect(Collectors.joining());
    return rows.isEmpty()
        ? ""
        : "<div class=\"side\"><h3>Most frequent confusions</h3>\n<table class=\"facts"
            + " counts\"><tbody>\n"
            + rows
            + "</tbody></table></div>\n";
  }

  private String table() {
    boolean turned = matrix.classNames().stream().anyMatch(name -> name.length() > SHORT_NAME);
    String look = (matrix.classes() >= MANY ? " many" : "") + (turned ? "" : " short");
    String heads =
        IntStream.range(0, matrix.classes())
            .mapToObj(
                index ->
                    format(
                        "<th class=\"class\" title=\"%1$s\"><span>%1$s</span></th>", label(index)))
            .collect(Collectors.joining());
    String rows =
        IntStream.range(0, matrix.classes()).mapToObj(this::row).collect(Collectors.joining());
    return format(
        """
        <div class="scroll"><table class="confusion%s">
        <thead><tr><th class="soft">actual \\ predicted</th>%s<th>correct</th></tr></thead>
        <tbody>
        %s</tbody></table></div>
        """,
        look, heads, rows);
  }

  /** The name; with its number before it where names are cut, and may be alike up to there. */
  private String label(int index) {
    boolean cut = matrix.classNames().stream().anyMatch(name -> name.length() > WHOLE_NAME);
    String name = escape(matrix.classNames().get(index));
    return cut ? index + " " + name : name;
  }

  private String row(int actual) {
    String cells =
        IntStream.range(0, matrix.classes())
            .mapToObj(predicted -> cell(actual, predicted))
            .collect(Collectors.joining());
    String right =
        matrix.images(actual) == 0 ? "" : format("%.1f&#160;%%", matrix.accuracy(actual));
    return format(
        "<tr><th title=\"%1$s\">%1$s</th>%2$s<td class=\"right\">%3$s</td></tr>\n",
        label(actual), cells, right);
  }

  private String cell(int actual, int predicted) {
    long count = matrix.count(actual, predicted);
    if (count == 0) {
      return "<td class=\"zero\">&#183;</td>";
    }
    double share = (double) count / matrix.images(actual);
    boolean right = actual == predicted;
    // Mistakes are few, so their colours are stretched; the least of them still shows.
    double opacity = right ? 0.12 + 0.78 * share : 0.10 + 0.85 * Math.sqrt(share);
    return format(
        "<td%s style=\"background:rgba(%s,%.2f)\" title=\"%s predicted as %s: %d\">%d</td>",
        right && opacity > STRONG ? " class=\"strong\"" : "",
        right ? RIGHT : WRONG,
        opacity,
        escape(matrix.classNames().get(actual)),
        escape(matrix.classNames().get(predicted)),
        count,
        count);
  }
}

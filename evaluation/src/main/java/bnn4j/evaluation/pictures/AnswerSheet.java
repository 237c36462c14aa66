package bnn4j.evaluation.pictures;

import static bnn4j.evaluation.report.Html.escape;
import static bnn4j.evaluation.report.Html.format;

import bnn4j.evaluation.report.Html;
import java.util.List;

/** A page of pictures, each with what the network saw of it and its first answers. */
public final class AnswerSheet {
  private static final int SHOWN = 3;

  private AnswerSheet() {}

  /**
   * A picture on the sheet.
   *
   * @param name of the picture
   * @param picture PNG to look at
   * @param seen PNG of what the network saw
   * @param answers the best first
   * @param actual the class that it has; empty if unknown
   */
  public record Entry(
      String name, byte[] picture, byte[] seen, List<Answer> answers, String actual) {
    /** Copies the list. */
    public Entry {
      answers = List.copyOf(answers);
    }
  }

  /** The page, whole: it opens without a network. */
  public static String html(String title, String subtitle, List<Entry> entries) {
    StringBuilder cells = new StringBuilder();
    entries.forEach(entry -> cells.append(cell(entry)));
    return format(
        """
        <!DOCTYPE html>
        <html lang="en"><head><meta charset="utf-8"/>
        <meta name="viewport" content="width=device-width, initial-scale=1"/>
        <meta http-equiv="Content-Security-Policy" content="default-src 'none'; img-src data:; style-src 'unsafe-inline'"/>
        <title>%s</title><style>
        %s</style></head><body>
        <h1>%s</h1><p class="soft">%s</p>
        <div class="sheet">
        %s</div></body></html>
        """,
        escape(title),
        Html.resource(AnswerSheet.class, "sheet.css"),
        escape(title),
        escape(subtitle),
        cells);
  }

  private static String cell(Entry entry) {
    Answer first = entry.answers().get(0);
    int most = entry.answers().stream().mapToInt(a -> Math.max(1, a.score())).max().orElse(1);
    StringBuilder rows = new StringBuilder();
    entry.answers().stream()
        .limit(SHOWN)
        .forEach(
            answer ->
                rows.append(
                    format(
                        "<tr><th>%s</th><td><meter min=\"0\" max=\"%d\" value=\"%d\"></meter></td>"
                            + "<td>%d</td></tr>\n",
                        escape(named(answer)), most, Math.max(0, answer.score()), answer.score())));
    String verdict =
        entry.actual().isEmpty() ? "" : entry.actual().equals(first.name()) ? "right" : "wrong";
    String actual =
        verdict.equals("wrong") ? "<p class=\"actual\">is " + escape(entry.actual()) + "</p>" : "";
    return format(
        """
        <figure class="%s"><div class="pair"><img src="%s" alt="the picture"/>\
        <img class="seen" src="%s" alt="what the network sees"/></div>
        <figcaption>%s</figcaption>%s<table>%s</table></figure>
        """,
        verdict,
        Html.dataUri(entry.picture()),
        Html.dataUri(entry.seen()),
        escape(entry.name()),
        actual,
        rows);
  }

  private static String named(Answer answer) {
    return answer.name().isEmpty() ? "no class (" + answer.index() + ")" : answer.name();
  }
}

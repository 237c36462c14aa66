package bnn4j.evaluation.pictures;

import static bnn4j.evaluation.report.Html.escape;
import static bnn4j.evaluation.report.Html.format;

import bnn4j.datasets.LabeledImages;
import bnn4j.evaluation.report.Html;
import bnn4j.foundation.Refusal;
import java.util.ArrayList;
import java.util.List;

/** An HTML page of images, each with the network's input and the top classes. */
public final class AnswerSheet {
  private static final int SHOWN = 3;
  private static final int THUMBNAIL = 200;

  /** More would make a page that no browser likes to open. */
  private static final int MOST = 2000;

  /** Length of names that fit beside their scores; longer ones are cut at their end. */
  private static final int WHOLE_NAME = 18;

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

  /**
   * The page of an inference.
   *
   * @param title such as the name of the set
   * @param network its name
   * @param classNames of the network
   * @param recognizer prepared the pictures
   * @param read the pictures
   * @param pictures what came of them
   * @throws Refusal if they are too many for a page
   */
  public static String html(
      String title,
      String network,
      List<String> classNames,
      Recognizer recognizer,
      InputImages read,
      List<InferredPicture> pictures) {
    if (pictures.size() > MOST) {
      throw new Refusal(
          "%d images are too many for a page (maximum %d); reduce --input"
              .formatted(pictures.size(), MOST));
    }
    LabeledImages images = read.images();
    byte[] seen = new byte[images.shape().values()];
    List<Entry> entries = new ArrayList<>();
    for (InferredPicture picture : pictures) {
      images.copyPixels(picture.index(), seen, 0);
      entries.add(
          new Entry(
              picture.file(),
              PngFile.thumbnail(read.inputs().get(picture.index()).picture().get(), THUMBNAIL),
              PngFile.of(recognizer.shown(seen)),
              picture.answers(),
              picture.actual().isPresent() ? classNames.get(picture.actual().getAsInt()) : ""));
    }
    String accuracy = new InferenceText(pictures, 1, classNames).accuracy().strip();
    String subtitle =
        "%s, %s%s"
            .formatted(
                pictures.size() == 1 ? "1 image" : pictures.size() + " images",
                network,
                accuracy.isEmpty() ? "" : ", " + accuracy);
    return html(title, subtitle, entries);
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
                        "<tr><th title=\"%1$s\">%2$s</th><td><meter min=\"0\" max=\"%3$d\" value=\"%4$d\"></meter></td>"
                            + "<td>%5$d</td></tr>\n",
                        escape(named(answer)),
                        escape(shortened(answer)),
                        most,
                        Math.max(0, answer.score()),
                        answer.score())));
    String verdict =
        entry.actual().isEmpty() ? "" : entry.actual().equals(first.name()) ? "right" : "wrong";
    String actual =
        verdict.equals("wrong") ? "<p class=\"actual\">is " + escape(entry.actual()) + "</p>" : "";
    return format(
        """
        <figure class="%s"><div class="pair"><img src="%s" alt="the image"/>\
        <img class="seen" src="%s" alt="the network's input"/></div>
        <figcaption>%s</figcaption>%s<table>%s</table></figure>
        """,
        verdict,
        Html.dataUri(entry.picture()),
        Html.dataUri(entry.seen()),
        escape(entry.name()),
        actual,
        rows);
  }

  /** With its number where the end of the name is cut off, which may tell it from another. */
  private static String shortened(Answer answer) {
    String name = named(answer);
    return name.length() > WHOLE_NAME ? answer.index() + " " + name : name;
  }

  private static String named(Answer answer) {
    return answer.name().isEmpty() ? "no class (" + answer.index() + ")" : answer.name();
  }
}

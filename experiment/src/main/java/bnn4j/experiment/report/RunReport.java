package bnn4j.experiment.report;

import static bnn4j.evaluation.report.Html.escape;
import static bnn4j.evaluation.report.Html.format;

import bnn4j.evaluation.report.ConfusionHtml;
import bnn4j.evaluation.report.ConfusionMatrix;
import bnn4j.evaluation.report.Html;
import bnn4j.evaluation.report.Palette;
import bnn4j.experiment.report.RunSummary.Accuracy;
import bnn4j.experiment.report.RunSummary.Fact;
import bnn4j.experiment.report.RunSummary.Mistake;
import bnn4j.foundation.AtomicFile;
import bnn4j.trainer.loop.EpochMetrics;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** The HTML report of a run, self-contained: images are embedded. */
public final class RunReport {
  private static final DateTimeFormatter DATE =
      DateTimeFormatter.ofPattern("d MMMM yyyy, HH:mm 'UTC'", Locale.ENGLISH)
          .withZone(ZoneOffset.UTC);

  private final RunSummary run;

  private RunReport(RunSummary run) {
    this.run = run;
  }

  /**
   * Writes the page, whole or not at all.
   *
   * @param html the file, usually {@code report.html}
   * @throws bnn4j.foundation.Refusal if it cannot be written
   */
  public static void write(RunSummary run, Path html) {
    AtomicFile.write(html, new RunReport(run).page());
  }

  private String page() {
    return """
        <!DOCTYPE html>
        <html lang="en">
        <head>
        <meta charset="utf-8"/>
        <meta name="viewport" content="width=device-width, initial-scale=1"/>
        <title>%s</title>
        <style>
        %s</style>
        </head>
        <body>
        <main>
        %s</main>
        </body>
        </html>
        """
        .formatted(
            escape(run.title()),
            style(),
            header()
                + accuracies()
                + agreement()
                + curves()
                + confusion()
                + mistakes()
                + details());
  }

  /** The look of reports. */
  public static String style() {
    return Html.resource(RunReport.class, "report.css");
  }

  private String header() {
    String epochs = run.epochs().size() == 1 ? "1 epoch" : run.epochs().size() + " epochs";
    return """
        <header>
        <h1>%s</h1>
        <p class="soft">%s, %s in %s, %s</p>
        %s</header>
        """
        .formatted(
            escape(run.title()),
            escape(run.subtitle()),
            epochs,
            text(run.duration()),
            DATE.format(run.finished()),
            verdict());
  }

  /** Whether the headline reaches the floor, if one was demanded. */
  private String verdict() {
    if (run.floor().isEmpty() || run.accuracies().isEmpty()) {
      return "";
    }
    double floor = run.floor().getAsDouble();
    boolean reached = run.accuracies().get(0).percent() >= floor;
    return format(
        "<span class=\"verdict %s\">floor of %s %% %s</span>\n",
        reached ? "good" : "bad", Html.number(floor), reached ? "reached" : "missed");
  }

  private String accuracies() {
    if (run.accuracies().isEmpty()) {
      return "";
    }
    StringBuilder tiles = new StringBuilder();
    for (Accuracy accuracy : run.accuracies()) {
      tiles.append(
          format(
              """
              <div class="card tile%s">
              <h3>%s</h3>
              <div class="big">%.2f<span class="unit">%%</span></div>
              <div class="bar"><span style="width:%.2f%%"></span></div>
              <div class="soft">%s, %d of %d</div>
              </div>
              """,
              tiles.isEmpty() ? " headline" : "",
              escape(accuracy.network()),
              accuracy.percent(),
              accuracy.percent(),
              escape(accuracy.decode()),
              accuracy.correct(),
              accuracy.total()));
    }
    return section("Test accuracy", "<div class=\"tiles\">\n" + tiles + "</div>\n");
  }

  private String agreement() {
    RunSummary.Agreement agreement = run.agreement();
    if (agreement == null) {
      return "";
    }
    String where =
        agreement.where().stream()
            .map(line -> "<li>" + escape(line) + "</li>\n")
            .collect(Collectors.joining());
    return section(
        "Float network and exported set",
        format(
            "<div class=\"card\"><p>Float network and exported set differ on %d of %d"
                + " test images.</p>\n%s</div>\n",
            agreement.differing(),
            agreement.images(),
            where.isEmpty() ? "" : "<ul class=\"soft\">\n" + where + "</ul>\n"));
  }

  private String curves() {
    List<Curve> curves = Curve.in(run.epochs());
    if (curves.isEmpty()) {
      return "";
    }
    String pictures = curves.stream().map(this::curve).collect(Collectors.joining());
    String facts = "<div class=\"card\"><h3>Epochs</h3>\n" + table(epochFacts()) + "</div>\n";
    return section("Training", "<div class=\"grid\">\n" + pictures + facts + "</div>\n");
  }

  /** The picture twice, for bright and for dark pages. */
  private String curve(Curve curve) {
    return format(
        """
        <div class="card curve"><picture>
        <source media="(prefers-color-scheme: dark)" srcset="%s"/>
        <img src="%s" width="%d" height="%d" alt="%s over the epochs"/>
        </picture></div>
        """,
        Html.dataUri(CurvePlot.png(List.of(curve), Palette.DARK)),
        Html.dataUri(CurvePlot.png(List.of(curve), Palette.LIGHT)),
        CurvePlot.WIDTH,
        CurvePlot.HEIGHT,
        curve.title());
  }

  private List<Fact> epochFacts() {
    List<EpochMetrics> epochs = run.epochs();
    EpochMetrics last = epochs.get(epochs.size() - 1);
    List<Fact> facts = new ArrayList<>();
    facts.add(new Fact("selected epoch", selected(run.selected())));
    double validation = epochs.get(run.selected().number() - 1).validationAccuracy();
    if (!Double.isNaN(validation)) {
      facts.add(new Fact("its validation accuracy", format("%.2f %%", validation)));
    }
    facts.add(new Fact("last epoch", Integer.toString(last.epoch())));
    facts.add(new Fact("last loss", format("%.4f", last.loss())));
    facts.add(new Fact("last training accuracy", format("%.2f %%", last.trainAccuracy())));
    facts.add(
        new Fact(
            "images per second",
            format(
                "%.0f on average",
                epochs.stream().mapToDouble(EpochMetrics::samplesPerSecond).average().orElse(0))));
    facts.add(
        new Fact(
            "time per epoch",
            format(
                "%.1f s on average",
                epochs.stream().mapToDouble(EpochMetrics::seconds).average().orElse(0))));
    return facts;
  }

  /** The number on the card, and that of the curves where a chain counts its epochs through. */
  private String selected(RunSummary.Selected selected) {
    int epochs = run.epochs().size() - selected.earlier();
    return selected.earlier() == 0
        ? "%d of %d".formatted(selected.epoch(), epochs)
        : "%d of %d in the last stage (epoch %d of the curves)"
            .formatted(selected.epoch(), epochs, selected.number());
  }

  private String confusion() {
    ConfusionMatrix matrix = run.confusion();
    if (matrix == null) {
      return "";
    }
    String caption =
        format(
            "<p class=\"soft\">%d of %d test images correct. Blue: correct; orange:"
                + " wrong. The intensity shows the share of the class's images.</p>\n",
            matrix.correct(), matrix.total());
    return section(
        "Confusion", "<div class=\"card\">\n" + ConfusionHtml.of(matrix) + caption + "</div>\n");
  }

  private String mistakes() {
    if (run.mistakes().isEmpty()) {
      return "";
    }
    String pictures = run.mistakes().stream().map(RunReport::mistake).collect(Collectors.joining());
    return section(
        "Wrong test images",
        "<p class=\"soft\">The wrong test images with the largest margins. Left: the image. Right: the network's input.</p>\n"
            + "<div class=\"mistakes\">\n"
            + pictures
            + "</div>\n");
  }

  private static String mistake(Mistake mistake) {
    return format(
        """
        <figure class="card mistake">
        <div class="pair"><img src="%s" alt="%s"/><img src="%s" alt="the network's input"/></div>
        <figcaption><span class="good">%s</span><br/>
        predicted as <span class="bad">%s</span><br/><span class="soft">margin %.2f<br/>
        %s</span></figcaption>
        </figure>
        """,
        Html.dataUri(mistake.png()),
        escape(mistake.actual()),
        Html.dataUri(mistake.seen()),
        escape(mistake.actual()),
        escape(mistake.predicted()),
        mistake.margin(),
        escape(mistake.name()));
  }

  private String details() {
    List<Fact> provenance = new ArrayList<>(run.provenance());
    provenance.add(0, new Fact("seed", Long.toString(run.seed())));
    provenance.add(new Fact("finished", DATE.format(run.finished())));
    provenance.add(new Fact("duration", text(run.duration())));
    return section(
        "Config and provenance",
        """
        <div class="grid">
        <div class="card wide"><h3>Config</h3>
        <pre>%s</pre></div>
        <div class="card"><h3>Network</h3>
        %s</div>
        <div class="card"><h3>Provenance</h3>
        %s<h3 style="margin-top:22px">Versions</h3>
        %s</div>
        </div>
        """
            .formatted(
                escape(run.config()),
                table(run.network()),
                table(provenance),
                table(run.versions())));
  }

  private static String section(String title, String content) {
    return "<section>\n<h2>" + title + "</h2>\n" + content + "</section>\n";
  }

  private static String table(List<Fact> facts) {
    return facts.stream()
        .map(
            fact ->
                format(
                    "<tr><th>%s</th><td>%s</td></tr>\n", escape(fact.name()), value(fact.value())))
        .collect(Collectors.joining("", "<table class=\"facts\"><tbody>\n", "</tbody></table>\n"));
  }

  /** A checksum is small enough to stay on one line. */
  private static String value(String value) {
    return value.matches("[0-9a-f]{40,}") ? "<code>" + value + "</code>" : escape(value);
  }

  /** The two largest units: {@code 1 h 12 min}, {@code 3 min 5 s}, {@code 42 s}. */
  private static String text(Duration duration) {
    if (duration.toHours() > 0) {
      return "%s h %s min".formatted(duration.toHours(), duration.toMinutesPart());
    }
    if (duration.toMinutes() > 0) {
      return "%s min %s s".formatted(duration.toMinutes(), duration.toSecondsPart());
    }
    return duration.toSeconds() + " s";
  }
}

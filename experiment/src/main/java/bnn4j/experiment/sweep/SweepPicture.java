package bnn4j.experiment.sweep;

import static bnn4j.evaluation.report.Html.escape;
import static bnn4j.evaluation.report.Html.format;

import bnn4j.experiment.sweep.Coordinates.Mark;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The trials of a sweep as a picture in SVG: parallel coordinates, an axis for each key with more
 * than one value and one for the validation accuracy, a line for each trial. With one such key a
 * scatter plot says the same more plainly.
 */
final class SweepPicture {
  private static final int WIDTH = 1080;
  private static final int HEIGHT = 440;
  private static final int TOP = 64;
  private static final int BOTTOM = HEIGHT - 34;
  private static final int SIDE = 90;

  /** The accuracy's own labels stand to the right of it. */
  private static final int RIGHT = WIDTH - 110;

  private final List<SweepTable.Row> rows;
  private final List<Coordinates> axes = new ArrayList<>();
  private final Coordinates accuracy;
  private final int best;

  private SweepPicture(SweepTable table) {
    this.rows = table.rows().stream().filter(row -> row.state().equals("done")).toList();
    List<String> keys = table.plan().keys();
    for (int k = 0; k < keys.size(); k++) {
      int key = k;
      List<String> values = rows.stream().map(row -> row.trial().values().get(key)).toList();
      if (values.stream().distinct().count() > 1) {
        axes.add(Coordinates.of(keys.get(key), values));
      }
    }
    this.accuracy = accuracies(rows);
    this.best = table.best().map(TrialResult::trial).orElse(0);
  }

  /** The picture; empty if there is nothing to compare. */
  static String of(SweepTable table) {
    SweepPicture picture = new SweepPicture(table);
    if (picture.rows.size() < 2 || picture.axes.isEmpty()) {
      return "";
    }
    return picture.axes.size() == 1 ? picture.scatter() : picture.parallel();
  }

  private static Coordinates accuracies(List<SweepTable.Row> rows) {
    double[] values =
        rows.stream().mapToDouble(row -> row.result().orElseThrow().validationAccuracy()).toArray();
    double least = IntStream.range(0, values.length).mapToDouble(i -> values[i]).min().orElse(0);
    double most = IntStream.range(0, values.length).mapToDouble(i -> values[i]).max().orElse(0);
    double[] places = new double[values.length];
    for (int i = 0; i < places.length; i++) {
      places[i] = least == most ? 0.5 : (values[i] - least) / (most - least);
    }
    List<Mark> marks = new ArrayList<>();
    if (least == most) {
      marks.add(new Mark(0.5, format("%.2f %%", most)));
    } else {
      for (int i = 0; i <= 4; i++) {
        marks.add(new Mark(i / 4.0, format("%.2f %%", least + (most - least) * i / 4)));
      }
    }
    return new Coordinates("validation accuracy", places, marks);
  }

  /** The worst first, so that the best are drawn over the others. */
  private List<Integer> fromWorst() {
    return IntStream.range(0, rows.size())
        .boxed()
        .sorted(
            Comparator.<Integer>comparingDouble(i -> accuracy.places()[i])
                .thenComparing(i -> rows.get(i).trial().number() == best))
        .toList();
  }

  private static double y(double place) {
    return BOTTOM - place * (BOTTOM - TOP);
  }

  private String svg(String title, String content) {
    return format(
        "<svg class=\"picture\" viewBox=\"0 0 %d %d\" role=\"img\" aria-label=\"%s\">\n%s</svg>\n",
        WIDTH, HEIGHT, escape(title), content);
  }

  private String parallel() {
    StringBuilder svg = new StringBuilder();
    for (int i : fromWorst()) {
      StringBuilder points = new StringBuilder();
      for (int a = 0; a < axes.size(); a++) {
        points.append(format("%.1f,%.1f ", x(a), y(axes.get(a).places()[i])));
      }
      points.append(format("%d,%.1f", RIGHT, y(accuracy.places()[i])));
      svg.append(
          format(
              "<polyline class=\"%s\" style=\"stroke-opacity:%.2f\" points=\"%s\"><title>%s</title>"
                  + "</polyline>\n",
              isBest(i) ? "trial best" : "trial",
              isBest(i) ? 1 : opacity(accuracy.places()[i]),
              points,
              escape(title(i))));
    }
    for (int a = 0; a < axes.size(); a++) {
      svg.append(axis(axes.get(a), x(a), false));
    }
    svg.append(axis(accuracy, RIGHT, true));
    return svg("Trials in parallel coordinates", svg.toString());
  }

  private double x(int axis) {
    return SIDE + (double) (RIGHT - SIDE) * axis / axes.size();
  }

  /** The better, the stronger. */
  private static double opacity(double place) {
    return 0.15 + 0.6 * place * place;
  }

  /** A vertical axis; labels to its right at the right end, to its left elsewhere. */
  private static String axis(Coordinates axis, double x, boolean last) {
    StringBuilder svg = new StringBuilder();
    svg.append(
        format(
            "<line class=\"axis\" x1=\"%.1f\" y1=\"%d\" x2=\"%.1f\" y2=\"%d\"/>\n",
            x, TOP, x, BOTTOM));
    svg.append(
        format(
            "<text class=\"name\" x=\"%.1f\" y=\"%d\" text-anchor=\"middle\">%s</text>\n",
            x, TOP - 24, escape(axis.name())));
    for (Mark mark : axis.marks()) {
      svg.append(
          format(
              "<circle class=\"mark\" cx=\"%.1f\" cy=\"%.1f\" r=\"3\"/>"
                  + "<text class=\"label\" x=\"%.1f\" y=\"%.1f\" text-anchor=\"%s\">%s</text>\n",
              x,
              y(mark.place()),
              x + (last ? 9 : -9),
              y(mark.place()) + 4,
              last ? "start" : "end",
              escape(shortened(mark.text(), 14))));
    }
    return svg.toString();
  }

  private static String shortened(String text, int most) {
    return text.length() <= most ? text : text.substring(0, most - 1) + "…";
  }

  private boolean isBest(int row) {
    return rows.get(row).trial().number() == best;
  }

  private String title(int row) {
    return format(
        "trial %d, %.2f %%: %s",
        rows.get(row).trial().number(),
        rows.get(row).result().orElseThrow().validationAccuracy(),
        String.join(", ", rows.get(row).trial().values()));
  }

  private String scatter() {
    Coordinates key = axes.get(0);
    StringBuilder svg = new StringBuilder();
    svg.append(axis(accuracy, SIDE + 20, false));
    svg.append(
        format(
            "<line class=\"axis\" x1=\"%d\" y1=\"%d\" x2=\"%d\" y2=\"%d\"/>\n",
            SIDE + 20, BOTTOM, RIGHT, BOTTOM));
    for (Mark mark : key.marks()) {
      svg.append(
          format(
              "<text class=\"label\" x=\"%.1f\" y=\"%d\" text-anchor=\"middle\">%s</text>\n",
              across(mark.place()), BOTTOM + 16, escape(shortened(mark.text(), 24))));
    }
    svg.append(
        format(
            "<text class=\"name\" x=\"%d\" y=\"%d\" text-anchor=\"middle\">%s</text>\n",
            (SIDE + RIGHT) / 2, BOTTOM + 32, escape(key.name())));
    for (int i : fromWorst()) {
      svg.append(
          format(
              "<circle class=\"%s\" cx=\"%.1f\" cy=\"%.1f\" r=\"%d\"><title>%s</title></circle>\n",
              isBest(i) ? "dot best" : "dot",
              across(key.places()[i]),
              y(accuracy.places()[i]),
              isBest(i) ? 7 : 5,
              escape(title(i))));
    }
    return svg("Validation accuracy by " + key.name(), svg.toString());
  }

  private static double across(double place) {
    return SIDE + 70 + place * (RIGHT - SIDE - 70);
  }
}

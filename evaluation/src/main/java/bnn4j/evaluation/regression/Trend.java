package bnn4j.evaluation.regression;

import bnn4j.evaluation.accuracy.SetResult;
import bnn4j.evaluation.accuracy.SetResult.Verdict;
import bnn4j.evaluation.report.Html;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** A small plot of a set's accuracies over the checks, with its floor. */
final class Trend {
  private static final int WIDTH = 160;
  private static final int HEIGHT = 32;
  private static final int MARGIN = 4;
  private static final int POINTS = 60;

  /** What the cell shows at least from bottom to top, so that a single image is no cliff. */
  private static final double LEAST_RANGE = 1;

  private final List<SetResult> results;
  private final Double floor;

  /**
   * A trend.
   *
   * @param before checked results, the oldest first
   * @param now the last, whose floor is drawn
   */
  Trend(List<SetResult> before, SetResult now) {
    List<SetResult> all = new ArrayList<>(before);
    if (now.verdict() != Verdict.BROKEN) {
      all.add(now);
    }
    this.results = all.subList(Math.max(0, all.size() - POINTS), all.size());
    this.floor = now.floor();
  }

  /** A picture, or nothing if there are not two points to join. */
  String svg() {
    if (results.size() < 2) {
      return "";
    }
    double low = results.stream().mapToDouble(SetResult::accuracy).min().orElseThrow();
    double high = results.stream().mapToDouble(SetResult::accuracy).max().orElseThrow();
    if (floor != null) {
      low = Math.min(low, floor);
      high = Math.max(high, floor);
    }
    double bottom = (low + high - Math.max(LEAST_RANGE, high - low)) / 2;
    double range = Math.max(LEAST_RANGE, high - low);
    String points =
        IntStream.range(0, results.size())
            .mapToObj(
                i -> Html.format("%.1f,%.1f", x(i), y(results.get(i).accuracy(), bottom, range)))
            .collect(Collectors.joining(" "));
    return Html.format(
        "<svg width=\"%d\" height=\"%d\" role=\"img\" aria-label=\"%d checks\">%s"
            + "<polyline points=\"%s\"/></svg>",
        WIDTH, HEIGHT, results.size(), floor == null ? "" : floorLine(bottom, range), points);
  }

  private String floorLine(double bottom, double range) {
    double y = y(floor, bottom, range);
    return Html.format("<line x1=\"0\" y1=\"%.1f\" x2=\"%d\" y2=\"%.1f\"/>", y, WIDTH, y);
  }

  private double x(int index) {
    return MARGIN + (WIDTH - 2.0 * MARGIN) * index / (results.size() - 1);
  }

  private static double y(double accuracy, double bottom, double range) {
    return HEIGHT - MARGIN - (HEIGHT - 2.0 * MARGIN) * (accuracy - bottom) / range;
  }
}

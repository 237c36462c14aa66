package bnn4j.experiment.report;

import static java.util.Arrays.stream;

import bnn4j.evaluation.report.Palette;
import bnn4j.trainer.loop.EpochMetrics;
import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.DoubleSummaryStatistics;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;
import org.knowm.xchart.XYSeries;
import org.knowm.xchart.style.Styler.LegendLayout;
import org.knowm.xchart.style.Styler.LegendPosition;
import org.knowm.xchart.style.XYStyler;
import org.knowm.xchart.style.markers.SeriesMarkers;

/**
 * A quantity plotted over the epochs.
 *
 * @param title of the chart
 * @param unit of the values
 * @param scale of the axis of values
 * @param lines one or two, the one that matters first
 */
record Curve(String title, String unit, Scale scale, List<Line> lines) {
  /** Where the axis of values begins and ends. */
  enum Scale {
    /** From a multiple of ten to another, for percentages. */
    TENS,
    /** From zero, for values that are not negative. */
    FROM_ZERO,
    /** Logarithmic if the values span magnitudes, else from zero. */
    MAGNITUDES
  }

  /** Epochs up to which each gets a label. */
  private static final int FEW_EPOCHS = 10;

  /** Epochs up to which each gets a dot. */
  private static final int DOTTED_EPOCHS = 30;

  /** Largest over smallest value from which an axis is logarithmic. */
  private static final double LOGARITHMIC_FROM = 30;

  /**
   * A line of a curve.
   *
   * @param name in the legend
   * @param values of epoch 1, 2, 3 …; NaN where nothing was measured. Not copied
   */
  record Line(String name, double[] values) {
    /** What is infinite is left out like what was not measured. */
    static Line of(
        String name, List<EpochMetrics> epochs, ToDoubleFunction<EpochMetrics> measurement) {
      return new Line(
          name,
          epochs.stream()
              .mapToDouble(measurement)
              .map(number -> Double.isInfinite(number) ? Double.NaN : number)
              .toArray());
    }

    private boolean isMeasured() {
      return !stream(values).allMatch(Double::isNaN);
    }
  }

  /** Accuracy, loss and learning rate of a run, each if it was measured. */
  static List<Curve> in(List<EpochMetrics> epochs) {
    return measured(
        new Curve(
            "Accuracy",
            "accuracy (%)",
            Scale.TENS,
            List.of(
                Line.of("validation", epochs, EpochMetrics::validationAccuracy),
                Line.of("train", epochs, EpochMetrics::trainAccuracy))),
        new Curve(
            "Loss", "loss", Scale.FROM_ZERO, List.of(Line.of("train", epochs, EpochMetrics::loss))),
        new Curve(
            "Learning rate",
            "rate",
            Scale.MAGNITUDES,
            List.of(Line.of("learning rate", epochs, EpochMetrics::learningRate))));
  }

  /** What two runs have in common, a line for each. */
  static List<Curve> of(RunCurve first, RunCurve second) {
    return measured(
        compared(
            "Validation accuracy",
            "accuracy (%)",
            Scale.TENS,
            EpochMetrics::validationAccuracy,
            first,
            second),
        compared("Loss", "loss", Scale.FROM_ZERO, EpochMetrics::loss, first, second),
        compared(
            "Learning rate", "rate", Scale.MAGNITUDES, EpochMetrics::learningRate, first, second));
  }

  private static Curve compared(
      String title,
      String unit,
      Scale scale,
      ToDoubleFunction<EpochMetrics> measurement,
      RunCurve first,
      RunCurve second) {
    return new Curve(
        title,
        unit,
        scale,
        List.of(
            Line.of(first.name(), first.epochs(), measurement),
            Line.of(second.name(), second.epochs(), measurement)));
  }

  private static List<Curve> measured(Curve... curves) {
    return stream(curves).filter(curve -> curve.lines.stream().anyMatch(Line::isMeasured)).toList();
  }

  private int epochs() {
    return lines.stream().mapToInt(line -> line.values.length).max().orElseThrow();
  }

  /** The chart. */
  XYChart chart(Palette palette) {
    XYChart chart = new XYChartBuilder().title(title).xAxisTitle("epoch").yAxisTitle(unit).build();
    style(chart.getStyler(), palette);
    Color[] colors = {palette.first(), palette.second()};
    for (int i = 0; i < lines.size(); i++) {
      if (lines.get(i).isMeasured()) {
        add(lines.get(i), colors[i], chart);
      }
    }
    scaleEpochs(chart.getStyler(), epochs());
    scaleValues(chart.getStyler());
    return chart;
  }

  private void add(Line line, Color color, XYChart chart) {
    double[] x = IntStream.rangeClosed(1, line.values.length).asDoubleStream().toArray();
    XYSeries series =
        chart.addSeries(line.name, withFirst(0.5, x), withFirst(Double.NaN, line.values));
    series.setLineColor(color);
    series.setMarkerColor(color);
    series.setLineStyle(new BasicStroke(2f, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND));
    series.setMarker(epochs() <= DOTTED_EPOCHS ? SeriesMarkers.CIRCLE : SeriesMarkers.NONE);
  }

  /**
   * Adds a point at epoch 0.5 that is not drawn. XChart labels every n-th of evenly spaced values
   * (6, 12, 18 …); a value out of step makes it label round numbers.
   */
  private static double[] withFirst(double first, double[] values) {
    return DoubleStream.concat(DoubleStream.of(first), stream(values)).toArray();
  }

  private static void scaleEpochs(XYStyler styler, int epochs) {
    boolean few = epochs <= FEW_EPOCHS;
    styler.setXAxisMin(few && epochs > 1 ? 1.0 : 0.0);
    styler.setXAxisMax(Math.max(2.0, epochs));
    if (few) {
      styler.setXAxisTickLabelsFormattingFunction(epoch -> label(epoch, epochs));
    }
  }

  private void scaleValues(XYStyler styler) {
    DoubleSummaryStatistics values =
        lines.stream()
            .flatMapToDouble(line -> stream(line.values))
            .filter(value -> !Double.isNaN(value))
            .summaryStatistics();
    double least = values.getMin();
    double most = values.getMax();
    styler.setYAxisTickLabelsFormattingFunction(Curve::plain);
    if (scale == Scale.TENS) {
      double low = Math.min(90, 10 * Math.floor(least / 10));
      styler.setYAxisMin(low).setYAxisMax(Math.max(low + 10, 10 * Math.ceil(most / 10)));
    } else if (scale == Scale.MAGNITUDES && least > 0 && most / least > LOGARITHMIC_FROM) {
      styler.setYAxisLogarithmic(true);
      styler.setYAxisTickLabelsFormattingFunction(y -> "1e" + Math.round(Math.log10(y)));
    } else {
      styler.setYAxisMin(0.0).setYAxisMax(most > 0 ? 1.05 * most : 1);
    }
  }

  private static void style(XYStyler styler, Palette palette) {
    Font font = new Font(Font.SANS_SERIF, Font.PLAIN, 12);
    styler.setLocale(Locale.ROOT);
    styler.setChartBackgroundColor(palette.background());
    styler.setPlotBackgroundColor(palette.background());
    styler.setChartFontColor(palette.text());
    styler.setChartPadding(12);
    styler.setChartTitleFont(font.deriveFont(Font.BOLD, 15f));
    styler.setChartTitleBoxVisible(false);
    styler.setChartTitlePadding(8);
    styler.setMarkerSize(6);
    styleLegend(styler, palette, font);
    styleAxes(styler, palette, font);
  }

  /** Below the plot, so that it never covers a line. */
  private static void styleLegend(XYStyler styler, Palette palette, Font font) {
    styler.setLegendPosition(LegendPosition.OutsideS);
    styler.setLegendLayout(LegendLayout.Horizontal);
    styler.setLegendBackgroundColor(palette.background());
    styler.setLegendBorderColor(palette.background());
    styler.setLegendFont(font);
    styler.setLegendPadding(4);
  }

  private static void styleAxes(XYStyler styler, Palette palette, Font font) {
    styler.setPlotBorderVisible(false);
    styler.setPlotGridVerticalLinesVisible(false);
    styler.setPlotGridLinesColor(palette.grid());
    styler.setPlotGridLinesStroke(new BasicStroke(1f));
    styler.setPlotMargin(4);
    styler.setAxisTicksLineVisible(false);
    styler.setAxisTicksMarksVisible(false);
    styler.setAxisTickLabelsFont(font.deriveFont(11f));
    styler.setAxisTickLabelsColor(palette.labels());
    styler.setAxisTitleFont(font);
    styler.setXAxisTitleColor(palette.labels());
    styler.setYAxisTitleColor(palette.labels());
    styler.setXAxisDecimalPattern("0");
  }

  /** At most six places after the point, and no more than it takes. */
  private static String plain(double value) {
    BigDecimal rounded = BigDecimal.valueOf(value).setScale(6, RoundingMode.HALF_EVEN);
    return rounded.stripTrailingZeros().toPlainString();
  }

  /** No label between two epochs, nor for one that was not trained. */
  static String label(double epoch, int epochs) {
    boolean trained = epoch == Math.rint(epoch) && epoch > 0 && epoch <= epochs;
    return trained ? Long.toString((long) epoch) : " ";
  }
}

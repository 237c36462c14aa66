package bnn4j.trainer.report;

import static java.util.Arrays.stream;

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
import java.util.stream.Stream;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;
import org.knowm.xchart.XYSeries;
import org.knowm.xchart.style.Styler.LegendLayout;
import org.knowm.xchart.style.Styler.LegendPosition;
import org.knowm.xchart.style.XYStyler;
import org.knowm.xchart.style.markers.SeriesMarkers;

/**
 * Something that can be drawn over the epochs.
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

  private static final Curve ACCURACY =
      new Curve(
          "Accuracy",
          "percent right",
          Scale.TENS,
          List.of(
              new Line("validation", EpochMetrics::validationAccuracy),
              new Line("train", EpochMetrics::trainAccuracy)));

  private static final Curve LOSS =
      new Curve("Loss", "loss", Scale.FROM_ZERO, List.of(new Line("train", EpochMetrics::loss)));

  private static final Curve LEARNING_RATE =
      new Curve(
          "Learning rate",
          "rate",
          Scale.MAGNITUDES,
          List.of(new Line("learning rate", EpochMetrics::learningRate)));

  /** Epochs up to which each gets a label. */
  private static final int FEW_EPOCHS = 10;

  /** Epochs up to which each gets a dot. */
  private static final int DOTTED_EPOCHS = 30;

  /** Largest over smallest value from which an axis is logarithmic. */
  private static final double LOGARITHMIC_FROM = 30;

  record Line(String name, ToDoubleFunction<EpochMetrics> value) {
    /** The values; what is infinite is left out like what was not measured. */
    double[] values(List<EpochMetrics> epochs) {
      return epochs.stream()
          .mapToDouble(value)
          .map(number -> Double.isInfinite(number) ? Double.NaN : number)
          .toArray();
    }
  }

  /** The curves of which anything was measured. */
  static List<Curve> in(List<EpochMetrics> epochs) {
    return Stream.of(ACCURACY, LOSS, LEARNING_RATE).filter(curve -> curve.isIn(epochs)).toList();
  }

  private boolean isIn(List<EpochMetrics> epochs) {
    return lines.stream().anyMatch(line -> measured(line.values(epochs)));
  }

  private static boolean measured(double[] values) {
    return !stream(values).allMatch(Double::isNaN);
  }

  /** The chart of epochs in which anything was measured. */
  XYChart chart(List<EpochMetrics> epochs, Palette palette) {
    XYChart chart = new XYChartBuilder().title(title).xAxisTitle("epoch").yAxisTitle(unit).build();
    style(chart.getStyler(), palette);
    double[] x = withFirst(0.5, epochs.stream().mapToDouble(EpochMetrics::epoch).toArray());
    Color[] colors = {palette.first(), palette.second()};
    for (int i = 0; i < lines.size(); i++) {
      double[] y = lines.get(i).values(epochs);
      if (measured(y)) {
        XYSeries series = chart.addSeries(lines.get(i).name(), x, withFirst(Double.NaN, y));
        series.setLineColor(colors[i]);
        series.setMarkerColor(colors[i]);
        series.setLineStyle(new BasicStroke(2f, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND));
        series.setMarker(
            epochs.size() <= DOTTED_EPOCHS ? SeriesMarkers.CIRCLE : SeriesMarkers.NONE);
      }
    }
    scaleEpochs(chart.getStyler(), epochs.size());
    scaleValues(chart.getStyler(), epochs);
    return chart;
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
      styler.setXAxisTickLabelsFormattingFunction(Curve::wholeNumber);
    }
  }

  private void scaleValues(XYStyler styler, List<EpochMetrics> epochs) {
    DoubleSummaryStatistics values =
        lines.stream()
            .flatMapToDouble(line -> stream(line.values(epochs)))
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

  /** No label between two epochs. */
  private static String wholeNumber(double epoch) {
    return epoch == Math.rint(epoch) && epoch > 0 ? Long.toString((long) epoch) : " ";
  }
}

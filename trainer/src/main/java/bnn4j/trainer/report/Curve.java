package bnn4j.trainer.report;

import static java.util.Arrays.stream;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;
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
    /** From a multiple of ten to another. */
    TENS,
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
    double[] x = epochs.stream().mapToDouble(EpochMetrics::epoch).toArray();
    Color[] colors = {palette.first(), palette.second()};
    for (int i = 0; i < lines.size(); i++) {
      double[] y = lines.get(i).values(epochs);
      if (measured(y)) {
        XYSeries series = chart.addSeries(lines.get(i).name(), x, y);
        series.setLineColor(colors[i]);
        series.setMarkerColor(colors[i]);
        series.setLineStyle(new BasicStroke(2f, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND));
        series.setMarker(
            epochs.size() <= DOTTED_EPOCHS ? SeriesMarkers.CIRCLE : SeriesMarkers.NONE);
      }
    }
    scale(chart.getStyler(), epochs);
    return chart;
  }

  private void scale(XYStyler styler, List<EpochMetrics> epochs) {
    boolean few = epochs.size() > 1 && epochs.size() <= 10;
    styler.setXAxisMin(few ? 1.0 : 0.0);
    styler.setXAxisMax(Math.max(2.0, epochs.size()));
    if (epochs.size() <= 10) {
      styler.setXAxisTickLabelsFormattingFunction(Curve::wholeNumber);
    }
    styler.setYAxisTickLabelsFormattingFunction(Curve::plain);
    double[] all = lines.stream().flatMapToDouble(line -> stream(line.values(epochs))).toArray();
    double least = stream(all).filter(value -> !Double.isNaN(value)).min().orElseThrow();
    double most = stream(all).filter(value -> !Double.isNaN(value)).max().orElseThrow();
    switch (scale) {
      case TENS -> {
        styler.setYAxisMin(Math.max(0, Math.floor(least / 10) * 10));
        styler.setYAxisMax(Math.max(Math.floor(least / 10) * 10 + 10, Math.ceil(most / 10) * 10));
      }
      case FROM_ZERO -> styler.setYAxisMin(Math.min(0, least)).setYAxisMax(1.05 * most);
      case MAGNITUDES -> {
        if (least > 0 && most / least > LOGARITHMIC_FROM) {
          styler.setYAxisLogarithmic(true);
          styler.setYAxisLogarithmicDecadeOnly(true);
          styler.setYAxisTickLabelsFormattingFunction(y -> "1e" + Math.round(Math.log10(y)));
        } else {
          styler.setYAxisMin(0.0).setYAxisMax(1.05 * most);
        }
      }
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

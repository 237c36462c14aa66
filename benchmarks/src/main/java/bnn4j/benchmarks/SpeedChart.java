package bnn4j.benchmarks;

import java.awt.Color;
import java.awt.Font;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;
import org.knowm.xchart.BitmapEncoder;
import org.knowm.xchart.CategoryChart;
import org.knowm.xchart.CategoryChartBuilder;
import org.knowm.xchart.style.CategoryStyler;
import org.knowm.xchart.style.Styler.LegendLayout;
import org.knowm.xchart.style.Styler.LegendPosition;

/** Images per second of the engine beside the FPGA's, on a logarithmic axis. */
record SpeedChart(EngineSpeed speed) {
  private static final Color TEXT = new Color(0x1f2328);
  private static final Color LABELS = new Color(0x59636e);
  private static final Color GRID = new Color(0xe6e9ed);
  private static final Color[] SERIES = {
    new Color(0xb6bec8), new Color(0x93b4f5), new Color(0x2563eb), new Color(0xe8760c)
  };

  /** For screens with small pixels. */
  private static final int DOTS_PER_INCH = 144;

  void write(Path file) throws IOException {
    BitmapEncoder.saveBitmapWithDPI(
        chart(), file.toString(), BitmapEncoder.BitmapFormat.PNG, DOTS_PER_INCH);
  }

  private CategoryChart chart() {
    CategoryChart chart =
        new CategoryChartBuilder()
            .width(820)
            .height(420)
            .title("Images per second, packing included")
            .build();
    add(chart, "scalar, 1 thread", overlay -> most(overlay, "scalar", 1));
    add(chart, "fastest kernel, 1 thread", overlay -> most(overlay, "fastest", 1));
    add(chart, "fastest kernel, 2 threads", overlay -> most(overlay, "fastest", 2));
    add(
        chart,
        "FPGA (PYNQ-Z1)",
        overlay -> SpeedTables.FPGA.getOrDefault(overlay, 0).doubleValue());
    style(chart.getStyler());
    return chart;
  }

  /** In the largest batches measured. */
  private double most(String overlay, String kernel, int threads) {
    return speed
        .imagesPerSecond(overlay, kernel, 10_000, threads)
        .orElseGet(() -> speed.imagesPerSecond(overlay, kernel, 64, threads).orElseThrow());
  }

  /** What is not known is no bar: a logarithmic axis has no zero. */
  private static void add(CategoryChart chart, String name, ToDoubleFunction<String> rate) {
    List<Double> rates =
        EngineSpeed.OVERLAYS.stream()
            .map(rate::applyAsDouble)
            .map(value -> value > 0 ? value : null)
            .toList();
    chart.addSeries(name, EngineSpeed.OVERLAYS, rates);
  }

  private static void style(CategoryStyler styler) {
    Font font = new Font(Font.SANS_SERIF, Font.PLAIN, 12);
    styler.setLocale(Locale.ROOT);
    styler.setSeriesColors(SERIES);
    styler.setYAxisLogarithmic(true);
    styler.setYAxisMin(100.0);
    styler.setYAxisMax(1_000_000.0);
    styler.setYAxisDecimalPattern("#,###");
    styler.setChartBackgroundColor(Color.WHITE);
    styler.setPlotBackgroundColor(Color.WHITE);
    styler.setPlotBorderVisible(false);
    styler.setPlotGridVerticalLinesVisible(false);
    styler.setPlotGridLinesColor(GRID);
    styler.setChartFontColor(TEXT);
    styler.setChartTitleFont(font.deriveFont(Font.BOLD, 15f));
    styler.setChartTitleBoxVisible(false);
    styler.setAxisTickLabelsFont(font.deriveFont(11f));
    styler.setAxisTickLabelsColor(LABELS);
    styler.setAxisTicksLineVisible(false);
    styler.setLegendPosition(LegendPosition.OutsideS);
    styler.setLegendLayout(LegendLayout.Horizontal);
    styler.setLegendBorderColor(Color.WHITE);
    styler.setLegendFont(font);
    styler.setLabelsVisible(true);
    styler.setLabelsFont(font.deriveFont(8f));
    styler.setLabelsRotation(90);
    styler.setAvailableSpaceFill(0.85);
  }
}

package bnn4j.hardware.estimate;

import bnn4j.hardware.rtl.Stage;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** An estimate as text. */
public final class EstimateText {
  /** Share of a device above which closing timing is hard (the vendor's guide, UG949). */
  private static final double CROWDED = 0.7;

  private static final String ROW = "%-30s %4s %4s %9s %6s %8s %8s %6s %5s%n";

  private final Estimate estimate;
  private final Timing timing;
  private final StringBuilder text = new StringBuilder();

  private EstimateText(Estimate estimate) {
    this.estimate = estimate;
    this.timing = estimate.timing();
  }

  /**
   * All of it.
   *
   * @param simulated what a simulation counted, if there was one
   */
  public static String of(Estimate estimate, Optional<SimulatedCycles> simulated) {
    EstimateText lines = new EstimateText(estimate);
    lines.head();
    lines.stages();
    lines.sums();
    lines.speed();
    simulated.ifPresent(lines::simulated);
    lines.warning();
    return lines.text.toString();
  }

  /** A stage in words, for instance {@code conv 3x3 64x30x30 pool}. */
  public static String kind(Stage stage) {
    return stage
        .map()
        .map(map -> kind(stage, map))
        .orElseGet(() -> "dense %dx%d".formatted(stage.columns(), stage.rows()));
  }

  private static String kind(Stage stage, Stage.Map map) {
    return "conv %dx%d %dx%dx%d to %d%s"
        .formatted(
            map.kernel(),
            map.kernel(),
            map.channels(),
            map.dimension(),
            map.dimension(),
            stage.rows(),
            stage.poolSize() > 1 ? " pool" : "");
  }

  private void add(String format, Object... values) {
    text.append(String.format(Locale.ROOT, format, values));
  }

  private void head() {
    add(
        "%s (%s) on %s (%s) at %s MHz. All figures are estimated by formulas unless"
            + " marked otherwise.%n%n",
        estimate.pipeline().name(),
        estimate.precision(),
        estimate.board(),
        estimate.board().part(),
        number(estimate.clock().megahertz()));
  }

  private void stages() {
    add(ROW, "layer", "PE", "SIMD", "cycles", "busy", "LUT", "FF", "BRAM18", "DSP");
    for (Stage stage : estimate.pipeline().stages()) {
      Resources needed = estimate.of(stage);
      add(
          ROW,
          stage.index() + " " + kind(stage),
          stage.pe(),
          stage.simd(),
          grouped(stage.cycles()),
          percent(stage.cycles(), timing.perImage()),
          grouped(needed.lut()),
          grouped(needed.ff()),
          grouped(needed.bram18()),
          needed.dsp());
    }
    resources("registers, DMA, FIFOs", estimate.around());
  }

  private void sums() {
    Resources total = estimate.total();
    Resources budget = estimate.board().budget();
    resources("total", total);
    resources("on the board", budget);
    add(
        ROW,
        "share",
        "",
        "",
        "",
        "",
        percent(total.lut(), budget.lut()),
        percent(total.ff(), budget.ff()),
        percent(total.bram18(), budget.bram18()),
        percent(total.dsp(), budget.dsp()));
    Resources hls = estimate.hls();
    add(
        ROW,
        "layers in HLS (FINN)",
        "",
        "",
        "",
        "",
        grouped(hls.lut()),
        "-",
        grouped(hls.bram18()),
        hls.dsp());
    text.append(System.lineSeparator());
  }

  private void resources(String name, Resources of) {
    add(
        ROW,
        name,
        "",
        "",
        "",
        "",
        grouped(of.lut()),
        grouped(of.ff()),
        grouped(of.bram18()),
        of.dsp());
  }

  private void speed() {
    Clock clock = estimate.clock();
    add(
        "throughput  %s images/s: a result every %s cycles, %s%n",
        grouped(Math.round(estimate.imagesPerSecond())), grouped(timing.perImage()), slowest());
    add(
        "latency     %s us in this project's RTL, %s us in HLS (published bitstreams);"
            + "%n            row wavefront; the sum of the layers is %s us%n",
        number(clock.microseconds(timing.latency())),
        number(clock.microseconds(timing.hlsLatency())),
        number(clock.microseconds(timing.sum())));
    add(
        "work        %s operations per image; %s GOPS of %s with all units busy (%s)%n",
        grouped(estimate.operations()),
        number(estimate.gigaOperations()),
        number(estimate.peakGigaOperations()),
        percent(estimate.gigaOperations(), estimate.peakGigaOperations()));
    Roofline roofline = estimate.roofline();
    add(
        "roofs       %s GOPS in the board's LUTs, %s GB/s from block RAM, %s GB/s from DRAM"
            + " (port %s)%n",
        number(roofline.computeGigaOperations()),
        number(roofline.onChipGigabytes()),
        number(roofline.memoryGigabytes()),
        number(roofline.portGigabytes()));
  }

  private void simulated(SimulatedCycles cycles) {
    add(
        "simulated   a result every %s cycles, %s images/s; the first after %s cycles, %s us%n",
        grouped(cycles.perImage()),
        grouped(Math.round(estimate.clock().perSecond(cycles.perImage()))),
        grouped(cycles.latency()),
        number(estimate.clock().microseconds(cycles.latency())));
  }

  private String slowest() {
    List<Stage> slowest = estimate.slowest();
    if (slowest.get(0).cycles() < timing.perImage()) {
      return estimate.pipeline().inputWords() == timing.perImage()
          ? "limited by the image input"
          : "limited by the result output";
    }
    String layers =
        slowest.stream().map(s -> Integer.toString(s.index())).collect(Collectors.joining(", "));
    return slowest.size() == 1
        ? "layer " + layers + " is the slowest"
        : "layers " + layers + " are the slowest";
  }

  private void warning() {
    Resources total = estimate.total();
    Resources budget = estimate.board().budget();
    if (!estimate.fits()) {
      add("%ndoes not fit %s; 'hardware fold' finds a folding that does%n", estimate.board());
    } else if (total.lut() > CROWDED * budget.lut()) {
      add("%nmore than %.0f %% of the LUTs: timing closure may be difficult%n", 100 * CROWDED);
    }
  }

  private static String grouped(long value) {
    return String.format(Locale.ROOT, "%,d", value);
  }

  /** Three or four digits that matter. */
  private static String number(double value) {
    String format =
        value >= 100 || value == Math.rint(value) ? "%,.0f" : value >= 1 ? "%.1f" : "%.3f";
    return String.format(Locale.ROOT, format, value);
  }

  private static String percent(long part, long whole) {
    return percent((double) part, (double) whole);
  }

  private static String percent(double part, double whole) {
    return whole == 0 ? "-" : String.format(Locale.ROOT, "%.0f %%", 100 * part / whole);
  }
}

package bnn4j.hardware.draw;

import bnn4j.hardware.draw.DrawnShape.Anchor;
import bnn4j.hardware.estimate.Estimate;
import bnn4j.hardware.estimate.Roofline;
import java.awt.Color;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** A roofline as a drawing; both axes are logarithmic. */
public final class RooflineChart {
  private static final int WIDTH = 820;
  private static final int HEIGHT = 520;
  private static final double LEFT = 76;
  private static final double RIGHT = WIDTH - 40;
  private static final double TOP = 64;
  private static final double BOTTOM = HEIGHT - 62;

  private final Roofline roofline;
  private final String title;
  private final Axis work;
  private final Axis rate;
  private final List<DrawnShape> shapes = new ArrayList<>();

  private RooflineChart(Estimate estimate) {
    this.roofline = estimate.roofline();
    this.title =
        "%s (%s) on %s at %s MHz"
            .formatted(
                estimate.pipeline().name(),
                estimate.precision(),
                estimate.board(),
                value(estimate.clock().megahertz()));
    double most =
        roofline.points().stream()
            .mapToDouble(Roofline.Point::operationsPerByte)
            .max()
            .orElseThrow();
    double least =
        roofline.points().stream().mapToDouble(Roofline.Point::gigaOperations).min().orElseThrow();
    this.work =
        new Axis(
            Math.min(
                0, decadeAbove(roofline.computeGigaOperations() / roofline.onChipGigabytes()) - 2),
            Math.max(4, decadeAbove(most)),
            LEFT,
            RIGHT);
    this.rate =
        new Axis(
            Math.min(0, decadeAbove(least) - 1),
            decadeAbove(
                1.6 * Math.max(roofline.computeGigaOperations(), roofline.overlayGigaOperations())),
            BOTTOM,
            TOP);
  }

  private static int decadeAbove(double value) {
    return (int) Math.ceil(Math.log10(value));
  }

  /** The chart of an estimate. */
  public static Drawing of(Estimate estimate) {
    RooflineChart chart = new RooflineChart(estimate);
    chart.axes();
    chart.roofs();
    chart.points();
    return new Drawing("Roofline of " + chart.title, WIDTH, HEIGHT, chart.shapes);
  }

  /**
   * A logarithmic axis.
   *
   * @param first its first power of ten
   * @param last its last
   * @param from where the first is
   * @param to where the last is
   */
  private record Axis(int first, int last, double from, double to) {
    double at(double value) {
      return from + (Math.log10(value) - first) / (last - first) * (to - from);
    }

    double least() {
      return Math.pow(10, first);
    }

    double most() {
      return Math.pow(10, last);
    }
  }

  private void axes() {
    label(LEFT, 28, title, 15, true, Anchor.START, DrawingColors.TEXT);
    label(
        LEFT,
        47,
        "Estimated by formulas, not measured. Work per byte is counted separately for each memory.",
        12,
        false,
        Anchor.START,
        DrawingColors.QUIET);
    for (int power = work.first; power <= work.last; power++) {
      double x = work.at(Math.pow(10, power));
      shapes.add(new DrawnShape.Line(x, TOP, x, BOTTOM, 1, false, DrawingColors.GRID));
      label(x, BOTTOM + 18, power(power), 11, false, Anchor.MIDDLE, DrawingColors.QUIET);
    }
    for (int power = rate.first; power <= rate.last; power++) {
      double y = rate.at(Math.pow(10, power));
      shapes.add(new DrawnShape.Line(LEFT, y, RIGHT, y, 1, false, DrawingColors.GRID));
      label(LEFT - 8, y + 4, power(power), 11, false, Anchor.END, DrawingColors.QUIET);
    }
    label(
        (LEFT + RIGHT) / 2,
        HEIGHT - 18,
        "operations per byte of traffic",
        12,
        false,
        Anchor.MIDDLE,
        DrawingColors.QUIET);
    shapes.add(
        new DrawnShape.Label(
            22,
            (TOP + BOTTOM) / 2,
            "billions of operations per second (GOPS)",
            12,
            false,
            Anchor.MIDDLE,
            -90,
            DrawingColors.QUIET));
  }

  private static String power(int power) {
    return String.format(Locale.ROOT, "%,." + Math.max(0, -power) + "f", Math.pow(10, power));
  }

  private void roofs() {
    double board = rate.at(roofline.computeGigaOperations());
    double units = rate.at(roofline.overlayGigaOperations());
    boolean close = Math.abs(board - units) < 22;
    double above = Math.min(board, units) - 7;
    flat(
        roofline.computeGigaOperations(),
        "compute: the board's LUTs, %s GOPS".formatted(value(roofline.computeGigaOperations())),
        false,
        close ? above : board - 7);
    flat(
        roofline.overlayGigaOperations(),
        "this folding's units, %s GOPS".formatted(value(roofline.overlayGigaOperations())),
        true,
        close ? above - 15 : units - 7);
    slope(
        roofline.onChipGigabytes(),
        "on chip: block RAM, %s GB/s".formatted(value(roofline.onChipGigabytes())),
        DrawingColors.GREEN,
        false,
        -7);
    slope(
        roofline.memoryGigabytes(),
        "DRAM, %s GB/s".formatted(value(roofline.memoryGigabytes())),
        DrawingColors.BLUE,
        false,
        -7);
    slope(
        roofline.portGigabytes(),
        "its 64-bit port, %s GB/s".formatted(value(roofline.portGigabytes())),
        DrawingColors.BLUE,
        true,
        15);
  }

  private void flat(double gigaOperations, String name, boolean dashed, double labelY) {
    double y = rate.at(gigaOperations);
    shapes.add(
        new DrawnShape.Line(
            work.at(Math.max(work.least(), gigaOperations / roofline.onChipGigabytes())),
            y,
            RIGHT,
            y,
            dashed ? 1.5 : 2,
            dashed,
            DrawingColors.TEXT));
    label(RIGHT - 4, labelY, name, 11.5, false, Anchor.END, DrawingColors.TEXT);
  }

  /** From the lower or left edge up to the compute roof; its name runs along it. */
  private void slope(double gigabytes, String name, Color color, boolean dashed, double beside) {
    double fromWork = Math.max(work.least(), rate.least() / gigabytes);
    double toWork = Math.min(work.most(), roofline.computeGigaOperations() / gigabytes);
    double fromX = work.at(fromWork);
    double fromY = rate.at(fromWork * gigabytes);
    double toX = work.at(toWork);
    double toY = rate.at(toWork * gigabytes);
    shapes.add(new DrawnShape.Line(fromX, fromY, toX, toY, dashed ? 1.5 : 2, dashed, color));
    double angle = Math.atan2(toY - fromY, toX - fromX);
    double labelX = fromX + 22 - beside * Math.sin(angle);
    double labelY = fromY + 22 * Math.tan(angle) + beside * Math.cos(angle);
    shapes.add(
        new DrawnShape.Label(
            labelX, labelY, name, 11.5, false, Anchor.START, Math.toDegrees(angle), color));
  }

  private void points() {
    for (Roofline.Point point : roofline.points()) {
      double x = work.at(point.operationsPerByte());
      double y = rate.at(point.gigaOperations());
      Color color =
          point.traffic() == Roofline.Traffic.ON_CHIP_WEIGHTS
              ? DrawingColors.GREEN
              : DrawingColors.BLUE;
      shapes.add(new DrawnShape.Dot(x, y, 5.5, point.real() ? color : DrawingColors.WHITE, color));
      boolean right = point.traffic() == Roofline.Traffic.IMAGES;
      double lower = isBeside(point) ? 34 : 0;
      double labelX = x + (right ? -11 : 11);
      Anchor anchor = right ? Anchor.END : Anchor.START;
      String figures =
          "%s GOPS, %s per byte"
              .formatted(value(point.gigaOperations()), value(point.operationsPerByte()));
      clear(
          labelX,
          y + lower + 3,
          Math.max(figures.length(), point.traffic().label().length()),
          right);
      label(labelX, y + lower + 16, point.traffic().label(), 11.5, true, anchor, color);
      label(labelX, y + lower + 30, figures, 11, false, anchor, DrawingColors.QUIET);
    }
  }

  /** Whether what would be is as fast as what is, so that names need two rows. */
  private boolean isBeside(Roofline.Point point) {
    return !point.real() && point.gigaOperations() == roofline.points().get(0).gigaOperations();
  }

  /** No line runs through two lines of text of so many letters. */
  private void clear(double x, double y, int letters, boolean toTheLeft) {
    double width = 6.6 * letters;
    shapes.add(
        new DrawnShape.Box(
            toTheLeft ? x - width : x, y, width, 32, 0, DrawingColors.WHITE, DrawingColors.WHITE));
  }

  private void label(
      double x, double y, String text, double size, boolean bold, Anchor anchor, Color color) {
    shapes.add(new DrawnShape.Label(x, y, text, size, bold, anchor, 0, color));
  }

  private static String value(double value) {
    String format = value >= 100 || value == Math.rint(value) ? "%,.0f" : "%.1f";
    return String.format(Locale.ROOT, format, value);
  }
}

package bnn4j.hardware.draw;

import bnn4j.hardware.draw.DrawnShape.Anchor;
import bnn4j.hardware.estimate.Estimate;
import bnn4j.hardware.rtl.Pipeline;
import bnn4j.hardware.rtl.Stage;
import bnn4j.overlay.Overlay;
import java.awt.Color;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * The pipeline of an overlay from memory to memory: its blocks, how wide the streams between them
 * are, and the cycles and memories of each.
 */
public final class PipelineDrawing {
  private static final int WIDTH = 900;
  private static final double TOP = 84;
  private static final double BOX_LEFT = 120;
  private static final double BOX_WIDTH = 330;
  private static final double BOX_HEIGHT = 44;
  private static final double GAP = 26;
  private static final double STREAM_X = BOX_LEFT + BOX_WIDTH / 2;
  private static final double BAR_LEFT = 478;
  private static final double BAR_WIDTH = 150;
  private static final double MEMORY_LEFT = 722;

  private final Estimate estimate;
  private final Pipeline pipeline;
  private final long perImage;
  private final List<DrawnShape> shapes = new ArrayList<>();
  private double y = TOP;

  private PipelineDrawing(Estimate estimate) {
    this.estimate = estimate;
    this.pipeline = estimate.pipeline();
    this.perImage = estimate.timing().perImage();
  }

  /** The drawing of an estimate's pipeline. */
  public static Drawing of(Estimate estimate) {
    PipelineDrawing drawing = new PipelineDrawing(estimate);
    drawing.head();
    drawing.input();
    estimate.pipeline().stages().forEach(drawing::stage);
    drawing.output();
    return new Drawing(
        "Pipeline of " + estimate.pipeline().name(),
        WIDTH,
        (int) Math.ceil(drawing.y + 20),
        drawing.shapes);
  }

  private void head() {
    label(24, 30, title(), 15, true, Anchor.START, DrawingColors.TEXT);
    label(24, 50, subtitle(), 12, false, Anchor.START, DrawingColors.QUIET);
    label(BAR_LEFT, 72, "cycles per image", 11, true, Anchor.START, DrawingColors.QUIET);
    label(MEMORY_LEFT, 72, "memory", 11, true, Anchor.START, DrawingColors.QUIET);
  }

  private String title() {
    return "%s (%s): %s images/s at %s MHz"
        .formatted(
            pipeline.name(),
            estimate.precision(),
            grouped(Math.round(estimate.imagesPerSecond())),
            grouped(Math.round(estimate.clock().megahertz())));
  }

  private String subtitle() {
    return "one result per %s cycles, the first after %s; estimated by formulas"
        .formatted(grouped(perImage), grouped(estimate.timing().latency()));
  }

  private void input() {
    block(
        "AXI reader",
        "%s words of 64 bits per image".formatted(grouped(pipeline.inputWords())),
        DrawingColors.PALE_GREY,
        DrawingColors.GREY);
    cycles(pipeline.inputWords(), DrawingColors.GREY);
  }

  private void output() {
    stream(Overlay.WORD_BITS);
    block(
        "AXI writer",
        "%s words of 64 bits per image".formatted(grouped(pipeline.outputWords())),
        DrawingColors.PALE_GREY,
        DrawingColors.GREY);
    cycles(pipeline.outputWords(), DrawingColors.GREY);
  }

  private void stage(Stage stage) {
    stream(stage.wordBits());
    if (stage.map().isPresent()) {
      window(stage, stage.map().get());
    } else {
      block(
          "FIFO",
          "%s words of %s".formatted(grouped(stage.waiting()), bits(stage.wordBits())),
          DrawingColors.PALE_GREY,
          DrawingColors.GREY);
      memory(kilobits((long) stage.waiting() * stage.wordBits()), "");
    }
    stream(stage.vectorBits());
    matrix(stage);
    if (stage.pooled()) {
      stream(stage.resultBits());
      int pooled = stage.dimension() / stage.poolSize();
      block(
          "max pool %dx%d".formatted(stage.poolSize(), stage.poolSize()),
          "%dx%d to %dx%d pixels".formatted(stage.dimension(), stage.dimension(), pooled, pooled),
          DrawingColors.PALE_GREEN,
          DrawingColors.GREEN);
      memory(kilobits((long) pooled * stage.rows() * stage.outputBits()), "");
    }
  }

  private void window(Stage stage, Stage.Map map) {
    long words = (long) map.windowSpan() * stage.pixelWords() + stage.waiting();
    block(
        "window %dx%d".formatted(map.kernel(), map.kernel()),
        "over %dx%d pixels of %d x %d bit"
            .formatted(map.dimension(), map.dimension(), map.channels(), stage.inputBits()),
        DrawingColors.PALE_GREEN,
        DrawingColors.GREEN);
    memory(
        kilobits(words * stage.wordBits()),
        "%s words, %s of them unused".formatted(grouped(words), grouped(stage.waiting())));
  }

  private void matrix(Stage stage) {
    boolean slowest = stage.cycles() == perImage;
    Color fill = slowest ? DrawingColors.PALE_ORANGE : DrawingColors.PALE_BLUE;
    Color border = slowest ? DrawingColors.ORANGE : DrawingColors.BLUE;
    label(24, y + 27, "layer " + stage.index(), 13, true, Anchor.START, DrawingColors.TEXT);
    block(
        "%s: %d PE x %d SIMD"
            .formatted(stage.map().isPresent() ? "convolution" : "dense", stage.pe(), stage.simd()),
        "%s x %s weights of %d bit, %s"
            .formatted(
                grouped(stage.columns()),
                grouped(stage.rows()),
                stage.weightBits(),
                stage.thresholds() == 0
                    ? "sums of %d bits".formatted(stage.outputBits())
                    : "%d threshold%s"
                        .formatted(stage.thresholds(), stage.thresholds() == 1 ? "" : "s")),
        fill,
        border);
    cycles(stage.cycles(), border);
    memory(
        kilobits(stage.weights()),
        "%d x %d x %d bit"
            .formatted(stage.pe(), stage.weightWords(), stage.simd() * stage.weightBits()));
  }

  private void block(String title, String detail, Color fill, Color border) {
    shapes.add(new DrawnShape.Box(BOX_LEFT, y, BOX_WIDTH, BOX_HEIGHT, 5, fill, border));
    label(STREAM_X, y + 19, title, 13, true, Anchor.MIDDLE, DrawingColors.TEXT);
    label(STREAM_X, y + 35, detail, 11, false, Anchor.MIDDLE, DrawingColors.QUIET);
    y += BOX_HEIGHT;
  }

  /** An arrow to the next block, with the bits it carries in a cycle. */
  private void stream(long bits) {
    double end = y + GAP;
    shapes.add(
        new DrawnShape.Line(
            STREAM_X, y, STREAM_X, end - 5, bits > 64 ? 3 : 1.5, false, DrawingColors.GREY));
    shapes.add(
        new DrawnShape.Area(
            List.of(
                new DrawnShape.Point(STREAM_X - 5, end - 7),
                new DrawnShape.Point(STREAM_X + 5, end - 7),
                new DrawnShape.Point(STREAM_X, end - 0.5)),
            DrawingColors.GREY));
    label(STREAM_X + 12, y + GAP / 2 + 4, bits(bits), 11, false, Anchor.START, DrawingColors.QUIET);
    y = end;
  }

  /** Beside the block just drawn. */
  private void cycles(long cycles, Color color) {
    double middle = y - BOX_HEIGHT / 2;
    double width = Math.max(1, BAR_WIDTH * cycles / perImage);
    shapes.add(
        new DrawnShape.Box(
            BAR_LEFT,
            middle - 7,
            BAR_WIDTH,
            14,
            2,
            DrawingColors.PALE_GREY,
            DrawingColors.PALE_GREY));
    shapes.add(new DrawnShape.Box(BAR_LEFT, middle - 7, width, 14, 2, color, color));
    label(
        BAR_LEFT + BAR_WIDTH + 8,
        middle + 4,
        grouped(cycles),
        12,
        false,
        Anchor.START,
        DrawingColors.TEXT);
  }

  private void memory(String size, String layout) {
    double middle = y - BOX_HEIGHT / 2;
    label(MEMORY_LEFT, middle - 3, size, 12, false, Anchor.START, DrawingColors.TEXT);
    label(MEMORY_LEFT, middle + 12, layout, 11, false, Anchor.START, DrawingColors.QUIET);
  }

  private void label(
      double x, double y, String text, double size, boolean bold, Anchor anchor, Color color) {
    shapes.add(new DrawnShape.Label(x, y, text, size, bold, anchor, 0, color));
  }

  private static String bits(long bits) {
    return grouped(bits) + (bits == 1 ? " bit" : " bits");
  }

  private static String kilobits(long bits) {
    return String.format(Locale.ROOT, bits >= 10_240 ? "%,.0f kbit" : "%.1f kbit", bits / 1024.0);
  }

  private static String grouped(long value) {
    return String.format(Locale.ROOT, "%,d", value);
  }
}

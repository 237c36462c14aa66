package bnn4j.hardware.estimate;

import bnn4j.hardware.rtl.Pipeline;
import bnn4j.hardware.rtl.Stage;
import java.util.Arrays;

/**
 * How long the first image takes: the rows of each map follow one another through the layers like a
 * wave, so that a layer starts long before the one before it has ended. Adding up the cycles of all
 * layers instead overstates cnvW1A1 by 60 %.
 *
 * <p>A convolution can give row {@code r} once it has input row {@code r + K - 1}, and has given
 * row {@code r - 1}. A pool waits for all rows of its squares. A dense layer waits for all of its
 * input.
 */
final class Wavefront {
  private final Pipeline pipeline;
  private final Flow flow;

  /** What differs between implementations of the same pipeline. */
  enum Flow {
    /**
     * This project's SystemVerilog. The window takes the next row whenever it has room, and a dense
     * layer starts with the first group of inputs, so that its first pass over them overlaps with
     * the layer before.
     */
    RTL,
    /**
     * The HLS library of BNN-PYNQ. The window reads the next input row inside the loop that gives
     * the current output row, and waits for it ({@code slidingwindow.h}); a dense layer reads all
     * of its input first.
     */
    HLS
  }

  private Wavefront(Pipeline pipeline, Flow flow) {
    this.pipeline = pipeline;
    this.flow = flow;
  }

  /** Cycles from the first word in to the last word out, for an image that comes alone. */
  static long cycles(Pipeline pipeline, Flow flow) {
    return new Wavefront(pipeline, flow).cycles();
  }

  private long cycles() {
    double[] arrived = input();
    for (Stage stage : pipeline.stages()) {
      arrived =
          stage.map().isPresent()
              ? pooled(stage, convolved(stage, stage.map().get(), arrived))
              : new double[] {dense(stage, arrived[arrived.length - 1])};
    }
    return Math.round(arrived[arrived.length - 1]) + pipeline.outputWords();
  }

  /** When each row of the picture has come in: a word or a pixel in a cycle. */
  private double[] input() {
    int rows = pipeline.stages().get(0).map().map(Stage.Map::dimension).orElse(1);
    double whole = Math.max(pipeline.inputWords(), pipeline.stages().get(0).inputWords());
    double[] arrived = new double[rows];
    Arrays.setAll(arrived, row -> whole * (row + 1) / rows);
    return arrived;
  }

  private double[] convolved(Stage stage, Stage.Map map, double[] arrived) {
    double[] given = new double[map.positions()];
    double rowCycles = (double) stage.cycles() / map.positions();
    double before = 0;
    for (int row = 0; row < given.length; row++) {
      int newest = row + map.kernel() - 1;
      double end = Math.max(before, arrived[newest]) + rowCycles;
      if (flow == Flow.HLS && newest + 1 < arrived.length) {
        end = Math.max(end, arrived[newest + 1] + rowCycles * (1 - readShare(stage, map)));
      }
      given[row] = end;
      before = end;
    }
    return given;
  }

  /** How far into an output row the window has taken the whole next input row. */
  private static double readShare(Stage stage, Stage.Map map) {
    double read = (double) map.dimension() * stage.pixelWords();
    double write = map.positions() * (double) stage.synapseFolds();
    return Math.min(1, read / write);
  }

  private static double[] pooled(Stage stage, double[] given) {
    double[] left = new double[stage.dimension() / stage.poolSize()];
    Arrays.setAll(left, row -> given[(row + 1) * stage.poolSize() - 1]);
    return left;
  }

  private double dense(Stage stage, double arrived) {
    int overlap = flow == Flow.RTL && stage.index() > 0 ? stage.synapseFolds() : 0;
    return arrived + stage.cycles() - overlap;
  }
}

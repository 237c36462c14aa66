package bnn4j.hardware.estimate;

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
          stage.isConvolution()
              ? pooled(stage, convolved(stage, arrived))
              : new double[] {dense(stage, arrived[arrived.length - 1])};
    }
    return Math.round(arrived[arrived.length - 1]) + pipeline.outputWords();
  }

  /** When each row of the picture has come in: a word or a pixel in a cycle. */
  private double[] input() {
    int rows = pipeline.inputRows();
    double whole = Math.max(pipeline.inputWords(), pipeline.inputPixels());
    double[] arrived = new double[rows];
    Arrays.setAll(arrived, row -> whole * (row + 1) / rows);
    return arrived;
  }

  private double[] convolved(Stage stage, double[] arrived) {
    double[] given = new double[stage.outDimension()];
    double before = 0;
    for (int row = 0; row < given.length; row++) {
      int newest = row + stage.kernel() - 1;
      double end = Math.max(before, arrived[newest]) + stage.rowCycles();
      if (flow == Flow.HLS && newest + 1 < arrived.length) {
        end = Math.max(end, arrived[newest + 1] + stage.rowCycles() * (1 - readShare(stage)));
      }
      given[row] = end;
      before = end;
    }
    return given;
  }

  /** How far into an output row the window has taken the whole next input row. */
  private static double readShare(Stage stage) {
    double read = (double) stage.inDimension() * stage.channelFold();
    double write = stage.outDimension() * (double) stage.synapseFold();
    return Math.min(1, read / write);
  }

  private static double[] pooled(Stage stage, double[] given) {
    double[] left = new double[stage.rowsOut()];
    Arrays.setAll(left, row -> given[(row + 1) * stage.pool() - 1]);
    return left;
  }

  private double dense(Stage stage, double arrived) {
    int overlap = flow == Flow.RTL && stage.index() > 0 ? stage.synapseFold() : 0;
    return arrived + stage.cycles() - overlap;
  }
}

package bnn4j.hardware.estimate;

import java.util.List;

/**
 * What an overlay will take on a board, and how fast it will be: all of it by formulas.
 *
 * @param pipeline what is estimated
 * @param board where
 * @param clock how fast
 */
public record Estimate(Pipeline pipeline, Board board, Clock clock) {
  /** What this project's SystemVerilog takes. */
  private static final ResourceModel HERE = RtlModel.CALIBRATED;

  /** At the clock that overlays have run at on the board. */
  public static Estimate of(Pipeline pipeline, Board board) {
    return new Estimate(pipeline, board, new Clock(board.megahertz()));
  }

  /** Cycles. */
  public Timing timing() {
    return Timing.of(pipeline);
  }

  /** What a stage takes. */
  public Resources of(Stage stage) {
    return HERE.of(stage);
  }

  /** What stands around the stages. */
  public Resources around() {
    return HERE.around(pipeline);
  }

  /** What all takes. */
  public Resources total() {
    return HERE.of(pipeline);
  }

  /** What the layers would take in HLS as FINN makes it. */
  public Resources hls() {
    return HlsModel.FINN.of(pipeline);
  }

  /** Whether it is all there on the board. */
  public boolean fits() {
    return total().fits(board.budget());
  }

  /** Images per second when they follow one another. */
  public double imagesPerSecond() {
    return clock.perSecond(timing().perImage());
  }

  /** The stages that no other is slower than. */
  public List<Stage> slowest() {
    long most = pipeline.stages().stream().mapToLong(Stage::cycles).max().orElseThrow();
    return pipeline.stages().stream().filter(stage -> stage.cycles() == most).toList();
  }

  /** Billions of operations per second, where images per second are those above. */
  public double gigaOperations() {
    return pipeline.operations() * imagesPerSecond() / 1e9;
  }

  /** Billions of operations per second if every unit were always busy. */
  public double peakGigaOperations() {
    return clock.giga(2.0 * pipeline.productsPerCycle());
  }

  /** Where it stands between what computes and what carries. */
  public Roofline roofline() {
    return Roofline.of(this);
  }
}

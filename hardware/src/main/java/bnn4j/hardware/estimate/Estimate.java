package bnn4j.hardware.estimate;

import bnn4j.hardware.rtl.Pipeline;
import bnn4j.hardware.rtl.Stage;
import bnn4j.overlay.Overlay;
import java.util.Comparator;
import java.util.List;

/**
 * Estimated resources and speed of an overlay on a board, by formulas only.
 *
 * @param pipeline what is estimated
 * @param board where
 * @param clock how fast
 */
public record Estimate(Pipeline pipeline, TargetBoard board, Clock clock) {
  /** Bytes of a word on the way from and to the processor's memory. */
  static final int WORD_BYTES = Overlay.WORD_BITS / Byte.SIZE;

  /** What this project's SystemVerilog takes. */
  private static final ResourceModel HERE = RtlModel.CALIBRATED;

  /** At the clock that overlays have run at on the board. */
  public static Estimate of(Pipeline pipeline, TargetBoard board) {
    return new Estimate(pipeline, board, new Clock(board.megahertz()));
  }

  /** What most of the work is done in, for instance {@code W1A2}. */
  public String precision() {
    Stage most =
        pipeline.stages().stream().max(Comparator.comparingLong(Stage::products)).orElseThrow();
    return "W%dA%d".formatted(most.weightBits(), most.inputBits());
  }

  /** Operations per image: a multiply-add is two (FINN, Umuroglu 2017). Padding counts. */
  public long operations() {
    return 2 * pipeline.stages().stream().mapToLong(Stage::products).sum();
  }

  /** Bytes that an image and its result move between memory and overlay. */
  public long bytesPerImage() {
    return (long) WORD_BYTES * (pipeline.inputWords() + pipeline.outputWords());
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
    return operations() * imagesPerSecond() / 1e9;
  }

  /** Billions of operations per second if every unit were always busy. */
  public double peakGigaOperations() {
    return clock.giga(
        2.0 * pipeline.stages().stream().mapToLong(s -> (long) s.simd() * s.pe()).sum());
  }

  /** Where it stands between what computes and what carries. */
  public Roofline roofline() {
    return Roofline.of(this);
  }
}

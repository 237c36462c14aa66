package bnn4j.hardware.estimate;

import bnn4j.hardware.rtl.Pipeline;
import bnn4j.hardware.rtl.Stage;

/**
 * This project's SystemVerilog, as Yosys maps it to series 7. What registers and memories take
 * follows from the sources; the look-up tables of the logic between them were fitted to syntheses
 * of the published overlays ({@code docs/hardware.md} says how well).
 */
public final class RtlModel implements ResourceModel {
  /** One model; it has no state. */
  public static final RtlModel CALIBRATED = new RtlModel();

  /** bnn_control, bnn_reader, bnn_writer and the reset. */
  private static final Resources AROUND = new Resources(650, 745, 0, 0);

  /** Counters and addresses of bnn_window. */
  private static final Resources WINDOW = new Resources(115, 48, 0, 0);

  /** Counters of bnn_fifo. */
  private static final Resources FIFO = new Resources(35, 26, 0, 0);

  /** Counters of bnn_pool. */
  private static final Resources POOL = new Resources(35, 20, 0, 0);

  /** Look-up tables of a shifter between widths that don't divide each other, for each bit. */
  private static final double GEARBOX_LUT = 4.4;

  private static final int WORD_BITS = 64;

  private RtlModel() {}

  @Override
  public Resources of(Stage stage) {
    return waiting(stage)
        .plus(RtlMatrixUnit.of(stage))
        .plus(stage.pooled() ? pool(stage) : Resources.NONE);
  }

  @Override
  public Resources around(Pipeline pipeline) {
    return AROUND.plus(regroup(WORD_BITS / 2, WORD_BITS));
  }

  /** From the stream before to the words that meet the weights. */
  private static Resources waiting(Stage stage) {
    int from = stage.index() == 0 ? WORD_BITS : stage.wordBits() / 2;
    Resources words = regroup(Math.max(1, from), stage.wordBits());
    if (stage.map().isEmpty()) {
      return words.plus(FIFO).plus(RtlMemory.unclocked(stage.wordBits(), stage.waiting()));
    }
    long ring = (long) stage.map().get().windowSpan() * stage.pixelWords() + stage.waiting();
    return words
        .plus(WINDOW)
        .plus(RtlMemory.clocked(stage.wordBits(), ring))
        .plus(regroup(stage.wordBits(), stage.vectorBits()));
  }

  /** bnn_regroup. */
  private static Resources regroup(int from, int to) {
    if (from == to) {
      return Resources.NONE;
    }
    if (from % to == 0) {
      return new Resources(from, from + 3L, 0, 0);
    }
    if (to % from == 0) {
      return new Resources(6, to + 3L, 0, 0);
    }
    return new Resources(Math.round(GEARBOX_LUT * (from + to)), from + to, 0, 0);
  }

  private static Resources pool(Stage stage) {
    long squares = stage.dimension() / stage.poolSize();
    double lanes = 0.75 * stage.resultBits();
    return POOL.plus(RtlMemory.unclocked(stage.resultBits(), squares * stage.neuronFolds()))
        .plus(new Resources(Math.round(lanes * stage.outputBits()), 0, 0, 0));
  }
}

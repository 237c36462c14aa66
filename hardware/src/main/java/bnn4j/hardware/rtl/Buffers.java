package bnn4j.hardware.rtl;

import bnn4j.overlay.Overlay;
import java.util.List;

/** How many words may wait before each stage. */
public final class Buffers {
  /** A FIFO of two words passes one per cycle. */
  static final int LEAST = 2;

  private Buffers() {}

  /** What the overlay's description says, where it says nothing {@link #ample}. */
  static List<Integer> depths(Overlay overlay, Pipeline pipeline) {
    return pipeline.stages().stream()
        .map(
            stage -> {
              int given = overlay.foldings().get(stage.index()).fifo();
              return given > 0 ? Math.max(least(stage), given) : ample(stage);
            })
        .toList();
  }

  /** Room for a whole image before each stage, in which nothing waits for room. */
  public static Pipeline unlimited(Pipeline pipeline) {
    return pipeline.withWaiting(
        pipeline.stages().stream().map(s -> Math.max(LEAST, 2 * s.inputWords())).toList());
  }

  /** A ring takes words in and gives words out at the same time; a FIFO needs two for that. */
  static int least(Stage stage) {
    return stage.map().isPresent() ? 1 : LEAST;
  }

  /**
   * Enough for the vector of the next round while this one is worked on, or for four rows of a map:
   * deeper than most need.
   */
  static int ample(Stage stage) {
    int words =
        stage
            .map()
            .map(m -> Math.min(4, m.dimension()) * m.dimension() * stage.pixelWords())
            .orElse(stage.synapseFolds());
    return Math.max(LEAST, words);
  }
}

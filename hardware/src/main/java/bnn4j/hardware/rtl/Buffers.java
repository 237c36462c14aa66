package bnn4j.hardware.rtl;

import bnn4j.overlay.Overlay;
import java.util.List;

/** How many words may wait before each stage. */
final class Buffers {
  /** A FIFO of two words passes one per cycle. */
  static final int LEAST = 2;

  private Buffers() {}

  /** What the overlay's description says, where it says nothing a safe guess. */
  static List<Integer> depths(Overlay overlay, Pipeline pipeline) {
    return pipeline.stages().stream().map(Buffers::guess).toList();
  }

  /**
   * Enough for the vector or the row of the next round while this one is worked on: deeper than
   * most need.
   */
  private static int guess(Stage stage) {
    int words =
        stage.map().map(m -> m.dimension() * stage.pixelWords()).orElse(stage.synapseFolds());
    return Math.max(LEAST, words);
  }
}

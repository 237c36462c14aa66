package bnn4j.hardware.fold;

import bnn4j.hardware.rtl.Stage;
import bnn4j.overlay.Overlay;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The foldings that a stage can have. SIMD divides the synapses, PE the neurons; a group of weights
 * fits the 64-bit word in which it is loaded; a window gives a pixel in equal groups of channels,
 * so behind one SIMD divides the channels as well.
 */
final class LegalFoldings {
  private LegalFoldings() {}

  /** All of them, each as the stage folded so. */
  static List<Stage> of(Stage stage) {
    List<Stage> foldings = new ArrayList<>();
    int widest = Overlay.WORD_BITS / stage.weightBits();
    int grouped = stage.map().map(Stage.Map::channels).orElse(stage.columns());
    for (int simd : divisors(grouped)) {
      if (simd <= widest) {
        for (int pe : divisors(stage.rows())) {
          foldings.add(stage.folded(simd, pe));
        }
      }
    }
    return foldings;
  }

  private static int[] divisors(int value) {
    return IntStream.rangeClosed(1, value).filter(d -> value % d == 0).toArray();
  }
}

package bnn4j.evaluation.compare;

import bnn4j.foundation.Refusal;
import bnn4j.overlay.MatrixLayer;
import bnn4j.overlay.Overlay;
import bnn4j.overlay.engine.LayerTrace;
import bnn4j.overlay.engine.Trace;
import java.util.List;

/** Checks that a trace can belong to an overlay. */
final class TraceLengths {
  private TraceLengths() {}

  /**
   * Checks the number of values of each layer. Accumulators must be there; activations and the
   * input may be missing, as in a trace that somebody else wrote.
   *
   * @throws Refusal naming source, image and layer, what was found and what was expected
   */
  static void check(Overlay overlay, String name, int image, Trace trace) {
    List<MatrixLayer> layers = overlay.layers();
    String what = "%s, image %d".formatted(name, image);
    if (trace.layers().size() != layers.size()) {
      throw new Refusal(
          "%s: a trace of %d layers, expected the %d of %s"
              .formatted(what, trace.layers().size(), layers.size(), overlay.name()));
    }
    int input = overlay.binaryInput() ? 0 : overlay.network().input().values();
    checkLength(what + ", input", trace.input().length, input, overlay);
    for (MatrixLayer layer : layers) {
      LayerTrace found = trace.layers().get(layer.index());
      int values = layer.positions() * layer.rows();
      String where = "%s, layer %d".formatted(what, layer.index());
      if (found.accumulators().length != values) {
        throw new Refusal(
            "%s: %d accumulators, expected the %d of %s"
                .formatted(where, found.accumulators().length, values, overlay.name()));
      }
      checkLength(where, found.activations().length, values, overlay);
    }
  }

  private static void checkLength(String where, int found, int expected, Overlay overlay) {
    if (found != 0 && found != expected) {
      throw new Refusal(
          "%s: %d values, expected the %d of %s".formatted(where, found, expected, overlay.name()));
    }
  }
}

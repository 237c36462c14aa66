package bnn4j.overlay;

import bnn4j.foundation.Refusal;
import bnn4j.network.Network;
import java.util.stream.Collectors;

/** Whether a network can run on an overlay: same shape, same data types, enough outputs. */
public final class OverlayFit {
  private OverlayFit() {}

  /**
   * Checks that it can.
   *
   * @throws Refusal naming both sides, and the published overlays that would fit
   */
  public static void check(Network model, Overlay overlay) {
    Network wanted = overlay.network();
    if (!model.hasShapeOf(wanted)) {
      throw new Refusal(
          "the model has a %s; overlay %s expects a %s%s"
              .formatted(model.description(), overlay.name(), wanted.description(), advice(model)));
    }
    if (!isSame(model, wanted)) {
      throw new Refusal(
          "the model was trained as %s; overlay %s computes %s%s"
              .formatted(computes(model), overlay.name(), computes(wanted), advice(model)));
    }
    if (model.outputs() > overlay.maxClasses()) {
      throw new Refusal(
          "the model has %d classes; overlay %s has %d outputs"
              .formatted(model.outputs(), overlay.name(), overlay.maxClasses()));
    }
  }

  private static boolean isSame(Network model, Network overlay) {
    return model.withOutputs(1).equals(overlay.withOutputs(1));
  }

  private static String computes(Network network) {
    return "%s with outputs of %s"
        .formatted(network.precisionText(), network.output().givesScores() ? "scores" : "bits");
  }

  private static String advice(Network model) {
    String fitting =
        Overlays.published().stream()
            .filter(o -> isSame(model, o.network()))
            .map(o -> "--overlay " + o.name())
            .collect(Collectors.joining(" or "));
    return fitting.isEmpty() ? "; no published overlay fits it" : "; use " + fitting;
  }
}

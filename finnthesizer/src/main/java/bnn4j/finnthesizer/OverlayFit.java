package bnn4j.finnthesizer;

import bnn4j.foundation.Refusal;
import bnn4j.overlay.InputFormat;
import bnn4j.overlay.Layer;
import bnn4j.overlay.Layer.Convolution;
import bnn4j.overlay.Layer.MaxPool;
import bnn4j.overlay.Overlay;
import bnn4j.overlay.Overlays;
import bnn4j.overlay.Precision;
import bnn4j.overlay.Topology;
import java.util.List;
import java.util.stream.Collectors;

/** Whether a network can run on an overlay: same shape, same precision, enough outputs. */
public final class OverlayFit {
  private OverlayFit() {}

  /**
   * Checks that it can.
   *
   * @throws Refusal naming both sides, and the published overlays that would fit
   */
  public static void check(FloatNetwork network, Overlay overlay) {
    Topology model = network.topology();
    if (!sameShape(model, overlay.topology())) {
      throw new Refusal(
          "the model has a %s; overlay %s wants a %s%s"
              .formatted(
                  describe(model),
                  overlay.name(),
                  describe(overlay.topology()),
                  advice(model, network.precision())));
    }
    if (!network.precision().equals(overlay.precision())) {
      throw new Refusal(
          "the model was trained as %s; overlay %s computes %s%s"
              .formatted(
                  network.precision(),
                  overlay.name(),
                  overlay.precision(),
                  advice(model, network.precision())));
    }
    if (model.outputs() > overlay.maxClasses()) {
      throw new Refusal(
          "the model tells %d classes apart; overlay %s has %d outputs"
              .formatted(model.outputs(), overlay.name(), overlay.maxClasses()));
    }
  }

  private static boolean sameShape(Topology model, Topology overlay) {
    return model.withOutputs(1).equals(overlay.withOutputs(1));
  }

  private static String advice(Topology model, Precision precision) {
    String fitting =
        Overlays.published().stream()
            .filter(o -> sameShape(model, o.topology()) && o.precision().equals(precision))
            .map(o -> "--overlay " + o.name())
            .collect(Collectors.joining(" or "));
    return fitting.isEmpty() ? "; no published overlay fits it" : "; use " + fitting;
  }

  /** For instance {@code 28x28x1 1-bit input, dense 1024, dense 1024, dense 1024, dense 10}. */
  private static String describe(Topology topology) {
    InputFormat input = topology.input();
    List<Layer> layers = topology.layers();
    return "%dx%dx%d %d-bit input, "
            .formatted(input.dimension(), input.dimension(), input.channels(), input.bits())
        + layers.stream().map(OverlayFit::describe).collect(Collectors.joining(", "));
  }

  private static String describe(Layer layer) {
    if (layer instanceof Convolution c) {
      return "conv%dx%d %d".formatted(c.kernel(), c.kernel(), c.outChannels());
    }
    if (layer instanceof MaxPool p) {
      return "pool%dx%d".formatted(p.size(), p.size());
    }
    return "dense " + layer.outputs();
  }
}

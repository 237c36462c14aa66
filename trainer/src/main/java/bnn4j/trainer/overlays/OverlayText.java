package bnn4j.trainer.overlays;

import bnn4j.foundation.Refusal;
import bnn4j.network.InputFormat;
import bnn4j.network.Layer;
import bnn4j.network.Network;
import bnn4j.network.Precision;
import bnn4j.overlay.Folding;
import bnn4j.overlay.MatrixLayer;
import bnn4j.overlay.Overlay;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.util.ArrayList;
import java.util.List;

/**
 * An overlay as it is written: each layer says what it adds, the rest follows from the layer
 * before.
 *
 * @param name a name for folders, such as {@code lfcSmall}
 * @param precision such as {@code W1A2}
 * @param input what comes in
 * @param layers from input to output
 */
record OverlayText(String name, String precision, Input input, List<Step> layers) {
  /** See {@link InputFormat}. */
  record Input(int channels, int dimension, int bits) {}

  /** One layer under the name of its kind. */
  @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, include = JsonTypeInfo.As.WRAPPER_OBJECT)
  @JsonSubTypes({
    @JsonSubTypes.Type(value = Dense.class, name = "dense"),
    @JsonSubTypes.Type(value = Convolution.class, name = "convolution"),
    @JsonSubTypes.Type(value = MaxPool.class, name = "max-pool")
  })
  sealed interface Step {}

  /** See {@link Layer.Dense} and {@link Folding}. */
  record Dense(int neurons, int simd, int pe) implements Step {}

  /** See {@link Layer.Convolution} and {@link Folding}. */
  record Convolution(int kernel, int channels, int simd, int pe) implements Step {}

  /** See {@link bnn4j.network.Pool}. */
  record MaxPool(int size) implements Step {}

  static OverlayText of(Overlay overlay) {
    InputFormat input = overlay.network().input();
    List<Step> steps = new ArrayList<>();
    for (MatrixLayer matrix : overlay.layers()) {
      Layer layer = matrix.layer();
      int simd = matrix.folding().simd();
      int pe = matrix.folding().pe();
      steps.add(
          layer.isDense()
              ? new Dense(layer.neurons(), simd, pe)
              : new Convolution(layer.kernel(), layer.neurons(), simd, pe));
      if (layer.isPooled()) {
        steps.add(new MaxPool(layer.pool().size()));
      }
    }
    return new OverlayText(
        overlay.name(),
        overlay.network().precisionText(),
        new Input(input.channels(), input.dimension(), input.bits()),
        steps);
  }

  Overlay overlay() {
    InputFormat format = new InputFormat(input.channels, input.dimension, input.bits);
    Network.Builder network = Network.of(format, Precision.of(precision));
    List<Folding> foldings = new ArrayList<>();
    for (Step step : layers) {
      if (step instanceof Convolution c) {
        network.convolution(c.kernel, c.channels);
        foldings.add(folding(foldings.size(), c.simd, c.pe));
      } else if (step instanceof MaxPool p) {
        network.pool(p.size);
      } else {
        Dense d = (Dense) step;
        network.dense(d.neurons);
        foldings.add(folding(foldings.size(), d.simd, d.pe));
      }
    }
    return new Overlay(name, format.isBinary() ? network.bits() : network.scores(), foldings);
  }

  private static Folding folding(int layer, int simd, int pe) {
    try {
      return new Folding(simd, pe);
    } catch (Refusal e) {
      throw new Refusal("layer %d: %s".formatted(layer, e.getMessage()), e);
    }
  }
}

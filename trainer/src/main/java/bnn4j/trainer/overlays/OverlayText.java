package bnn4j.trainer.overlays;

import bnn4j.foundation.Refusal;
import bnn4j.overlay.Folding;
import bnn4j.overlay.InputFormat;
import bnn4j.overlay.Layer;
import bnn4j.overlay.MatrixLayer;
import bnn4j.overlay.Overlay;
import bnn4j.overlay.Precision;
import bnn4j.overlay.Topology;
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

  /** See {@link Layer.MaxPool}. */
  record MaxPool(int size) implements Step {}

  static OverlayText of(Overlay overlay) {
    InputFormat input = overlay.topology().input();
    List<Step> steps = new ArrayList<>();
    int index = 0;
    for (Layer layer : overlay.topology().layers()) {
      if (layer instanceof Layer.MaxPool pool) {
        steps.add(new MaxPool(pool.size()));
      } else {
        MatrixLayer matrix = overlay.layers().get(index++);
        int simd = matrix.folding().simd();
        int pe = matrix.folding().pe();
        steps.add(
            layer instanceof Layer.Convolution c
                ? new Convolution(c.kernel(), c.outChannels(), simd, pe)
                : new Dense(layer.outputs(), simd, pe));
      }
    }
    return new OverlayText(
        overlay.name(),
        overlay.precision().toString(),
        new Input(input.channels(), input.dimension(), input.bits()),
        steps);
  }

  Overlay overlay() {
    List<Layer> built = new ArrayList<>();
    List<Folding> foldings = new ArrayList<>();
    int channels = input.channels;
    int dimension = input.dimension;
    for (Step step : layers) {
      if (step instanceof Convolution c) {
        Layer.Convolution layer = new Layer.Convolution(c.kernel, channels, dimension, c.channels);
        built.add(layer);
        foldings.add(folding(foldings.size(), c.simd, c.pe));
        channels = c.channels;
        dimension = layer.outDimension();
      } else if (step instanceof MaxPool p) {
        built.add(new Layer.MaxPool(p.size, channels, dimension));
        dimension /= Math.max(1, p.size);
      } else {
        Dense d = (Dense) step;
        built.add(new Layer.Dense(channels * dimension * dimension, d.neurons));
        foldings.add(folding(foldings.size(), d.simd, d.pe));
        channels = d.neurons;
        dimension = 1;
      }
    }
    InputFormat format = new InputFormat(input.channels, input.dimension, input.bits);
    return new Overlay(name, new Topology(format, built), Precision.of(precision), foldings);
  }

  private static Folding folding(int layer, int simd, int pe) {
    try {
      return new Folding(simd, pe);
    } catch (Refusal e) {
      throw new Refusal("layer %d: %s".formatted(layer, e.getMessage()), e);
    }
  }
}

package bnn4j.overlay;

import bnn4j.foundation.Refusal;
import bnn4j.overlay.Layer.Convolution;
import bnn4j.overlay.Layer.Dense;
import bnn4j.overlay.Layer.MaxPool;
import java.util.ArrayList;
import java.util.List;

/**
 * A network layer by layer, without numbers in it: what is connected to what.
 *
 * @param input what comes in
 * @param layers from input to output; each fits the one before it, the last is dense
 */
public record Topology(InputFormat input, List<Layer> layers) {
  /**
   * Checks that each layer takes what the one before it gives.
   *
   * @throws Refusal naming the first layer that does not
   */
  public Topology {
    layers = List.copyOf(layers);
    if (layers.isEmpty() || !(layers.get(layers.size() - 1) instanceof Dense)) {
      throw new Refusal("topology: the last layer must be dense");
    }
    Map map = new Map(input.channels(), input.dimension());
    for (int i = 0; i < layers.size(); i++) {
      try {
        map = map.through(layers.get(i));
      } catch (Refusal e) {
        throw new Refusal("topology, layer %d: %s".formatted(i, e.getMessage()), e);
      }
    }
  }

  /** Outputs of the last layer. */
  public int outputs() {
    return layers.get(layers.size() - 1).outputs();
  }

  /** The same network with another number of outputs, as trained for that many classes. */
  public Topology withOutputs(int outputs) {
    List<Layer> changed = new ArrayList<>(layers);
    Dense last = (Dense) changed.remove(changed.size() - 1);
    changed.add(new Dense(last.inputs(), outputs));
    return new Topology(input, changed);
  }

  /** Fully connected: hidden layers of the given widths between the input and the outputs. */
  public static Topology fullyConnected(InputFormat input, int outputs, int... hidden) {
    List<Layer> layers = new ArrayList<>();
    int inputs = input.values();
    for (int width : hidden) {
      layers.add(new Dense(inputs, width));
      inputs = width;
    }
    layers.add(new Dense(inputs, outputs));
    return new Topology(input, layers);
  }

  /** What lies between two layers: a square map; a vector is a map of one pixel. */
  private record Map(int channels, int dimension) {
    Map {
      if (channels < 1 || (double) channels * dimension * dimension > InputFormat.MOST_VALUES) {
        throw new Refusal(
            "%d outputs of %dx%d, expected 1 to %d values"
                .formatted(channels, dimension, dimension, InputFormat.MOST_VALUES));
      }
    }

    Map through(Layer layer) {
      if (layer instanceof Convolution c) {
        return through(c);
      }
      if (layer instanceof MaxPool p) {
        return through(p);
      }
      Dense dense = (Dense) layer;
      expect("inputs", channels * dimension * dimension, dense.inputs());
      return new Map(dense.outputs(), 1);
    }

    private Map through(Convolution c) {
      expect("input channels", channels, c.inChannels());
      expect("input dimension", dimension, c.inDimension());
      if (c.kernel() < 1 || c.kernel() > dimension) {
        throw new Refusal(
            "expected a kernel of 1 to %d, found %d".formatted(dimension, c.kernel()));
      }
      return new Map(c.outChannels(), c.outDimension());
    }

    private Map through(MaxPool p) {
      expect("input channels", channels, p.channels());
      expect("input dimension", dimension, p.inDimension());
      if (p.size() < 1 || dimension % p.size() != 0) {
        throw new Refusal(
            "expected a pool size that divides %d, found %d".formatted(dimension, p.size()));
      }
      return new Map(channels, p.outDimension());
    }

    private static void expect(String what, int expected, int found) {
      if (expected != found) {
        throw new Refusal("expected %s %d, found %d".formatted(what, expected, found));
      }
    }
  }
}

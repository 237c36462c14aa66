package bnn4j.overlay;

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
    int channels = input.channels();
    int dimension = input.dimension();
    for (int i = 0; i < layers.size(); i++) {
      Layer layer = layers.get(i);
      int values = channels * dimension * dimension;
      if (layer instanceof Convolution c) {
        expect(i, "input channels", channels, c.inChannels());
        expect(i, "input dimension", dimension, c.inDimension());
        expect(i, "a kernel of at most", Math.min(dimension, c.kernel()), c.kernel());
        channels = c.outChannels();
        dimension = c.outDimension();
      } else if (layer instanceof MaxPool p) {
        expect(i, "input channels", channels, p.channels());
        expect(i, "input dimension", dimension, p.inDimension());
        expect(i, "rows divisible by the pool size, rest", 0, dimension % p.size());
        channels = p.channels();
        dimension = p.outDimension();
      } else if (layer instanceof Dense d) {
        expect(i, "inputs", values, d.inputs());
        channels = d.outputs();
        dimension = 1;
      }
      if (channels < 1) {
        throw new Refusal(
            "topology, layer %d: %d outputs, expected at least 1".formatted(i, channels));
      }
    }
  }

  private static void expect(int layer, String what, int expected, int found) {
    if (expected != found) {
      throw new Refusal(
          "topology, layer %d: expected %s %d, found %d".formatted(layer, what, expected, found));
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

  /** Fully connected: 28x28 binary pixels, hidden layers of the given widths, 64 outputs. */
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
}

package bnn4j.trainer.modelfile;

import bnn4j.finnthesizer.FloatLayer;
import bnn4j.finnthesizer.FloatNetwork;
import bnn4j.foundation.Refusal;
import bnn4j.overlay.InputFormat;
import bnn4j.overlay.Layer;
import bnn4j.overlay.Precision;
import bnn4j.overlay.Topology;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A network with its numbers.
 *
 * @param network the layers
 * @param parameters their numbers, layer after layer; nobody changes them
 */
public record StoredModel(StoredNetwork network, float[] parameters) {
  /**
   * Checks the length.
   *
   * @throws Refusal if the layers have another number of parameters
   */
  public StoredModel {
    if (parameters.length != network.parameters()) {
      throw new Refusal(
          "expected %d numbers, found %d".formatted(network.parameters(), parameters.length));
    }
  }

  /**
   * Reads configuration and numbers.
   *
   * @throws Refusal if they are damaged, or not of a network that bnn4j trained
   */
  public static StoredModel read(ModelArchive archive) {
    StoredNetwork network;
    try {
      network = StoredNetwork.of(archive.text(ModelEntry.CONFIGURATION));
    } catch (Refusal e) {
      throw archive.named(ModelEntry.CONFIGURATION, e);
    }
    return new StoredModel(network, archive.numbers(ModelEntry.COEFFICIENTS, network.parameters()));
  }

  /**
   * The network without a framework.
   *
   * @param input what it sees of a picture
   * @throws Refusal naming the first layer that the trainer does not make, or not there
   */
  public FloatNetwork floats(InputFormat input) {
    return new Conversion(input).convert();
  }

  /** One way through the layers. */
  private final class Conversion {
    private final InputFormat input;
    private final List<Layer> topology = new ArrayList<>();
    private final List<FloatLayer> numbers = new ArrayList<>();
    private int dimension;
    private int at;

    Conversion(InputFormat input) {
      this.input = input;
      this.dimension = input.dimension();
    }

    FloatNetwork convert() {
      List<StoredLayer> layers = network.layers();
      int weightBits = 0;
      int activationBits = Integer.MAX_VALUE;
      int last = layers.size() - 1;
      if (!(layers.get(last) instanceof StoredLayer.Loss)) {
        throw misplaced(last);
      }
      int i = 0;
      while (i < last) {
        if (!(layers.get(i) instanceof StoredLayer.Product product)) {
          throw misplaced(i);
        }
        weightBits = product.weightBits();
        add(product);
        float[] weights = take(product.parameters());
        i++;
        if (product instanceof StoredLayer.Convolution
            && layers.get(i) instanceof StoredLayer.MaxPool pool) {
          topology.add(new Layer.MaxPool(pool.size(), pool.channels(), dimension));
          dimension /= pool.size();
          i++;
        }
        int neurons = product.outputs();
        if (!(layers.get(i) instanceof StoredLayer.BatchNorm norm)
            || (norm.neurons() != neurons && norm.neurons() != 1)) {
          throw misplaced(i);
        }
        activationBits = Math.min(activationBits, norm.activationBits());
        numbers.add(
            new FloatLayer(
                neurons,
                product.synapses(),
                weights,
                new float[neurons],
                vector(norm, neurons),
                vector(norm, neurons),
                vector(norm, neurons),
                vector(norm, neurons)));
        i++;
      }
      return new FloatNetwork(
          new Topology(input, topology), new Precision(weightBits, activationBits), numbers, true);
    }

    private Refusal misplaced(int layer) {
      String name = network.layers().get(layer).getClass().getSimpleName();
      return new Refusal(
          ("layer %d of the model is a %s, where bnn4j's trainer has another or one of another size;"
                  + " only models that bnn4j trained can be folded")
              .formatted(layer, name));
    }

    private void add(StoredLayer.Product product) {
      if (product instanceof StoredLayer.Convolution c) {
        Layer.Convolution layer =
            new Layer.Convolution(c.kernel(), c.inputs(), dimension, c.outputs());
        topology.add(layer);
        dimension = layer.outDimension();
      } else {
        topology.add(new Layer.Dense(product.synapses(), product.outputs()));
      }
    }

    /** One value per neuron; a scalar batch norm has the same for all. */
    private float[] vector(StoredLayer.BatchNorm norm, int neurons) {
      float[] values = take(norm.neurons());
      if (values.length == neurons) {
        return values;
      }
      float[] all = new float[neurons];
      Arrays.fill(all, values[0]);
      return all;
    }

    private float[] take(long count) {
      at += (int) count;
      return Arrays.copyOfRange(parameters, at - (int) count, at);
    }
  }
}

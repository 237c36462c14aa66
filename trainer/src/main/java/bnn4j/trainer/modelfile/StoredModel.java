package bnn4j.trainer.modelfile;

import bnn4j.foundation.Refusal;
import bnn4j.network.DataType;
import bnn4j.network.InputFormat;
import bnn4j.network.Network;
import bnn4j.network.OutputCode;
import bnn4j.network.Pool;
import bnn4j.network.Precision;
import bnn4j.network.TrainedLayer;
import bnn4j.network.TrainedNetwork;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A network with its numbers.
 *
 * @param network the layers
 * @param parameters their numbers, layer after layer; they must not be changed
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
  public TrainedNetwork floats(InputFormat input) {
    return new Conversion(input).convert();
  }

  /** One way through the layers. */
  private final class Conversion {
    private final InputFormat input;
    private final Network.Builder topology;
    private final List<TrainedLayer> numbers = new ArrayList<>();
    private int layer;
    private int number;

    Conversion(InputFormat input) {
      this.input = input;
      this.topology = Network.of(input, new Precision(1, 1));
    }

    TrainedNetwork convert() {
      int last = network.layers().size() - 1;
      if (!(network.layers().get(last) instanceof StoredLayer.Loss)) {
        throw misplaced(last);
      }
      StoredLayer.BatchNorm norm = null;
      while (layer < last) {
        norm = convertLayer();
      }
      if (norm == null) {
        throw misplaced(last);
      }
      return new TrainedNetwork(topology.build(output(norm)), numbers, true);
    }

    /** A product, the pool that may follow, and the batch norm that must. */
    private StoredLayer.BatchNorm convertLayer() {
      if (!(next() instanceof StoredLayer.Product product)) {
        throw misplaced(layer - 1);
      }
      float[] weights = take(product.parameters());
      StoredLayer after = next();
      StoredLayer.MaxPool pool = after instanceof StoredLayer.MaxPool found ? found : null;
      if (pool != null) {
        after = next();
      }
      int neurons = product.outputs();
      if (!(after instanceof StoredLayer.BatchNorm norm)
          || (norm.neurons() != neurons && norm.neurons() != 1)
          || (pool != null && pool.channels() != neurons)) {
        throw misplaced(layer - 1);
      }
      topology.precision(new Precision(DataType.signed(product.weightBits()), norm.levels()));
      if (product instanceof StoredLayer.Convolution c) {
        topology.convolution(c.kernel(), neurons, c.stride(), c.padding());
      } else {
        topology.dense(neurons);
      }
      if (pool != null) {
        topology.pool(new Pool(pool.size(), pool.stride()));
      }
      numbers.add(
          new TrainedLayer(
              neurons,
              product.synapses(),
              weights,
              new float[neurons],
              vector(norm, neurons),
              vector(norm, neurons),
              vector(norm, neurons),
              vector(norm, neurons)));
      return norm;
    }

    /** The loss ends every way, so there is always one. */
    private StoredLayer next() {
      return network.layers().get(layer++);
    }

    private Refusal misplaced(int index) {
      String name = network.layers().get(index).getClass().getSimpleName();
      return new Refusal(
          ("layer %d of the model is a %s, but bnn4j's trainer writes another type or size"
                  + " there; only models trained by bnn4j can be converted")
              .formatted(index, name));
    }

    /**
     * Scores have one batch norm for all, bits one each; where there is one output, the two look
     * alike, and binary pictures go with bits.
     */
    private OutputCode output(StoredLayer.BatchNorm norm) {
      int neurons = numbers.get(numbers.size() - 1).neurons();
      boolean bits = neurons == 1 ? input.isBinary() : norm.neurons() == neurons;
      return bits ? OutputCode.BITS : OutputCode.SCORES;
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
      number += (int) count;
      return Arrays.copyOfRange(parameters, number - (int) count, number);
    }
  }
}

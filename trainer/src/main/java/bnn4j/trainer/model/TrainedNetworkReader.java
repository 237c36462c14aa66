package bnn4j.trainer.model;

import bnn4j.foundation.Refusal;
import bnn4j.network.InputFormat;
import bnn4j.network.Network;
import bnn4j.network.OutputCode;
import bnn4j.network.Precision;
import bnn4j.network.TrainedLayer;
import bnn4j.network.TrainedNetwork;
import bnn4j.trainer.layers.MaxPool;
import bnn4j.trainer.layers.QuantizedBatchNorm;
import bnn4j.trainer.layers.QuantizedConvolution;
import bnn4j.trainer.layers.QuantizedProduct;
import bnn4j.trainer.ops.NativeMemory;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.deeplearning4j.nn.conf.layers.LossLayer;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Takes the numbers, and what they mean, out of a DL4J network that {@link NetworkBuilder} built.
 */
public final class TrainedNetworkReader {
  private final MultiLayerNetwork network;
  private final List<TrainedLayer> numbers = new ArrayList<>();

  private TrainedNetworkReader(MultiLayerNetwork network) {
    this.network = network;
  }

  /**
   * Reads a network.
   *
   * @param network as restored from a model file
   * @param input what it sees of a picture
   * @throws Refusal naming the first layer that bnn4j's trainer does not make
   */
  public static TrainedNetwork read(MultiLayerNetwork network, InputFormat input) {
    return new TrainedNetworkReader(network).read(input);
  }

  private TrainedNetwork read(InputFormat input) {
    Network.Builder read = Network.of(input, new Precision(1, 1));
    int product = -1;
    int norm = -1;
    for (int i = 0; i < network.getnLayers() - 1; i++) {
      Object config = config(i);
      if (config instanceof QuantizedProduct p) {
        read.precision(new Precision(p.getWeightBits(), activationBits(i)));
        add(read, p);
        product = i;
      } else if (config instanceof MaxPool p) {
        read.pool(p.getSize());
      } else if (config instanceof QuantizedBatchNorm && product >= 0) {
        numbers.add(numbers(product, i));
        norm = i;
      } else {
        throw foreign(i, config);
      }
    }
    Object last = config(network.getnLayers() - 1);
    if (!(last instanceof LossLayer)) {
      throw foreign(network.getnLayers() - 1, last);
    }
    return new TrainedNetwork(read.build(output(norm, input)), numbers, true);
  }

  private static void add(Network.Builder read, QuantizedProduct product) {
    int neurons = (int) product.getNOut();
    if (product instanceof QuantizedConvolution c) {
      read.convolution(c.getKernel(), neurons);
    } else {
      read.dense(neurons);
    }
  }

  /** Of the batch norm that follows; a bit where it does not quantize, before the loss. */
  private int activationBits(int product) {
    for (int i = product + 1; i < network.getnLayers(); i++) {
      if (config(i) instanceof QuantizedBatchNorm norm) {
        int bits = norm.getActivationBits();
        return bits == QuantizedBatchNorm.UNQUANTIZED ? 1 : bits;
      }
    }
    return 1;
  }

  /**
   * Scores have one batch norm for all, bits one each (see {@link NetworkBuilder}); where there is
   * one output, the two look alike, and binary pictures go with bits.
   */
  private OutputCode output(int norm, InputFormat input) {
    int neurons = numbers.get(numbers.size() - 1).neurons();
    long shifts = parameter(norm, "gamma").length();
    boolean bits = neurons == 1 ? input.isBinary() : shifts == neurons;
    return bits ? OutputCode.BITS : OutputCode.SCORES;
  }

  private Object config(int index) {
    return network.getLayer(index).conf().getLayer();
  }

  private static Refusal foreign(int index, Object config) {
    return new Refusal(
        "layer %d of the model is a %s; only models that bnn4j trained can be folded"
            .formatted(index, config.getClass().getSimpleName()));
  }

  /** Weights are stored neuron after neuron, synapses in the accelerator's order. */
  private TrainedLayer numbers(int product, int norm) {
    INDArray weights = parameter(product, "W");
    float[] latent = new float[(int) weights.length()];
    NativeMemory.floats(weights).get(latent);
    int neurons = (int) ((QuantizedProduct) config(product)).getNOut();
    return new TrainedLayer(
        neurons,
        latent.length / neurons,
        latent,
        new float[neurons],
        vector(norm, "gamma", neurons),
        vector(norm, "beta", neurons),
        vector(norm, "mean", neurons),
        vector(norm, "invStd", neurons));
  }

  /** One value per neuron; a scalar batch norm has the same for all. */
  private float[] vector(int layer, String name, int neurons) {
    float[] values = parameter(layer, name).dup('c').data().asFloat();
    if (values.length == neurons) {
      return values;
    }
    float[] all = new float[neurons];
    Arrays.fill(all, values[0]);
    return all;
  }

  private INDArray parameter(int layer, String name) {
    return network.getParam(layer + "_" + name);
  }
}

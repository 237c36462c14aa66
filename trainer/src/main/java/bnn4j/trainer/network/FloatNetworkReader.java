package bnn4j.trainer.network;

import bnn4j.finnthesizer.FloatLayer;
import bnn4j.finnthesizer.FloatNetwork;
import bnn4j.foundation.Refusal;
import bnn4j.overlay.InputFormat;
import bnn4j.overlay.Layer;
import bnn4j.overlay.Layer.Convolution;
import bnn4j.overlay.Layer.Dense;
import bnn4j.overlay.Precision;
import bnn4j.overlay.Topology;
import bnn4j.trainer.layers.MaxPool;
import bnn4j.trainer.layers.QuantizedBatchNorm;
import bnn4j.trainer.layers.QuantizedConvolution;
import bnn4j.trainer.layers.QuantizedDense;
import bnn4j.trainer.layers.QuantizedProduct;
import bnn4j.trainer.products.NativeMemory;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.deeplearning4j.nn.conf.layers.LossLayer;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Takes the numbers, and what they mean, out of a DL4J network that {@link NetworkBuilder} built.
 */
public final class FloatNetworkReader {
  private final MultiLayerNetwork network;
  private final List<Layer> layers = new ArrayList<>();
  private final List<FloatLayer> numbers = new ArrayList<>();

  private FloatNetworkReader(MultiLayerNetwork network) {
    this.network = network;
  }

  /**
   * Reads a network.
   *
   * @param network as restored from a model file
   * @param input what it sees of a picture
   * @throws Refusal naming the first layer that bnn4j's trainer does not make
   */
  public static FloatNetwork read(MultiLayerNetwork network, InputFormat input) {
    return new FloatNetworkReader(network).read(input);
  }

  private FloatNetwork read(InputFormat input) {
    int dimension = input.dimension();
    int product = -1;
    int weightBits = 0;
    int activationBits = QuantizedBatchNorm.UNQUANTIZED;
    for (int i = 0; i < network.getnLayers() - 1; i++) {
      Object config = config(i);
      if (config instanceof QuantizedConvolution c) {
        Convolution layer =
            new Convolution(c.getKernel(), (int) c.getNIn(), dimension, (int) c.getNOut());
        layers.add(layer);
        dimension = layer.outDimension();
      } else if (config instanceof QuantizedDense d) {
        layers.add(new Dense((int) d.getNIn(), (int) d.getNOut()));
      } else if (config instanceof MaxPool p) {
        layers.add(new Layer.MaxPool(p.getSize(), (int) p.getNIn(), dimension));
        dimension /= p.getSize();
      } else if (config instanceof QuantizedBatchNorm norm && product >= 0) {
        numbers.add(numbers(product, i));
        activationBits = Math.min(activationBits, norm.getActivationBits());
      } else {
        throw foreign(i, config);
      }
      if (config instanceof QuantizedProduct p) {
        product = i;
        weightBits = p.getWeightBits();
      }
    }
    Object last = config(network.getnLayers() - 1);
    if (!(last instanceof LossLayer)) {
      throw foreign(network.getnLayers() - 1, last);
    }
    return new FloatNetwork(
        new Topology(input, layers), new Precision(weightBits, activationBits), numbers, true);
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
  private FloatLayer numbers(int product, int norm) {
    INDArray weights = parameter(product, "W");
    float[] latent = new float[(int) weights.length()];
    NativeMemory.floats(weights).get(latent);
    int neurons = (int) ((QuantizedProduct) config(product)).getNOut();
    return new FloatLayer(
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

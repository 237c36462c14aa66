package bnn4j.trainer.network;

import bnn4j.finnthesizer.FloatLayer;
import bnn4j.finnthesizer.FloatNetwork;
import bnn4j.overlay.InputFormat;
import bnn4j.overlay.Layer;
import bnn4j.overlay.Precision;
import bnn4j.overlay.Refusal;
import bnn4j.overlay.Topology;
import bnn4j.trainer.layers.QuantizedBatchNorm;
import bnn4j.trainer.layers.QuantizedDense;
import java.util.ArrayList;
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
    int weightBits = 0;
    int activationBits = QuantizedBatchNorm.UNQUANTIZED;
    for (int i = 0; i < network.getnLayers() - 1; i += 2) {
      QuantizedDense dense = config(i, QuantizedDense.class);
      QuantizedBatchNorm norm = config(i + 1, QuantizedBatchNorm.class);
      layers.add(new Layer.Dense((int) dense.getNIn(), (int) dense.getNOut()));
      numbers.add(numbers(i, dense));
      weightBits = dense.getWeightBits();
      activationBits = Math.min(activationBits, norm.getActivationBits());
    }
    config(network.getnLayers() - 1, LossLayer.class);
    return new FloatNetwork(
        new Topology(input, layers), new Precision(weightBits, activationBits), numbers);
  }

  private <T> T config(int index, Class<T> expected) {
    Object found = network.getLayer(index).conf().getLayer();
    if (!expected.isInstance(found)) {
      throw new Refusal(
          "layer %d of the model is a %s, expected a %s; only models that bnn4j trained can be folded"
              .formatted(index, found.getClass().getSimpleName(), expected.getSimpleName()));
    }
    return expected.cast(found);
  }

  private FloatLayer numbers(int index, QuantizedDense dense) {
    int inputs = (int) dense.getNIn();
    int neurons = (int) dense.getNOut();
    // Stored neuron after neuron: the transposed matrix in rows.
    float[] weights = parameter(index, "W").transpose().dup('c').data().asFloat();
    return new FloatLayer(
        neurons,
        inputs,
        weights,
        new float[neurons],
        vector(index + 1, "gamma"),
        vector(index + 1, "beta"),
        vector(index + 1, "mean"),
        vector(index + 1, "invStd"));
  }

  private float[] vector(int layer, String name) {
    return parameter(layer, name).dup('c').data().asFloat();
  }

  private INDArray parameter(int layer, String name) {
    return network.getParam(layer + "_" + name);
  }
}

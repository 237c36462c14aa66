package bnn4j.trainer.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import bnn4j.datasets.LabeledImages;
import bnn4j.foundation.Refusal;
import bnn4j.network.DataType;
import bnn4j.network.InputFormat;
import bnn4j.network.Network;
import bnn4j.network.TrainedLayer;
import bnn4j.network.TrainedNetwork;
import bnn4j.trainer.SmallTask;
import bnn4j.trainer.batches.InputValues;
import java.nio.file.Path;
import java.util.List;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

class TrainedNetworkReaderTest {
  @TempDir Path folder;

  @ParameterizedTest
  @CsvSource({"1, 1", "1, 2", "2, 2"})
  void plainLoopsOverTheNumbersGiveTheActivationsOfDl4j(int weightBits, int activationBits) {
    Network shape = SmallTask.network(weightBits, activationBits);
    for (long seed = 0; seed < 5; seed++) {
      MultiLayerNetwork network = SmallTask.randomNetwork(shape, seed);
      TrainedNetwork floats = TrainedNetworkReader.read(network, shape.input());
      assertThat(floats.network()).isEqualTo(shape.withOutputs(SmallTask.CLASSES));

      float[][] images = images(shape.input());
      List<INDArray> layers = network.feedForward(Nd4j.createFromArray(images), false);
      for (int image = 0; image < images.length; image++) {
        assertSame(floats, images[image], layers, image);
      }
    }
  }

  /** DL4J's list holds the input, then product and batch norm of each layer in turn. */
  private static void assertSame(
      TrainedNetwork floats, float[] image, List<INDArray> dl4j, int number) {
    float[] values = image;
    for (int l = 0; l < floats.layers().size(); l++) {
      TrainedLayer layer = floats.layers().get(l);
      boolean last = l + 1 == floats.layers().size();
      float[] outputs = new float[layer.neurons()];
      for (int n = 0; n < outputs.length; n++) {
        double value =
            layer.value(
                n, product(layer, n, floats.network().layers().get(l).weights().bits(), values));
        outputs[n] =
            last
                ? (float) value
                : floats.network().layers().get(l).activations().orElseThrow().quantized(value);
      }
      assertThat(dl4j.get(2 * l + 2).getRow(number).dup().data().asFloat()).isEqualTo(outputs);
      values = outputs;
    }
  }

  private static double product(TrainedLayer layer, int neuron, int bits, float[] values) {
    double sum = 0;
    for (int i = 0; i < layer.synapses(); i++) {
      float latent = layer.weights()[neuron * layer.synapses() + i];
      sum += DataType.signed(bits).quantized(latent) * values[i];
    }
    return sum;
  }

  private static float[][] images(InputFormat format) {
    LabeledImages images = SmallTask.images(40, 8);
    float[][] values = new float[images.size()][format.values()];
    for (int i = 0; i < values.length; i++) {
      new InputValues(format)
          .convert(images.pixels(), i * format.values(), values[i], 0, format.values());
    }
    return values;
  }

  @Test
  void aStockNetworkIsRefusedNamingTheLayer() {
    MultiLayerNetwork stock =
        new MultiLayerNetwork(
            new NeuralNetConfiguration.Builder()
                .list()
                .layer(new DenseLayer.Builder().nIn(49).nOut(8).activation(Activation.RELU).build())
                .layer(
                    new OutputLayer.Builder().nIn(8).nOut(5).activation(Activation.SOFTMAX).build())
                .build());
    stock.init();
    assertThatThrownBy(() -> TrainedNetworkReader.read(stock, new InputFormat(1, 7, 1)))
        .isInstanceOf(Refusal.class)
        .hasMessage(
            "layer 0 of the model is a DenseLayer; only models trained by bnn4j can be converted");
  }

  @Test
  void aNetworkForAnotherPictureIsRefused() {
    Network shape = SmallTask.network(1, 1);
    MultiLayerNetwork network = SmallTask.randomNetwork(shape, 1);
    assertThatThrownBy(() -> TrainedNetworkReader.read(network, new InputFormat(1, 28, 1)))
        .isInstanceOf(Refusal.class)
        .hasMessage("layer 0: expected 24 neurons of 784 synapses, found 24 of 49");
  }
}

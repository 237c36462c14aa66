package bnn4j.trainer.layers;

import static org.assertj.core.api.Assertions.assertThat;

import bnn4j.trainer.ops.SignProduct;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.layers.LossLayer;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.nd4j.linalg.activations.impl.ActivationIdentity;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.learning.config.Sgd;
import org.nd4j.linalg.lossfunctions.impl.LossSquaredHinge;

/** A network whose forward products of signs are counted, beside one that multiplies floats. */
class SignForwardTest {
  private static final int IMAGES = 24;
  private static final int CLASSES = 4;
  private static final int STEPS = 5;
  private final String before = System.getProperty(SignProduct.PROPERTY);

  @AfterEach
  void restore() {
    if (before == null) {
      System.clearProperty(SignProduct.PROPERTY);
    } else {
      System.setProperty(SignProduct.PROPERTY, before);
    }
  }

  @ParameterizedTest
  @CsvSource({"1, 1", "1, 2", "2, 2"})
  void trainsToTheSameNetworkToTheBit(int weightBits, int activationBits) {
    MultiLayerNetwork counting = network("bits", weightBits, activationBits);
    MultiLayerNetwork multiplying = network("float", weightBits, activationBits);
    multiplying.setParams(counting.params());
    INDArray start = counting.params().dup();
    for (int step = 0; step < STEPS; step++) {
      counting.fit(RandomPictures.batch(IMAGES), RandomPictures.labels(IMAGES, CLASSES));
      multiplying.fit(RandomPictures.batch(IMAGES), RandomPictures.labels(IMAGES, CLASSES));
    }
    assertThat(counting.params()).isNotEqualTo(start);
    assertThat(counting.params().toFloatVector()).isEqualTo(multiplying.params().toFloatVector());
    assertThat(counting.output(RandomPictures.batch(IMAGES)))
        .isEqualTo(multiplying.output(RandomPictures.batch(IMAGES)));
  }

  private static MultiLayerNetwork network(String forward, int weightBits, int activationBits) {
    System.setProperty(SignProduct.PROPERTY, forward);
    MultiLayerNetwork network =
        new MultiLayerNetwork(
            new NeuralNetConfiguration.Builder()
                .seed(3)
                .updater(new Sgd(0.1))
                .activation(new ActivationIdentity())
                .list()
                .layer(new QuantizedConvolution(3, 3, 64, weightBits))
                .layer(new QuantizedBatchNorm(64, activationBits))
                .layer(new QuantizedConvolution(3, 64, 32, weightBits))
                .layer(new QuantizedBatchNorm(32, activationBits))
                .layer(new MaxPool(32, 2))
                .layer(new QuantizedDense(3 * 3 * 32, CLASSES, weightBits))
                .layer(new QuantizedBatchNorm(1, QuantizedBatchNorm.UNQUANTIZED))
                .layer(new LossLayer.Builder(new LossSquaredHinge()).build())
                .build());
    network.init();
    return network;
  }
}

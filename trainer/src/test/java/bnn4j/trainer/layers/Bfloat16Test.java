package bnn4j.trainer.layers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import bnn4j.foundation.Refusal;
import bnn4j.trainer.ops.GemmPrecision;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.layers.LossLayer;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.nd4j.linalg.activations.impl.ActivationIdentity;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.learning.config.Sgd;
import org.nd4j.linalg.lossfunctions.impl.LossSquaredHinge;

/** A network whose products are in bfloat16, where the processor has instructions for it. */
class Bfloat16Test {
  private static final int IMAGES = 24;
  private static final int CLASSES = 4;
  private final String before = System.getProperty(GemmPrecision.PROPERTY);

  @BeforeEach
  void needsTiles() {
    assumeTrue(runsHere(), "this processor has no instructions for bfloat16");
  }

  private static boolean runsHere() {
    try {
      System.setProperty(GemmPrecision.PROPERTY, "bfloat16");
      GemmPrecision.chosen();
      return true;
    } catch (Refusal e) {
      return false;
    }
  }

  @AfterEach
  void restore() {
    if (before == null) {
      System.clearProperty(GemmPrecision.PROPERTY);
    } else {
      System.setProperty(GemmPrecision.PROPERTY, before);
    }
  }

  @ParameterizedTest
  @CsvSource({"1, 1", "1, 2", "2, 2"})
  void outputsAreThoseOfFloatsAndGradientsClose(int weightBits, int activationBits) {
    MultiLayerNetwork rounding = network("bfloat16", weightBits, activationBits);
    MultiLayerNetwork exact = network("float", weightBits, activationBits);
    exact.setParams(rounding.params());
    learnOnce(rounding);
    learnOnce(exact);
    assertThat(rounding.output(RandomPictures.batch(IMAGES)))
        .isEqualTo(exact.output(RandomPictures.batch(IMAGES)));
    assertThat(rounding.score()).isCloseTo(exact.score(), within(1e-6));
    for (String key : new String[] {"0_W", "1_gamma", "2_W", "3_beta", "4_W"}) {
      INDArray expected = exact.gradient().getGradientFor(key);
      INDArray difference = rounding.gradient().getGradientFor(key).sub(expected);
      assertThat(difference.norm2Number().doubleValue() / expected.norm2Number().doubleValue())
          .as(key)
          .isLessThan(0.01);
    }
  }

  private static void learnOnce(MultiLayerNetwork network) {
    network.setInput(RandomPictures.batch(IMAGES));
    network.setLabels(RandomPictures.labels(IMAGES, CLASSES));
    network.computeGradientAndScore();
  }

  private static MultiLayerNetwork network(String products, int weightBits, int activationBits) {
    System.setProperty(GemmPrecision.PROPERTY, products);
    MultiLayerNetwork network =
        new MultiLayerNetwork(
            new NeuralNetConfiguration.Builder()
                .seed(3)
                .updater(new Sgd(0.1))
                .activation(new ActivationIdentity())
                .list()
                .layer(new QuantizedConvolution(3, 3, 16, weightBits))
                .layer(new QuantizedBatchNorm(16, activationBits))
                .layer(new QuantizedConvolution(3, 16, 8, weightBits))
                .layer(new QuantizedBatchNorm(8, activationBits))
                .layer(new QuantizedDense(6 * 6 * 8, CLASSES, weightBits))
                .layer(new QuantizedBatchNorm(1, QuantizedBatchNorm.UNQUANTIZED))
                .layer(new LossLayer.Builder(new LossSquaredHinge()).build())
                .build());
    network.init();
    return network;
  }
}

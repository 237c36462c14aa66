package bnn4j.trainer.layers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.deeplearning4j.nn.conf.CNN2DFormat;
import org.deeplearning4j.nn.conf.ConvolutionMode;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.layers.ActivationLayer;
import org.deeplearning4j.nn.conf.layers.BatchNormalization;
import org.deeplearning4j.nn.conf.layers.ConvolutionLayer;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.LossLayer;
import org.deeplearning4j.nn.conf.layers.SubsamplingLayer;
import org.deeplearning4j.nn.conf.preprocessor.CnnToFeedForwardPreProcessor;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.nd4j.linalg.activations.impl.ActivationIdentity;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.config.Sgd;
import org.nd4j.linalg.lossfunctions.impl.LossSquaredHinge;
import org.nd4j.linalg.schedule.FixedSchedule;

class QuantizedConvolutionTest {
  private static final int IMAGES = 16;
  private static final int CHANNELS = 5;
  private static final int DIMENSION = 8;
  private static final int FEATURES = 7;
  private static final int POOLED = 3;
  private static final int CLASSES = 4;

  @ParameterizedTest
  @CsvSource({"1, 1", "1, 2", "2, 2"})
  void gradientsEqualThoseOfTheStockHooks(int weightBits, int activationBits) {
    MultiLayerNetwork own = own(weightBits, activationBits);
    MultiLayerNetwork stock = stock(weightBits, activationBits);
    own.getParam("0_W").assign(uniform(5, FEATURES, 3, 3, CHANNELS));
    stock.getParam("0_W").assign(own.getParam("0_W").permute(0, 3, 1, 2));
    own.getParam("3_W").assign(uniform(6, POOLED * POOLED * FEATURES, CLASSES));
    stock.getParam("4_W").assign(own.getParam("3_W"));
    INDArray gamma = uniform(7, FEATURES).addi(1.5);
    own.getParam("2_gamma").assign(gamma);
    stock.getParam("2_gamma").assign(gamma);

    gradient(own);
    gradient(stock);

    assertThat(own.score()).isCloseTo(stock.score(), within(1e-4));
    assertEqual(
        own.gradient().getGradientFor("0_W"),
        stock.gradient().getGradientFor("0_W").permute(0, 2, 3, 1));
    assertEqual(
        own.gradient().getGradientFor("2_gamma"), stock.gradient().getGradientFor("2_gamma"));
    assertEqual(own.gradient().getGradientFor("2_beta"), stock.gradient().getGradientFor("2_beta"));
  }

  @Test
  void aKernelAsLargeAsThePictureIsADenseLayer() {
    QuantizedConvolution convolution = new QuantizedConvolution(3, CHANNELS, FEATURES, 1);
    QuantizedDense dense = new QuantizedDense(9 * CHANNELS, FEATURES, 1);
    MultiLayerNetwork one = productOnly(convolution);
    MultiLayerNetwork other = productOnly(dense);
    INDArray weights = uniform(3, FEATURES, 9 * CHANNELS);
    one.getParam("0_W").assign(weights.reshape('c', FEATURES, 3, 3, CHANNELS));
    other.getParam("0_W").assign(weights.transpose());
    INDArray input = signs(4, IMAGES, 3, 3, CHANNELS);

    INDArray convolved = one.feedForwardToLayer(0, input).get(1);
    INDArray multiplied = other.feedForwardToLayer(0, input).get(1);

    assertThat(convolved.reshape('c', IMAGES, FEATURES)).isEqualTo(multiplied);
  }

  @Test
  void aPooledLayerKeepsItsScalePositive() {
    MultiLayerNetwork network = own(1, 1);
    network.getParam("2_gamma").assign(uniform(8, FEATURES));
    network.fit(signs(1, IMAGES, DIMENSION, DIMENSION, CHANNELS), labels());
    assertThat(network.getParam("2_gamma").minNumber().floatValue()).isGreaterThan(0f);
  }

  private static MultiLayerNetwork productOnly(QuantizedOp product) {
    return network(
        base()
            .updater(adam())
            .list()
            .layer(product)
            .layer(new QuantizedBatchNorm(FEATURES, 1))
            .layer(new LossLayer.Builder(new LossSquaredHinge()).build()));
  }

  private static MultiLayerNetwork own(int weightBits, int activationBits) {
    QuantizedBatchNorm pooled = new QuantizedBatchNorm(FEATURES, activationBits);
    pooled.setPositive(true);
    return network(
        base()
            .updater(adam())
            .list()
            .layer(new QuantizedConvolution(3, CHANNELS, FEATURES, weightBits))
            .layer(new MaxPool(FEATURES, 2))
            .layer(pooled)
            .layer(new QuantizedDense(POOLED * POOLED * FEATURES, CLASSES, weightBits))
            .layer(new QuantizedBatchNorm(CLASSES, QuantizedBatchNorm.UNQUANTIZED))
            .layer(new LossLayer.Builder(new LossSquaredHinge()).build()));
  }

  private static MultiLayerNetwork stock(int weightBits, int activationBits) {
    return network(
        base()
            .updater(new Sgd(1))
            .list()
            .layer(
                new ConvolutionLayer.Builder(3, 3)
                    .nIn(CHANNELS)
                    .nOut(FEATURES)
                    .hasBias(false)
                    .convolutionMode(ConvolutionMode.Truncate)
                    .dataFormat(CNN2DFormat.NHWC)
                    .weightNoise(new StockHooks.QuantizedNoise(weightBits))
                    .build())
            .layer(
                new SubsamplingLayer.Builder(SubsamplingLayer.PoolingType.MAX, new int[] {2, 2})
                    .stride(2, 2)
                    .dataFormat(CNN2DFormat.NHWC)
                    .build())
            .layer(
                new BatchNormalization.Builder()
                    .nIn(FEATURES)
                    .nOut(FEATURES)
                    .eps(1e-4)
                    .dataFormat(CNN2DFormat.NHWC)
                    .build())
            .layer(
                new ActivationLayer.Builder()
                    .activation(new StockHooks.QuantizedActivation(activationBits))
                    .build())
            .layer(
                new DenseLayer.Builder()
                    .nIn(POOLED * POOLED * FEATURES)
                    .nOut(CLASSES)
                    .hasBias(false)
                    .weightNoise(new StockHooks.QuantizedNoise(weightBits))
                    .build())
            .layer(new BatchNormalization.Builder().nIn(CLASSES).nOut(CLASSES).eps(1e-4).build())
            .layer(new LossLayer.Builder(new LossSquaredHinge()).build())
            .inputPreProcessor(
                4, new CnnToFeedForwardPreProcessor(POOLED, POOLED, FEATURES, CNN2DFormat.NHWC)));
  }

  private static LatentAdam adam() {
    return new LatentAdam(new FixedSchedule(0.003), 1);
  }

  private static NeuralNetConfiguration.Builder base() {
    return new NeuralNetConfiguration.Builder().seed(42).activation(new ActivationIdentity());
  }

  private static MultiLayerNetwork network(NeuralNetConfiguration.ListBuilder layers) {
    MultiLayerNetwork network = new MultiLayerNetwork(layers.build());
    network.init();
    return network;
  }

  private static void gradient(MultiLayerNetwork network) {
    network.setInput(signs(1, IMAGES, DIMENSION, DIMENSION, CHANNELS));
    network.setLabels(labels());
    network.computeGradientAndScore();
  }

  private static void assertEqual(INDArray own, INDArray stock) {
    assertThat(own.dup('c').data().asFloat())
        .usingComparatorWithPrecision(5e-4f)
        .containsExactly(stock.dup('c').data().asFloat());
  }

  private static INDArray uniform(long seed, long... shape) {
    Random random = new Random(seed);
    INDArray values = Nd4j.create(shape);
    for (long i = 0; i < values.length(); i++) {
      values.putScalar(i, 2 * random.nextFloat() - 1);
    }
    return values;
  }

  private static INDArray signs(long seed, long... shape) {
    INDArray values = uniform(seed, shape);
    return values.gte(0).castTo(values.dataType()).muli(2).subi(1);
  }

  private static INDArray labels() {
    Random random = new Random(2);
    INDArray labels = Nd4j.valueArrayOf(new long[] {IMAGES, CLASSES}, -1f);
    for (int i = 0; i < IMAGES; i++) {
      labels.putScalar(i, random.nextInt(CLASSES), 1);
    }
    return labels;
  }
}

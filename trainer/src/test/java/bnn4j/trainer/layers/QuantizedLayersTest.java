package bnn4j.trainer.layers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.layers.ActivationLayer;
import org.deeplearning4j.nn.conf.layers.BatchNormalization;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.LossLayer;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.util.ModelSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.nd4j.linalg.activations.impl.ActivationIdentity;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.config.Sgd;
import org.nd4j.linalg.lossfunctions.impl.LossSquaredHinge;
import org.nd4j.linalg.schedule.FixedSchedule;

class QuantizedLayersTest {
  private static final int INPUTS = 37;
  private static final int HIDDEN = 29;
  private static final int CLASSES = 5;

  @TempDir Path folder;

  @ParameterizedTest
  @CsvSource({"1, 1", "1, 2", "2, 2"})
  void gradientsEqualThoseOfTheStockHooks(int weightBits, int activationBits) {
    MultiLayerNetwork own = own(weightBits, activationBits, 0);
    MultiLayerNetwork stock = stock(weightBits, activationBits);
    Map<String, String> sameParameters =
        Map.of(
            "0_W", "0_W", "1_gamma", "1_gamma", "1_beta", "1_beta", "2_W", "3_W", "3_gamma",
            "4_gamma", "3_beta", "4_beta");
    sameParameters.forEach(
        (ownKey, stockKey) -> stock.getParam(stockKey).assign(randomLike(own, ownKey)));
    sameParameters.forEach(
        (ownKey, stockKey) -> own.getParam(ownKey).assign(stock.getParam(stockKey)));

    gradient(own);
    gradient(stock);

    assertThat(own.score()).isCloseTo(stock.score(), within(1e-4));
    sameParameters.forEach(
        (ownKey, stockKey) ->
            assertThat(own.gradient().getGradientFor(ownKey).dup('c').data().asFloat())
                .as(ownKey)
                .usingComparatorWithPrecision(2e-4f)
                .containsExactly(
                    stock.gradient().getGradientFor(stockKey).dup('c').data().asFloat()));
  }

  @Test
  void aSmallNetworkHasTheGradientsComputedByHand() {
    // One image pair, one input, one neuron: latent weight 0 counts as +1, so z = +1, -1;
    // mean 0, variance 1 (epsilon 0), normalized +1, -1; gamma 0.5, beta 0.25: 0.75, -0.25.
    MultiLayerNetwork network = tiny();
    network.getParam("0_W").assign(0);
    network.getParam("1_gamma").assign(0.5);
    network.getParam("1_beta").assign(0.25);
    network.setInput(Nd4j.create(new float[][] {{1}, {-1}}));
    network.setLabels(Nd4j.create(new float[][] {{1}, {1}}));
    network.computeGradientAndScore();

    // Squared hinge: (1-0.75)^2 + (1+0.25)^2, averaged; its slopes are -0.5 and -2.5.
    assertThat(network.score()).isCloseTo((0.0625 + 1.5625) / 2, within(1e-6));
    assertThat(network.gradient().getGradientFor("1_beta").getFloat(0))
        .isCloseTo(-3f, within(1e-5f));
    assertThat(network.gradient().getGradientFor("1_gamma").getFloat(0))
        .isCloseTo(-0.5f + 2.5f, within(1e-5f));
    // With two images batch norm passes no gradient to its input: the two are all it knows.
    assertThat(network.gradient().getGradientFor("0_W").getFloat(0)).isCloseTo(0f, within(1e-5f));
  }

  @Test
  void bothZerosCountAsPlusOne() {
    INDArray latent =
        Nd4j.createFromArray(0f, -0f, 1e-30f, -1e-30f, Float.MIN_VALUE, -Float.MIN_VALUE);
    INDArray quantized = Nd4j.create(6);
    WeightQuantizer.quantize(latent, quantized, 1);
    assertThat(quantized.data().asFloat()).containsExactly(1, 1, 1, -1, 1, -1);
  }

  @Test
  void latentWeightsStayInsideMinusOneToOne() {
    INDArray latent = Nd4j.createFromArray(-7f, -1f, -0.3f, 0.9f, 1.0001f);
    new Bounds(-1, 1).clip(latent);
    assertThat(latent.data().asFloat()).containsExactly(-1, -1, -0.3f, 0.9f, 1);
  }

  @Test
  void aRestoredNetworkGivesTheSameOutputsAndTrainsOnTheSame() throws Exception {
    MultiLayerNetwork network = own(1, 1, 0.3);
    fit(network, 5);
    Path file = folder.resolve("model.zip");
    ModelSerializer.writeModel(network, file.toFile(), true);
    MultiLayerNetwork restored = ModelSerializer.restoreMultiLayerNetwork(file.toFile(), true);

    assertThat(restored.getLayerWiseConfigurations().toJson())
        .isEqualTo(network.getLayerWiseConfigurations().toJson());
    assertThat(restored.params()).isEqualTo(network.params());
    INDArray input = images(50, 3);
    assertThat(restored.output(input)).isEqualTo(network.output(input));
    fit(network, 4);
    fit(restored, 4);
    assertThat(restored.params()).isEqualTo(network.params());
    assertThat(restored.output(input)).isEqualTo(network.output(input));
  }

  @Test
  void evaluationUsesTheRunningStatistics() {
    MultiLayerNetwork network = own(1, 1, 0);
    fit(network, 30);
    INDArray input = images(40, 9);
    INDArray together = network.output(input);
    INDArray alone = network.output(input.getRow(7, true).dup());
    assertThat(alone.getRow(0)).isEqualTo(together.getRow(7));
  }

  @Test
  void collectedStatisticsBecomeTheRunningOnes() {
    MultiLayerNetwork network = own(1, 1, 0);
    List<MultiLayerNetwork> copies = Copies.andSelf(network, 2);
    BatchStatistics.recalibrate(
        copies,
        () -> {
          copies.get(0).output(images(64, 1));
          copies.get(1).output(images(64, 2));
        });
    INDArray all = Nd4j.vstack(images(64, 1), images(64, 2));
    INDArray products = network.feedForwardToLayer(0, all).get(1);
    assertThat(network.getParam("1_mean").data().asFloat().length).isEqualTo(HIDDEN);
    for (int n = 0; n < HIDDEN; n++) {
      INDArray column = products.getColumn(n);
      double variance = column.var(false).getDouble(0);
      assertThat(network.getParam("1_mean").getFloat(n))
          .isCloseTo(column.meanNumber().floatValue(), within(1e-4f));
      assertThat(network.getParam("1_invStd").getFloat(n))
          .isCloseTo((float) (1 / Math.sqrt(variance + 1e-4)), within(1e-4f));
    }
  }

  @Test
  void dropoutZeroesTheGivenShareAndKeepsTheMean() {
    INDArray ones = Nd4j.ones(200, 500);
    INDArray dropped = Nd4j.create(200, 500);
    CountedDropout dropout = new CountedDropout(0.3, 17);
    dropout.applyDropout(ones, dropped, 12, 0, null);
    assertThat(dropped.eq(0).castTo(ones.dataType()).meanNumber().doubleValue())
        .isCloseTo(0.3, within(0.01));
    assertThat(dropped.meanNumber().doubleValue()).isCloseTo(1, within(0.01));
    INDArray backward = Nd4j.create(200, 500);
    dropout.backprop(ones, backward, 12, 0);
    assertThat(backward).isEqualTo(dropped);
    dropout.applyDropout(ones, backward, 13, 0, null);
    assertThat(backward).isNotEqualTo(dropped);
  }

  private static MultiLayerNetwork own(int weightBits, int activationBits, double dropout) {
    QuantizedDense first = new QuantizedDense(INPUTS, HIDDEN, weightBits);
    QuantizedDense second = new QuantizedDense(HIDDEN, CLASSES, weightBits);
    first.setIUpdater(new LatentAdam(new FixedSchedule(0.003), 7));
    second.setIUpdater(new LatentAdam(new FixedSchedule(0.003), 5));
    if (dropout > 0) {
      second.setIDropout(new CountedDropout(dropout, 3));
    }
    return network(
        base()
            .updater(new LatentAdam(new FixedSchedule(0.003), 1))
            .list()
            .layer(first)
            .layer(new QuantizedBatchNorm(HIDDEN, activationBits))
            .layer(second)
            .layer(new QuantizedBatchNorm(CLASSES, QuantizedBatchNorm.UNQUANTIZED))
            .layer(new LossLayer.Builder(new LossSquaredHinge()).build()));
  }

  private static MultiLayerNetwork stock(int weightBits, int activationBits) {
    return network(
        base()
            .updater(new Sgd(1))
            .list()
            .layer(stockDense(INPUTS, HIDDEN, weightBits))
            .layer(stockNorm(HIDDEN))
            .layer(
                new ActivationLayer.Builder()
                    .activation(new StockHooks.QuantizedActivation(activationBits))
                    .build())
            .layer(stockDense(HIDDEN, CLASSES, weightBits))
            .layer(stockNorm(CLASSES))
            .layer(new LossLayer.Builder(new LossSquaredHinge()).build()));
  }

  private static DenseLayer stockDense(int inputs, int outputs, int weightBits) {
    return new DenseLayer.Builder()
        .nIn(inputs)
        .nOut(outputs)
        .hasBias(false)
        .weightNoise(new StockHooks.QuantizedNoise(weightBits))
        .build();
  }

  private static BatchNormalization stockNorm(int neurons) {
    return new BatchNormalization.Builder().nIn(neurons).nOut(neurons).eps(1e-4).build();
  }

  private static MultiLayerNetwork tiny() {
    QuantizedBatchNorm norm = new QuantizedBatchNorm(1, QuantizedBatchNorm.UNQUANTIZED);
    norm.setEpsilon(0);
    return network(
        base()
            .updater(new LatentAdam(new FixedSchedule(0.003), 1))
            .list()
            .layer(new QuantizedDense(1, 1, 1))
            .layer(norm)
            .layer(new LossLayer.Builder(new LossSquaredHinge()).build()));
  }

  private static NeuralNetConfiguration.Builder base() {
    return new NeuralNetConfiguration.Builder().seed(42).activation(new ActivationIdentity());
  }

  private static MultiLayerNetwork network(NeuralNetConfiguration.ListBuilder layers) {
    MultiLayerNetwork network = new MultiLayerNetwork(layers.build());
    network.init();
    return network;
  }

  private static INDArray randomLike(MultiLayerNetwork network, String key) {
    INDArray like = network.getParam(key);
    INDArray random = Nd4j.rand(like.shape()).muli(2).subi(1);
    return key.endsWith("gamma") ? random.muli(1.5).addi(0.3) : random;
  }

  private static void gradient(MultiLayerNetwork network) {
    network.setInput(images(64, 5));
    network.setLabels(labels(64, 6));
    network.computeGradientAndScore();
  }

  private static void fit(MultiLayerNetwork network, int iterations) {
    for (int i = 0; i < iterations; i++) {
      network.fit(images(32, 100 + i), labels(32, 200 + i));
    }
  }

  private static INDArray images(int count, long seed) {
    Random random = new Random(seed);
    float[] pixels = new float[count * INPUTS];
    for (int i = 0; i < pixels.length; i++) {
      pixels[i] = random.nextBoolean() ? 1 : -1;
    }
    return Nd4j.createFromArray(pixels).reshape('c', count, INPUTS);
  }

  private static INDArray labels(int count, long seed) {
    Random random = new Random(seed);
    INDArray labels = Nd4j.valueArrayOf(new long[] {count, CLASSES}, -1f);
    for (int i = 0; i < count; i++) {
      labels.putScalar(i, random.nextInt(CLASSES), 1);
    }
    return labels;
  }
}

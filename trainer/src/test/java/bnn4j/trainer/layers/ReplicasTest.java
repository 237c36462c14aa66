package bnn4j.trainer.layers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import bnn4j.trainer.ops.RowParts;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.conf.layers.LossLayer;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.nd4j.linalg.activations.impl.ActivationIdentity;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.NDArrayIndex;
import org.nd4j.linalg.lossfunctions.impl.LossSquaredHinge;
import org.nd4j.linalg.schedule.FixedSchedule;

class ReplicasTest {
  private static final int IMAGES = 24;
  private static final int SIDE = 8;
  private static final int CHANNELS = 3;
  private static final int CLASSES = 5;
  private static final int WIDTH = 400;

  @ParameterizedTest
  @ValueSource(ints = {1, 2})
  void oneReplicaLearnsToTheLastBitWhatTheNetworkAloneWould(int bits) throws Exception {
    MultiLayerNetwork alone = network(bits);
    MultiLayerNetwork shared = network(bits);
    for (int step = 0; step < 4; step++) {
      alone.fit(images(step), targets(step));
    }
    learn(shared, 4, RowParts.of(IMAGES));
    assertThat(shared.params()).isEqualTo(alone.params());
    assertThat(shared.getUpdater().getStateViewArray())
        .isEqualTo(alone.getUpdater().getStateViewArray());
    assertThat(shared.getIterationCount()).isEqualTo(alone.getIterationCount());
    assertThat(shared.output(images(9))).isEqualTo(alone.output(images(9)));
  }

  static Stream<RowParts> parts() {
    // Sizes that do not divide anything, so that dropout starts amid a random number; and more
    // parts than the last layer has neurons.
    return Stream.of(RowParts.of(7, 15, 2), RowParts.of(4, 3, 3, 3, 4, 3, 4));
  }

  @ParameterizedTest
  @MethodSource("parts")
  void theGradientsOfThePartsAddUpToThatOfTheWhole(RowParts images) throws Exception {
    MultiLayerNetwork whole = network(1);
    MultiLayerNetwork parts = network(1);
    float[] expected = gradients(learn(whole, 1, RowParts.of(IMAGES)));
    float[] found = gradients(learn(parts, 1, images));
    assertThat(found).usingComparatorWithPrecision(1e-4f).containsExactly(expected);
    // Those of dense layers are seen only in what the update made of them.
    assertThat(moments(parts)).usingComparatorWithPrecision(4e-7f).containsExactly(moments(whole));
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2})
  void denseLayersOfManyBlocksLearnFromSignsAndFromOtherNumbersInTurn(int bits) throws Exception {
    // Weights are kept as floats only while products ask for them: the first layer's stops and
    // starts to.
    List<INDArray> inputs =
        List.of(signs(1), signs(2), pictures(3), signs(4), pictures(5), pictures(6), signs(7));
    MultiLayerNetwork alone = denseNetwork(bits);
    MultiLayerNetwork shared = denseNetwork(bits);
    for (int step = 0; step < inputs.size(); step++) {
      alone.fit(inputs.get(step), targets(step));
    }
    learn(shared, inputs, RowParts.of(IMAGES));
    assertThat(shared.params()).isEqualTo(alone.params());
    assertThat(shared.getUpdater().getStateViewArray())
        .isEqualTo(alone.getUpdater().getStateViewArray());
  }

  @Test
  void sharesOfManyBlocksMakeTheSameUpdateAsTheWhole() throws Exception {
    MultiLayerNetwork whole = denseNetwork(1);
    MultiLayerNetwork parts = denseNetwork(1);
    for (INDArray inputs : List.of(signs(1), pictures(1))) {
      learn(whole, List.of(inputs), RowParts.of(IMAGES));
      learn(parts, List.of(inputs), RowParts.of(11, 13));
      assertThat(moments(parts))
          .usingComparatorWithPrecision(4e-7f)
          .containsExactly(moments(whole));
      parts.setParams(whole.params());
      parts.getUpdater().getStateViewArray().assign(whole.getUpdater().getStateViewArray());
    }
  }

  @Test
  void partsMakeTheSameUpdateAsTheWhole() throws Exception {
    MultiLayerNetwork whole = network(2);
    MultiLayerNetwork parts = network(2);
    learn(whole, 1, RowParts.of(IMAGES));
    learn(parts, 1, RowParts.of(11, 13));
    for (String statistic : List.of("1_mean", "1_invStd", "4_mean", "6_invStd")) {
      assertThat(parts.getParam(statistic).data().asFloat())
          .as(statistic)
          .usingComparatorWithPrecision(1e-5f)
          .containsExactly(whole.getParam(statistic).data().asFloat());
    }
    // Adam's first step is as large for a gradient of nearly nothing, whatever its sign.
    INDArray difference = parts.params().sub(whole.params());
    assertThat(difference.norm1Number().doubleValue() / difference.length())
        .isCloseTo(0, within(1e-4));
  }

  @Test
  void theSamePartsGiveTheSameNetwork() throws Exception {
    MultiLayerNetwork first = network(1);
    MultiLayerNetwork second = network(1);
    learn(first, 6, RowParts.of(8, 9, 7));
    learn(second, 6, RowParts.of(8, 9, 7));
    assertThat(second.params()).isEqualTo(first.params());
  }

  @Test
  void aReplicaThatCannotGoOnLetsTheOthersFail() throws Exception {
    Replicas replicas = new Replicas(network(1), RowParts.of(12, 12), Optional.empty());
    ExecutorService thread = Executors.newSingleThreadExecutor();
    Future<?> waiting =
        thread.submit(() -> replicas.learn(0, part(images(0), 0, 12), part(targets(0), 0, 12)));
    replicas.fail();
    assertThatThrownBy(waiting::get)
        .isInstanceOf(ExecutionException.class)
        .hasMessageEndingWith("another worker failed");
    assertThat(Thread.currentThread().isInterrupted()).isFalse();
    thread.shutdown();
  }

  private static Replicas learn(MultiLayerNetwork network, int steps, RowParts parts)
      throws Exception {
    return learn(network, IntStream.range(0, steps).mapToObj(step -> images(step)).toList(), parts);
  }

  private static Replicas learn(MultiLayerNetwork network, List<INDArray> batches, RowParts parts)
      throws Exception {
    Replicas replicas = new Replicas(network, parts, Optional.empty());
    ExecutorService threads = Executors.newFixedThreadPool(parts.count());
    for (int step = 0; step < batches.size(); step++) {
      List<Future<?>> learning = new ArrayList<>();
      int from = 0;
      for (int replica = 0; replica < parts.count(); replica++) {
        INDArray inputs = part(batches.get(step), from, from + parts.size(replica));
        INDArray targets = part(targets(step), from, from + parts.size(replica));
        int index = replica;
        learning.add(threads.submit(() -> replicas.learn(index, inputs, targets)));
        from += parts.size(replica);
      }
      for (Future<?> future : learning) {
        future.get();
      }
      replicas.batchDone();
    }
    threads.shutdown();
    return replicas;
  }

  private static float[] gradients(Replicas replicas) {
    INDArray sum = replicas.get(0).getFlattenedGradients().dup();
    for (int replica = 1; replica < replicas.size(); replica++) {
      sum.addi(replicas.get(replica).getFlattenedGradients());
    }
    return sum.data().asFloat();
  }

  /** Adam's moments; after one step, a tenth of the gradients, a thousandth of their squares. */
  private static float[] moments(MultiLayerNetwork network) {
    return network.getUpdater().getStateViewArray().data().asFloat();
  }

  private static INDArray part(INDArray batch, int from, int to) {
    return batch.get(NDArrayIndex.interval(from, to)).dup('c');
  }

  /** A convolution, another with a pool behind it, two dense layers: all there is. */
  private static MultiLayerNetwork network(int bits) {
    QuantizedDense hidden = new QuantizedDense(2 * 2 * 6, 9, bits);
    hidden.setIDropout(new CountedDropout(0.3, 11));
    QuantizedBatchNorm pooled = new QuantizedBatchNorm(6, bits);
    pooled.setPositive(true);
    return network(
        new QuantizedConvolution(3, CHANNELS, 5, bits),
        new QuantizedBatchNorm(5, bits),
        new QuantizedConvolution(3, 5, 6, bits),
        new MaxPool(6, 2),
        pooled,
        hidden,
        new QuantizedBatchNorm(9, bits),
        new QuantizedDense(9, CLASSES, bits));
  }

  /** Dense layers only, each of several blocks of weights. */
  private static MultiLayerNetwork denseNetwork(int bits) {
    return network(
        new QuantizedDense(WIDTH, 300, bits),
        new QuantizedBatchNorm(300, 1),
        new QuantizedDense(300, 250, bits),
        new QuantizedBatchNorm(250, 1),
        new QuantizedDense(250, CLASSES, bits));
  }

  private static MultiLayerNetwork network(Layer... layers) {
    NeuralNetConfiguration.ListBuilder list =
        new NeuralNetConfiguration.Builder()
            .seed(42)
            .activation(new ActivationIdentity())
            .updater(new LatentAdam(new FixedSchedule(0.01), 1))
            .list();
    Stream.of(layers).forEach(list::layer);
    MultiLayerNetwork network =
        new MultiLayerNetwork(
            list.layer(new QuantizedBatchNorm(1, QuantizedBatchNorm.UNQUANTIZED))
                .layer(new LossLayer.Builder(new LossSquaredHinge()).build())
                .build());
    network.init();
    return network;
  }

  private static INDArray signs(long seed) {
    return pictures(seed).gte(0).castTo(DataType.FLOAT).muli(2).subi(1);
  }

  private static INDArray pictures(long seed) {
    return noise(seed, IMAGES, WIDTH);
  }

  private static INDArray images(long seed) {
    return noise(seed, IMAGES, SIDE, SIDE, CHANNELS);
  }

  private static INDArray noise(long seed, int... shape) {
    Random random = new Random(seed);
    float[] pixels = new float[IntStream.of(shape).reduce(1, (a, b) -> a * b)];
    for (int i = 0; i < pixels.length; i++) {
      pixels[i] = (random.nextInt(256) - 128) / 128f;
    }
    return Nd4j.createFromArray(pixels).reshape('c', shape);
  }

  private static INDArray targets(long seed) {
    Random random = new Random(seed + 100);
    INDArray targets = Nd4j.valueArrayOf(new long[] {IMAGES, CLASSES}, -1f);
    for (int i = 0; i < IMAGES; i++) {
      targets.putScalar(i, random.nextInt(CLASSES), 1);
    }
    return targets;
  }
}

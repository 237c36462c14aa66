package bnn4j.finnthesizer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import bnn4j.foundation.Refusal;
import bnn4j.network.InputFormat;
import bnn4j.network.Network;
import bnn4j.network.Precision;
import bnn4j.network.ReferenceEvaluation;
import bnn4j.network.TrainedLayer;
import bnn4j.network.TrainedLayerTrace;
import bnn4j.network.TrainedNetwork;
import bnn4j.overlay.AccumulatorDomain;
import bnn4j.overlay.Folding;
import bnn4j.overlay.MatrixLayer;
import bnn4j.overlay.Overlay;
import bnn4j.overlay.engine.Engine;
import bnn4j.overlay.engine.LayerTrace;
import bnn4j.overlay.engine.Trace;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReferenceEvaluationTest {
  @Test
  void sumsThatWouldNotBeExactAreRefused() {
    int synapses = 363 * 363;
    float[] one = {1};
    TrainedNetwork wide =
        new TrainedNetwork(
            Network.fullyConnected(new InputFormat(1, 363, 8), new Precision(1, 1), 1),
            List.of(new TrainedLayer(1, synapses, new float[synapses], one, one, one, one, one)));
    assertThatThrownBy(() -> new ReferenceEvaluation(wide))
        .isInstanceOf(Refusal.class)
        .hasMessage(
            "layer 0: 131769 synapses are too many to be summed exactly; use at most 131072");
  }

  private static final int IMAGES = 20;

  private final Random random = new Random(11);

  @ParameterizedTest
  @ValueSource(strings = {"W1A1", "W1A2", "W2A2"})
  void anExactlyFoldedNetworkDecidesInTheEngineAsItsFloatsDo(String precision) {
    for (int bits : new int[] {1, 8}) {
      for (boolean convolution : new boolean[] {false, true}) {
        Overlay overlay = overlay(Precision.of(precision), bits, convolution);
        TrainedNetwork network = new RandomNetwork(random.nextLong()).network(overlay, 7);
        Engine engine = engine(network, overlay);
        ReferenceEvaluation evaluation = new ReferenceEvaluation(network);
        for (int image = 0; image < IMAGES; image++) {
          long[] input = image(overlay);
          Trace trace = engine.trace(input, 0);
          compare(overlay, network, evaluation.run(input, 0), trace);
        }
      }
    }
  }

  private static void compare(
      Overlay overlay, TrainedNetwork network, List<TrainedLayerTrace> floats, Trace trace) {
    for (MatrixLayer layer : overlay.layers()) {
      TrainedLayerTrace expected = floats.get(layer.index());
      LayerTrace found = trace.layers().get(layer.index());
      boolean binary = layer.outputBits() == 1;
      for (int i = 0; i < expected.sums().length; i++) {
        TrainedLayer numbers = network.layers().get(layer.index());
        int sign = numbers.scale(i % numbers.neurons()) < 0 ? -1 : 1;
        assertThat(found.accumulators()[i])
            .isEqualTo(new AccumulatorDomain(layer).accelerated(expected.sums()[i], sign));
      }
      for (int i = 0; i < expected.activations().length; i++) {
        int value = binary ? 2 * found.activations()[i] - 1 : found.activations()[i];
        assertThat(expected.activations()[i]).isEqualTo((byte) value);
      }
      for (int i = 0; i < expected.pooled().length; i++) {
        int value = binary ? 2 * found.pooled()[i] - 1 : found.pooled()[i];
        assertThat(expected.pooled()[i]).isEqualTo((byte) value);
      }
      assertThat(expected.pooled()).hasSameSizeAs(found.pooled());
    }
  }

  @Test
  void aNetworkThatPoolsSumsGivesTheBatchNormTheLargestOfEachSquare() {
    Overlay overlay = overlay(new Precision(1, 1), 8, true);
    TrainedNetwork after = new RandomNetwork(4).network(overlay, 7);
    TrainedNetwork before = new TrainedNetwork(after.network(), after.layers(), true);
    long[] input = image(overlay);
    TrainedLayerTrace all = new ReferenceEvaluation(after).run(input, 0).get(1);
    TrainedLayerTrace largest = new ReferenceEvaluation(before).run(input, 0).get(1);
    int channels = 6;
    int side = all.dimension();
    assertThat(side).isEqualTo(6);
    assertThat(largest.dimension()).isEqualTo(3);
    assertThat(largest.pooled()).isEmpty();
    for (int i = 0; i < largest.sums().length; i++) {
      int corner = 2 * (i / channels / 3) * side + 2 * (i / channels % 3);
      double expected =
          IntStream.of(corner, corner + 1, corner + side, corner + side + 1)
              .mapToDouble(pixel -> all.sums()[pixel * channels + at(channels)])
              .max()
              .orElseThrow();
      if (i % channels == at(channels)) {
        assertThat(largest.sums()[i]).isEqualTo(expected);
      }
    }
  }

  /** A channel to look at. */
  private static int at(int channels) {
    return channels / 2;
  }

  @Test
  void theDomainOfAnAccumulatorIsThereAndBack() {
    for (String precision : List.of("W1A1", "W1A2", "W2A2")) {
      for (int bits : new int[] {1, 8}) {
        for (MatrixLayer layer : overlay(Precision.of(precision), bits, true).layers()) {
          AccumulatorDomain domain = new AccumulatorDomain(layer);
          for (int a = layer.accumulatorMin(); a <= layer.accumulatorMax(); a++) {
            assertThat(domain.accelerated(domain.trained(a, -1), -1)).isEqualTo(a);
            assertThat(domain.accelerated(domain.trained(a, 1), 1)).isEqualTo(a);
          }
        }
      }
    }
  }

  private static Engine engine(TrainedNetwork network, Overlay overlay) {
    List<String> names =
        IntStream.range(0, network.network().outputs()).mapToObj(Integer::toString).toList();
    return Engine.of(
        Finnthesizer.synthesize(network, overlay, FoldingRule.EXACT, names).parameters());
  }

  private long[] image(Overlay overlay) {
    long[] words = random.longs(overlay.inputWords()).toArray();
    if (overlay.binaryInput()) {
      int used = overlay.network().input().values() % Long.SIZE;
      words[words.length - 1] &= used == 0 ? -1L : -1L >>> (Long.SIZE - used);
    }
    return words;
  }

  private static Overlay overlay(Precision precision, int bits, boolean convolution) {
    Network.Builder network = Network.of(new InputFormat(3, convolution ? 8 : 5, bits), precision);
    if (convolution) {
      network.convolution(2, 5).convolution(2, 6).pool(2);
    }
    network.dense(9).dense(8);
    Folding one = new Folding(1, 1);
    return new Overlay(
        "small",
        bits == 1 ? network.bits() : network.scores(),
        convolution ? List.of(one, one, one, one) : List.of(one, one));
  }
}

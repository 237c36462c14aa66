package bnn4j.finnthesizer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.fail;

import bnn4j.foundation.Refusal;
import bnn4j.network.DataType;
import bnn4j.network.TrainedLayer;
import bnn4j.network.TrainedNetwork;
import bnn4j.overlay.Accumulator;
import bnn4j.overlay.MatrixLayer;
import bnn4j.overlay.Overlay;
import bnn4j.overlay.Overlays;
import bnn4j.overlay.params.LayerMemory;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ExactFoldingTest {
  private static final int NEURONS = 200;

  private final ExactFolding folding = new ExactFolding();

  static List<Overlay> overlays() {
    return Overlays.published();
  }

  static Stream<MatrixLayer> layersWithThresholds() {
    return overlays().stream().flatMap(o -> o.layers().stream()).filter(l -> l.hasThresholds());
  }

  @ParameterizedTest
  @MethodSource("layersWithThresholds")
  void everyAccumulatorIsDecidedAsInTraining(MatrixLayer layer) {
    TrainedLayer floats = new RandomNetwork(layer.index()).layer(NEURONS, layer);
    DataType type = DataType.signed(layer.outputBits());
    for (int n = 0; n < NEURONS; n++) {
      long[] thresholds = folding.fold(floats, n, layer).thresholds();
      int sign = floats.scale(n) < 0 ? -1 : 1;
      for (int accumulator : accumulators(layer)) {
        int trained = type.quantized(floats.value(n, sign * real(accumulator, layer)));
        int fired = 0;
        for (long threshold : thresholds) {
          fired += accumulator > threshold ? 1 : 0;
        }
        int answered = layer.outputBits() == 1 ? 2 * fired - 1 : fired - 1;
        if (answered != trained) {
          fail(
              "neuron %d, accumulator %d: trained %d, answered %d"
                  .formatted(n, accumulator, trained, answered));
        }
      }
    }
  }

  @ParameterizedTest
  @MethodSource("layersWithThresholds")
  void everyThresholdFitsTheBitsThatTheAcceleratorKeeps(MatrixLayer layer) {
    TrainedLayer floats = new RandomNetwork(100 + layer.index()).layer(NEURONS, layer);
    int unused = Long.SIZE - layer.thresholdBits();
    for (int n = 0; n < NEURONS; n++) {
      for (long threshold : folding.fold(floats, n, layer).thresholds()) {
        assertThat(threshold << unused >> unused).isEqualTo(threshold);
      }
    }
  }

  /**
   * The packed bits, run as the accelerator runs them, against the floats, run as training does.
   */
  @ParameterizedTest
  @MethodSource("overlays")
  void packedLayersAnswerAsTrainedLayers(Overlay overlay) {
    int outputs = 47;
    TrainedNetwork network = new RandomNetwork(7).network(overlay, outputs);
    List<String> names = IntStream.range(0, outputs).mapToObj(String::valueOf).toList();
    Synthesis synthesis = Finnthesizer.synthesize(network, overlay, FoldingRule.EXACT, names);
    Random random = new Random(8);
    for (MatrixLayer layer : overlay.layers()) {
      LayerMemory memory = synthesis.parameters().layers().get(layer.index());
      TrainedLayer floats = network.layers().get(layer.index());
      for (int repeat = 0; repeat < 2; repeat++) {
        compare(new PackedLayer(layer, memory), floats, inputs(layer, random));
      }
    }
  }

  private static void compare(PackedLayer packed, TrainedLayer floats, int[] inputs) {
    MatrixLayer layer = packed.layer();
    DataType weights = layer.layer().weights();
    for (int row = 0; row < layer.rows(); row++) {
      String where = "layer %d, row %d".formatted(layer.index(), row);
      if (row >= floats.neurons()) {
        if (layer.hasThresholds()) {
          assertThat(packed.activation(row, inputs)).as(where).isEqualTo(-1);
        }
        continue;
      }
      int sum = 0;
      for (int i = 0; i < inputs.length; i++) {
        sum += weights.quantized(floats.weights()[row * inputs.length + i]) * inputs[i];
      }
      if (layer.hasThresholds()) {
        double real = layer.inputBits() == 8 ? sum / 128.0 : sum;
        int trained = DataType.signed(layer.outputBits()).quantized(floats.value(row, real));
        assertThat(packed.activation(row, inputs)).as(where).isEqualTo(trained);
      } else {
        int flipped = floats.scale(row) < 0 ? -sum : sum;
        boolean popcount = layer.accumulator() == Accumulator.POPCOUNT;
        assertThat(packed.accumulator(row, inputs))
            .as(where)
            .isEqualTo(popcount ? (flipped + layer.fanIn()) / 2 : flipped);
      }
    }
  }

  @Test
  void tieFires() {
    // Accumulator 4 is 290 equal bits of 576.
    assertThat(thresholds("cnvW1A1", 1, 4, 1)).containsExactly(289);
  }

  @Test
  void tieOfANegativeScaleFiresToo() {
    // Flipped, accumulator 4 is 286 equal bits.
    assertThat(thresholds("cnvW1A1", 1, 4, -1)).containsExactly(285);
  }

  @Test
  void twoThresholdsAreAtMinusAndPlusOneHalf() {
    assertThat(thresholds("cnvW1A2", 1, 0, 0.25f)).containsExactly(-3, 1);
  }

  @Test
  void firstConvolutionCountsIn256ths() {
    assertThat(thresholds("cnvW1A1", 0, 0.5f, 1)).containsExactly(127);
  }

  @Test
  void paddingColumnsOfSignedInputsAreSubtracted() {
    assertThat(thresholds("lfcW1A2", 0, 0, 0.25f)).containsExactly(-51, -47);
  }

  @Test
  void zeroScaleFiresAlwaysOrNeverAsBetaSays() {
    MatrixLayer layer = layer("cnvW1A1", 1);
    TrainedLayer neuron = new Neuron().gamma(0).layer(layer);
    assertThat(folding.fold(neuron, 0, layer).thresholds()).containsExactly(-1);
    neuron.beta()[0] = -Float.MIN_VALUE;
    assertThat(folding.fold(neuron, 0, layer).thresholds()).containsExactly(576);
  }

  @Test
  void negativeScaleNegatesTheBitThatTrainingUsesForAZeroWeight() {
    MatrixLayer layer = layer("cnvW1A1", 1);
    TrainedLayer neuron = new Neuron().gamma(-1).layer(layer);
    neuron.weights()[1] = -0f;
    neuron.weights()[2] = -Float.MIN_VALUE;
    assertThat(folding.fold(neuron, 0, layer).weights()).startsWith(-1, -1, 1);
  }

  @Test
  void negativeScaleNegatesTheQuantizedTernaryWeight() {
    MatrixLayer layer = layer("cnvW2A2", 1);
    TrainedLayer neuron = new Neuron().gamma(-1).layer(layer);
    neuron.weights()[0] = 0.5f;
    neuron.weights()[1] = -0.5f;
    neuron.weights()[2] = Math.nextDown(-0.5f);
    assertThat(folding.fold(neuron, 0, layer).weights()).startsWith(-1, 0, 1);
  }

  @Test
  void paddingRowsHaveTheLargestThresholdThatIsKept() {
    assertThat(folding.paddingThreshold(layer("lfcW1A1", 3))).isEqualTo(32767);
  }

  @Test
  void parameterThatIsNotFiniteIsRefusedByLayerAndNeuron() {
    MatrixLayer layer = layer("cnvW1A1", 1);
    TrainedLayer neuron = new Neuron().mean(Float.NaN).layer(layer);
    assertThatThrownBy(() -> folding.fold(neuron, 0, layer))
        .isInstanceOf(Refusal.class)
        .hasMessage(
            "layer 1, neuron 0: mean is NaN, exact folding needs finite numbers; training has"
                + " diverged, use an earlier checkpoint");
  }

  @Test
  void weightThatIsNotFiniteIsRefusedByLayerAndNeuron() {
    MatrixLayer layer = layer("cnvW1A1", 1);
    TrainedLayer neuron = new Neuron().layer(layer);
    neuron.weights()[575] = Float.NEGATIVE_INFINITY;
    assertThatThrownBy(() -> folding.fold(neuron, 0, layer))
        .isInstanceOf(Refusal.class)
        .hasMessage(
            "layer 1, neuron 0: a weight is -Infinity, exact folding needs finite numbers; training"
                + " has diverged, use an earlier checkpoint");
  }

  /** All accumulators that real inputs can give, and for signed ones those between. */
  private static int[] accumulators(MatrixLayer layer) {
    int padding = layer.paddedColumns();
    return switch (layer.accumulator()) {
      case POPCOUNT -> IntStream.rangeClosed(0, layer.fanIn()).toArray();
      case SIGNED ->
          IntStream.rangeClosed(-layer.fanIn() - padding, layer.fanIn() - padding).toArray();
      case FIXED_POINT -> IntStream.rangeClosed(-3456, 3456).map(i -> 2 * i).toArray();
    };
  }

  private static double real(int accumulator, MatrixLayer layer) {
    return switch (layer.accumulator()) {
      case POPCOUNT -> 2 * accumulator - layer.fanIn();
      case SIGNED -> accumulator + layer.paddedColumns();
      case FIXED_POINT -> accumulator / 256.0;
    };
  }

  private static int[] inputs(MatrixLayer layer, Random random) {
    return switch (layer.inputBits()) {
      case 1 -> random.ints(layer.fanIn(), 0, 2).map(bit -> 2 * bit - 1).toArray();
      case 2 -> random.ints(layer.fanIn(), -1, 2).toArray();
      default -> random.ints(layer.fanIn(), -128, 128).toArray();
    };
  }

  private long[] thresholds(String overlay, int index, float mean, float gamma) {
    MatrixLayer layer = layer(overlay, index);
    return folding.fold(new Neuron().mean(mean).gamma(gamma).layer(layer), 0, layer).thresholds();
  }

  private static MatrixLayer layer(String overlay, int index) {
    return Overlays.named(overlay).layers().get(index);
  }
}

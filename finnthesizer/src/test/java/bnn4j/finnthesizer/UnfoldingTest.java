package bnn4j.finnthesizer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import bnn4j.foundation.Refusal;
import bnn4j.network.OutputCode;
import bnn4j.network.TrainedNetwork;
import bnn4j.overlay.MatrixLayer;
import bnn4j.overlay.Overlay;
import bnn4j.overlay.Overlays;
import bnn4j.overlay.params.ParameterFolder;
import bnn4j.overlay.params.ParameterSet;
import bnn4j.overlay.params.UnpackedLayer;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class UnfoldingTest {
  private static List<String> names(int count) {
    return IntStream.range(0, count).mapToObj(i -> "class " + i).toList();
  }

  private static ParameterSet folded(
      TrainedNetwork network, Overlay overlay, FoldingRule rule, int outputs) {
    return Finnthesizer.synthesize(network, overlay, rule, names(outputs)).parameters();
  }

  @ParameterizedTest
  @CsvSource({
    "lfcW1A1, 10, 1",
    "lfcW1A2, 10, 2",
    "lfcW1A2, 47, 3",
    "cnvW1A1, 10, 4",
    "cnvW1A2, 43, 5",
    "cnvW2A2, 10, 6"
  })
  void whatIsFoldedAgainDecidesAsBefore(String name, int outputs, int seed) {
    Overlay overlay = Overlays.named(name);
    TrainedNetwork random = new RandomNetwork(seed).network(overlay, outputs);
    assertDecidesAlike(folded(random, overlay, FoldingRule.EXACT, outputs));
  }

  @ParameterizedTest
  @ValueSource(strings = {"mnist/lfcW1A2", "cifar-10/cnvW1A1", "cifar-10/cnvW2A2"})
  void aPublishedSetIsFoldedAgainToTheSameDecisions(String set) {
    Path folder = Path.of("../params-out").resolve(set);
    assertDecidesAlike(ParameterFolder.read(folder, ParameterFolder.overlayOf(folder)));
  }

  private static void assertDecidesAlike(ParameterSet set) {
    int outputs = set.outputs();
    ParameterSet again = folded(Unfolding.network(set), set.overlay(), FoldingRule.EXACT, outputs);
    for (MatrixLayer layer : set.overlay().layers()) {
      UnpackedLayer before = new UnpackedLayer(set, layer);
      UnpackedLayer after = new UnpackedLayer(again, layer);
      for (int neuron = 0; neuron < before.neurons(); neuron++) {
        assertThat(after.firsts(neuron))
            .as("layer %d, neuron %d", layer.index(), neuron)
            .isEqualTo(before.firsts(neuron));
        assertThat(weights(after, neuron))
            .as("layer %d, neuron %d", layer.index(), neuron)
            .isEqualTo(weights(before, neuron));
      }
    }
  }

  private static int[] weights(UnpackedLayer layer, int neuron) {
    return IntStream.range(0, layer.layer().fanIn()).map(i -> layer.weight(neuron, i)).toArray();
  }

  @Test
  void aWeightOfZeroIsOneOrTheOtherWithOneBit() {
    Overlay ternary = Overlays.named("cnvW2A2");
    TrainedNetwork network =
        Unfolding.network(
            folded(new RandomNetwork(7).network(ternary, 10), ternary, FoldingRule.EXACT, 10));
    float[] latent = network.layers().get(3).weights();
    long zeros = IntStream.range(0, latent.length).filter(i -> Math.abs(latent[i]) < 0.5).count();
    long positive =
        IntStream.range(0, latent.length)
            .filter(i -> Math.abs(latent[i]) < 0.5 && latent[i] > 0)
            .count();
    assertThat(positive / (double) zeros).isBetween(0.48, 0.52);
  }

  @Test
  void severalOutputsPerClassAreRefused() {
    Overlay lfc = Overlays.named("lfcW1A1");
    ParameterSet bits = folded(new RandomNetwork(8).network(lfc, 20), lfc, FoldingRule.EXACT, 20);
    ParameterSet ladder = new ParameterSet(lfc, bits.layers(), names(10), OutputCode.thresholds(2));
    assertThatThrownBy(() -> Unfolding.network(ladder))
        .isInstanceOf(Refusal.class)
        .hasMessage(
            "the parameter set has 2 outputs per class; training has one, so it cannot start from"
                + " it");
  }

  @Test
  void aWeightThatOnlyTheOriginalMakesIsRefused() {
    Overlay ternary = Overlays.named("cnvW2A2");
    ParameterSet set =
        folded(new RandomNetwork(9).network(ternary, 10), ternary, FoldingRule.FINNTHESIZER, 10);
    assertThatThrownBy(() -> Unfolding.network(set))
        .isInstanceOf(Refusal.class)
        .hasMessageMatching(
            "layer 0, neuron \\d+, synapse \\d+: the weight is -2; training knows -1, 0 and 1");
  }
}

package bnn4j.offload.deep;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import bnn4j.foundation.Refusal;
import bnn4j.network.ReferenceEvaluation;
import bnn4j.network.TrainedLayerTrace;
import bnn4j.network.TrainedNetwork;
import bnn4j.offload.OffloadOverlay;
import bnn4j.offload.driver.DrivenOffload;
import bnn4j.offload.driver.EngineOffload;
import bnn4j.offload.driver.OffloadAccelerator;
import bnn4j.offload.simulation.SimulatedOffload;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DeepSetTest {
  private static final int NETWORKS = 20;
  private static final int PICTURES = 3;
  private static final List<String> NAMES = List.of("a", "b", "c");

  @TempDir Path scratch;

  @ParameterizedTest
  @ValueSource(ints = {2, 3})
  void randomNetworksGiveEveryActivationOfTheFloatNetwork(int bits) {
    int negative = 0;
    int constant = 0;
    for (int seed = 0; seed < NETWORKS; seed++) {
      RandomDeepNetwork maker = new RandomDeepNetwork(overlay(bits), seed);
      DeepNetwork deep = maker.network();
      TrainedNetwork trained = maker.trained(deep.network());
      DeepSet set = DeepSet.of(deep, trained, NAMES);
      for (int i = set.part().first(); i <= set.part().last(); i++) {
        for (int n = 0; n < trained.layers().get(i).neurons(); n++) {
          negative += trained.layers().get(i).scale(n) < 0 ? 1 : 0;
          constant += trained.layers().get(i).scale(n) == 0 ? 1 : 0;
        }
      }
      long[] pictures = maker.pictures(deep, PICTURES);
      ReferenceEvaluation reference = new ReferenceEvaluation(trained);
      DeepTracer engine = new DeepTracer(set, new EngineOffload(1));
      DeepTracer registers = new DeepTracer(set, simulation(deep.overlay()));
      int[] scores = run(set, new EngineOffload(1), pictures);
      assertThat(run(set, simulation(deep.overlay()), pictures)).isEqualTo(scores);
      for (int image = 0; image < PICTURES; image++) {
        int at = image * pictures.length / PICTURES;
        List<TrainedLayerTrace> expected = reference.run(pictures, at);
        DeepTrace found = engine.trace(pictures, at);
        assertThat(registers.trace(pictures, at).activations().toArray(byte[][]::new))
            .isDeepEqualTo(found.activations().toArray(byte[][]::new));
        for (int layer = 0; layer < found.activations().size(); layer++) {
          TrainedLayerTrace trace = expected.get(layer);
          assertThat(found.activations().get(layer))
              .as("seed %d, layer %d of %s", seed, layer, deep.network().description())
              .isEqualTo(trace.pooled().length > 0 ? trace.pooled() : trace.activations());
        }
        double[] sums = expected.get(expected.size() - 1).sums();
        for (int c = 0; c < sums.length; c++) {
          assertThat(found.sums()[c]).isEqualTo((int) sums[c]);
          assertThat(scores[image * 3 + c]).isEqualTo(set.sign() * (int) sums[c]);
        }
      }
    }
    assertThat(negative).isPositive();
    assertThat(constant).isPositive();
  }

  @Test
  void aSetIsReadAsItWasWritten() throws IOException {
    RandomDeepNetwork maker = new RandomDeepNetwork(OffloadOverlay.W1A3, 4);
    DeepNetwork deep = maker.network();
    DeepSet set = DeepSet.of(deep, maker.trained(deep.network()), NAMES);
    DeepSetFolder folder = new DeepSetFolder(scratch.resolve("set"));
    assertThat(folder.exists()).isFalse();
    folder.write(set, Map.of("card.yaml", "a card"));
    Files.writeString(folder.path().resolve("mine.txt"), "mine");
    folder.write(set, Map.of("card.yaml", "another"));
    assertThat(folder.path().resolve("mine.txt")).hasContent("mine");
    assertThat(folder.exists()).isTrue();
    assertThat(folder.path().resolve("card.yaml")).hasContent("another");
    try (var beside = Files.list(scratch)) {
      assertThat(beside).hasSize(1);
    }
    DeepSet read = folder.read();
    assertThat(read.classNames()).isEqualTo(NAMES);
    assertThat(read.deep()).isEqualTo(set.deep());
    long[] pictures = maker.pictures(deep, PICTURES);
    assertThat(run(read, new EngineOffload(1), pictures))
        .isEqualTo(run(set, new EngineOffload(1), pictures));
  }

  @Test
  void damagedSetsAreRefusedWithTheFile() throws IOException {
    RandomDeepNetwork maker = new RandomDeepNetwork(OffloadOverlay.W1A3, 4);
    DeepNetwork deep = maker.network();
    DeepSet set = DeepSet.of(deep, maker.trained(deep.network()), NAMES);
    DeepSetFolder folder = new DeepSetFolder(scratch.resolve("set"));
    folder.write(set, Map.of());
    Path classes = folder.path().resolve(DeepSetFolder.CLASSES);
    Files.writeString(classes, "a\nb\nc\nd\n");
    refused(folder, classes + ": 4 class names, the network of network.yaml has 3 outputs");
    Files.writeString(classes, "a\nb\n");
    refused(folder, DeepSetFolder.PROCESSOR);
    Files.writeString(classes, "a\nb\nc\n");
    Path numbers = folder.path().resolve(DeepSetFolder.PROCESSOR);
    byte[] bytes = Files.readAllBytes(numbers);
    Files.write(numbers, java.util.Arrays.copyOf(bytes, bytes.length / 2));
    refused(folder, numbers.toString());
    Files.write(numbers, bytes);
    Path file = folder.path().resolve("binparam-random/1-0-thres.bin");
    byte[] thresholds = Files.readAllBytes(file);
    Files.write(file, java.util.Arrays.copyOf(thresholds, thresholds.length - 8));
    refused(folder, file + ": ");
    Files.write(file, thresholds);
    folder.read();
  }

  @Test
  void whatLiesInTheFolderIsNotLost() throws IOException {
    RandomDeepNetwork maker = new RandomDeepNetwork(OffloadOverlay.W1A3, 4);
    DeepNetwork deep = maker.network();
    DeepSet set = DeepSet.of(deep, maker.trained(deep.network()), NAMES);
    Files.writeString(scratch.resolve("mine.txt"), "mine");
    assertThatThrownBy(() -> new DeepSetFolder(scratch).write(set, Map.of()))
        .isInstanceOf(Refusal.class)
        .hasMessageContaining("contains other files than a set");
    assertThat(scratch.resolve("mine.txt")).exists();
  }

  private void refused(DeepSetFolder folder, String message) {
    assertThatThrownBy(folder::read).isInstanceOf(Refusal.class).hasMessageContaining(message);
  }

  private static int[] run(DeepSet set, OffloadAccelerator accelerator, long[] pictures) {
    try (DeepClassifier classifier = new DeepClassifier(set, accelerator)) {
      return classifier.run(pictures, PICTURES, done -> {});
    }
  }

  private static OffloadAccelerator simulation(OffloadOverlay overlay) {
    return new DrivenOffload(new SimulatedOffload(overlay), overlay, Duration.ofMinutes(1));
  }

  private static OffloadOverlay overlay(int bits) {
    return bits == 2 ? OffloadOverlay.W1A2 : OffloadOverlay.W1A3;
  }
}

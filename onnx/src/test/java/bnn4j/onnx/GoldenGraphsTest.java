package bnn4j.onnx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import bnn4j.foundation.Refusal;
import bnn4j.onnx.file.OnnxFile;
import bnn4j.onnx.graph.GraphLayer;
import bnn4j.onnx.graph.GraphNetwork;
import bnn4j.onnx.graph.GraphReader;
import bnn4j.onnx.synthesis.GraphSynthesis;
import bnn4j.onnx.synthesis.OverlaySuggestion;
import bnn4j.overlay.Accumulator;
import bnn4j.overlay.Overlay;
import bnn4j.overlay.Overlays;
import bnn4j.overlay.engine.Engine;
import bnn4j.overlay.golden.Shared;
import bnn4j.overlay.host.Decode;
import bnn4j.overlay.params.ParameterSet;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.tukaani.xz.XZInputStream;

/** Graphs as others write them, with what they make of pictures. */
class GoldenGraphsTest {
  /** Which no overlay can hold, and why: the picture comes in as three levels. */
  private static final Set<String> TERNARY_PICTURES = Set.of("dense-w1a2-in2");

  @TempDir Path scratch;

  static List<Path> runs() {
    return models(name -> !name.startsWith("no-") && !TERNARY_PICTURES.contains(name));
  }

  private static List<Path> models(java.util.function.Predicate<String> which) {
    try (Stream<Path> folders = Files.list(Shared.path("golden/qonnx/models"))) {
      return folders.filter(f -> which.test(f.getFileName().toString())).sorted().toList();
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  @ParameterizedTest
  @MethodSource("runs")
  void aGraphThatAnOverlayCanHoldGivesTheSameResults(Path folder) {
    GraphNetwork graph = GraphReader.read(OnnxFile.read(folder.resolve("model.onnx")));
    ParameterSet set = onItsOwnOverlay(graph);
    Npy out = Npy.read(folder.resolve("out.npy"));
    if (graph.choosesClass()) {
      assertChosen(set, graph, Npy.read(folder.resolve("in.npy")), out);
    } else {
      assertScores(set, graph, Npy.read(folder.resolve("in.npy")), out);
    }
  }

  @ParameterizedTest
  @MethodSource("runs")
  void weightsAndThresholdsAreTheExactOnes(Path folder) {
    GraphNetwork graph = GraphReader.read(OnnxFile.read(folder.resolve("model.onnx")));
    Map<String, Npy> expected = Npy.readAll(folder.resolve("layers.npz"));
    for (int l = 0; l < graph.layers().size(); l++) {
      GraphLayer layer = graph.layers().get(l);
      Npy firsts = expected.get("first_" + l);
      for (int n = 0; firsts != null && n < layer.shape().neurons(); n++) {
        assertThat(layer.sign(n)).isEqualTo((int) expected.get("sign_" + l).values()[n]);
        for (int k = 0; k < firsts.row(); k++) {
          double first = firsts.values()[n * firsts.row() + k];
          double limited = Math.max(-layer.largestSum(), Math.min(layer.largestSum() + 1, first));
          assertThat(layer.first(n, k)).as("layer %d, neuron %d", l, n).isEqualTo((int) limited);
        }
      }
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          dense-w1a2-in2      | MatMul_17 | 3 levels (2 bits)
          no-average-pool     | AveragePool_22 | MaxPool
          no-padding          | Conv_14 | pads
          no-pool-negative    | BipolarQuant_33 | pools after the thresholds
          no-sign             | Sign_21 | three levels
          no-stride           | Conv_14 | strides
          no-three-bits       | Quant_24 | gives 7 levels
          no-weight-minus-two | Quant_15 | 2 bits, -2 to 1
          no-wide-activation  | Quant_24 | gives 4 levels
          no-zero-point       | Quant_24 | zero point
          """)
  void aGraphThatNoOverlayCanHoldIsRefusedByNameAndReason(String name, String node, String why) {
    Path model = Shared.path("golden/qonnx/models/" + name + "/model.onnx");
    assertThatThrownBy(() -> onItsOwnOverlay(GraphReader.read(OnnxFile.read(model))))
        .isInstanceOf(Refusal.class)
        .hasMessageContaining(node)
        .hasMessageContaining(why);
  }

  @ParameterizedTest
  @ValueSource(strings = {"brev_tfc_1w1a", "brev_cnvt_1w1a", "brev_cnvt_1w2a", "brev_cnv_1w1a"})
  void brevitasAndTheEngineGiveTheSameScores(String name) throws IOException {
    GraphNetwork graph = GraphReader.read(OnnxFile.read(brevitas(name)));
    ParameterSet set =
        name.equals("brev_cnv_1w1a")
            ? GraphSynthesis.synthesize(graph, Overlays.named("cnvW1A1"), List.of()).parameters()
            : onItsOwnOverlay(graph);
    assertScores(
        set,
        graph,
        Npy.read(Shared.path("golden/qonnx/brevitas/%s.in.npy".formatted(name))),
        Npy.read(Shared.path("golden/qonnx/brevitas/%s.out.npy".formatted(name))));
  }

  @ParameterizedTest
  @ValueSource(strings = {"brev_tfc_1w2a", "brev_lfc_1w2a"})
  void brevitasNetworksWithPicturesOfTwoBitsAreRefused(String name) {
    assertThatThrownBy(() -> GraphReader.read(OnnxFile.read(brevitas(name))))
        .isInstanceOf(Refusal.class)
        .hasMessageContaining(
            "node /features.2/MatMul (MatMul): the input image is quantized to 3 levels");
  }

  @ParameterizedTest
  @ValueSource(strings = {"brev_cnvt_1w1a", "brev_cnvt_1w2a", "brev_cnv_1w1a"})
  void thresholdsAndWeightsAreThoseOfFinn(String name) throws IOException {
    GraphNetwork graph = GraphReader.read(OnnxFile.read(brevitas(name)));
    Map<String, Npy> finn = Npy.readAll(Shared.path("golden/qonnx/finn/%s.npz".formatted(name)));
    for (int l = 0; l < graph.layers().size(); l++) {
      GraphLayer layer = graph.layers().get(l);
      boolean popcount = finn.get("xnor_" + l).values()[0] != 0;
      int synapses = layer.shape().synapses();
      Npy weights = finn.get("weights_" + l);
      for (int i = 0; i < weights.values().length; i++) {
        double expected = popcount ? 2 * weights.values()[i] - 1 : weights.values()[i];
        assertThat(layer.sign(i / synapses) * layer.weights()[i]).isEqualTo((int) expected);
      }
      Npy thresholds = finn.get("thresholds_" + l);
      for (int n = 0; thresholds != null && n < layer.shape().neurons(); n++) {
        for (int k = 0; k < thresholds.row(); k++) {
          int first = layer.first(n, k);
          double own = popcount ? Math.floorDiv(first + synapses + 1, 2) : first;
          // Where a neuron always or never fires, FINN's threshold may lie anywhere outside.
          double least = popcount ? 0 : -layer.largestSum();
          double most = (popcount ? synapses : layer.largestSum()) + 1;
          double theirs = thresholds.values()[n * thresholds.row() + k];
          assertThat(own).isEqualTo(Math.max(least, Math.min(most, theirs)));
        }
      }
    }
  }

  private Path brevitas(String name) throws IOException {
    Path folder = Shared.path("golden/qonnx/brevitas");
    Path plain = folder.resolve(name + ".onnx");
    if (Files.exists(plain)) {
      return plain;
    }
    Path unpacked = scratch.resolve(name + ".onnx");
    try (InputStream file = Files.newInputStream(folder.resolve(name + ".onnx.xz"));
        InputStream in = new XZInputStream(file)) {
      Files.copy(in, unpacked);
    }
    return unpacked;
  }

  private static ParameterSet onItsOwnOverlay(GraphNetwork graph) {
    Overlay overlay = OverlaySuggestion.of(graph, "own");
    return GraphSynthesis.synthesize(graph, overlay, List.of()).parameters();
  }

  private static void assertScores(ParameterSet set, GraphNetwork graph, Npy in, Npy out) {
    Engine engine = Engine.of(set);
    for (int i = 0; i < in.shape()[0]; i++) {
      int[] scores = Runs.values(set, Runs.engine(engine, pixels(graph, in, i)));
      for (int c = 0; c < out.row(); c++) {
        long sum = sum(set, scores[c]);
        double score = graph.last().lines().get(c).at(graph.last().sign(c) * sum);
        assertThat(score).isCloseTo(out.values()[i * out.row() + c], within(1e-4));
      }
    }
  }

  /** From what the accelerator counts to the sum of weight times activation. */
  private static long sum(ParameterSet set, int score) {
    boolean popcount = set.overlay().lastLayer().accumulator() == Accumulator.POPCOUNT;
    return popcount ? 2L * score - set.overlay().lastLayer().fanIn() : score;
  }

  private static void assertChosen(ParameterSet set, GraphNetwork graph, Npy in, Npy out) {
    Engine engine = Engine.of(set);
    for (int i = 0; i < in.shape()[0]; i++) {
      long[] output = Runs.engine(engine, pixels(graph, in, i));
      assertThat(Decode.ARGMAX.classOf(set, output, 0)).isEqualTo((int) out.values()[i]);
    }
  }

  private static byte[] pixels(GraphNetwork graph, Npy in, int picture) {
    double white = graph.pixels().equals("0 to 1") ? 255 : 1;
    byte[] pixels = new byte[in.row()];
    IntStream.range(0, pixels.length)
        .forEach(p -> pixels[p] = (byte) Math.rint(white * in.values()[picture * in.row() + p]));
    return pixels;
  }
}

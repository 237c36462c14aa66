package bnn4j.evaluation.compare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import bnn4j.datasets.LabeledImages;
import bnn4j.datasets.transform.InputTransform;
import bnn4j.evaluation.model.PackedInput;
import bnn4j.experiment.SmallExperiment;
import bnn4j.finnthesizer.Finnthesizer;
import bnn4j.finnthesizer.FoldingRule;
import bnn4j.finnthesizer.ladder.Ladder;
import bnn4j.foundation.Refusal;
import bnn4j.network.InputFormat;
import bnn4j.network.Network;
import bnn4j.network.Precision;
import bnn4j.network.ReferenceEvaluation;
import bnn4j.network.TrainedLayer;
import bnn4j.network.TrainedNetwork;
import bnn4j.overlay.Folding;
import bnn4j.overlay.MatrixLayer;
import bnn4j.overlay.Overlay;
import bnn4j.overlay.Overlays;
import bnn4j.overlay.engine.Engine;
import bnn4j.overlay.engine.TraceFolder;
import bnn4j.overlay.params.LayerMemory;
import bnn4j.overlay.params.ParameterSet;
import bnn4j.trainer.SmallTask;
import bnn4j.trainer.model.TrainedNetworkReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ComparisonTest {
  private static final int IMAGES = 6;

  /** 8x8x3 pictures, a convolution to 6x6x4, a pool to 3x3x4, 5 hidden neurons, 3 classes. */
  private static final Overlay OVERLAY =
      new Overlay(
          "small",
          Network.of(new InputFormat(3, 8, 8), new Precision(1, 1))
              .convolution(3, 4)
              .pool(2)
              .dense(5)
              .dense(3)
              .scores(),
          List.of(new Folding(1, 1), new Folding(1, 1), new Folding(1, 1)));

  @TempDir Path folder;

  private final Random random = new Random(8);
  private final long[] input = random.longs((long) IMAGES * OVERLAY.inputWords()).toArray();
  private final TrainedNetwork network = network();
  private final ParameterSet set = set(network);

  @Test
  void aSetAndItsOwnTracesAreTheSame() throws IOException {
    Comparison comparison = traces(set, set);
    assertThat(comparison.first()).isEmpty();
    assertThat(comparison.text()).isEqualTo("6 images compared: the same in every layer\n");
  }

  @Test
  void aThresholdThatIsOffByOneIsFoundInTheImageThatHitsIt() throws IOException {
    // The first accumulator of layer 1, neuron 2, that images show becomes its threshold.
    int hit = Engine.of(set).trace(input, 0).layers().get(1).accumulators()[2];
    ParameterSet low = withThreshold(set, 1, 2, hit - 1);
    ParameterSet high = withThreshold(set, 1, 2, hit);
    Comparison comparison = traces(low, high);
    TraceDifference first = (TraceDifference) comparison.first().orElseThrow();
    assertThat(first.image()).isZero();
    assertThat(first.at()).isEqualTo(new NeuronPosition(1, "", 2));
    assertThat(comparison.imagesByLayer()).containsOnlyKeys(1);
    assertThat(comparison.text())
        .isEqualTo(
            ("6 images compared: %d differ, %d of them in their result; images by first"
                    + " differing layer: layer 1:"
                    + " %d%n"
                    + "first difference: layer 1, neuron 2, image 0%n"
                    + "  %s: accumulator %d, activation 1%n"
                    + "  high: accumulator %d, threshold %d (margin +0), activation 0%n")
                .formatted(
                    comparison.differences().size(),
                    comparison.differingResults(),
                    comparison.differences().size(),
                    folder,
                    hit,
                    hit,
                    hit));
  }

  @Test
  void aFlippedWeightIsFoundByTheAccumulatorWithRowAndColumn() throws IOException {
    long[][] weights = deepCopy(set.layers().get(0).weights());
    weights[0][0] ^= 1;
    ParameterSet other = with(set, 0, new LayerMemory(weights, set.layers().get(0).thresholds()));
    Comparison comparison = traces(set, other);
    assertThat(comparison.first().orElseThrow().at())
        .isEqualTo(new NeuronPosition(0, "row 0, column 0", 0));
    assertThat(comparison.differences()).hasSize(IMAGES);
  }

  @Test
  void theLowestLayerComesFirstWhateverTheOrderOfTheImages() throws IOException {
    // Image 0 parts in layer 1, a later one in layer 0.
    TraceSource engine = new EngineTraces("set", set, input);
    for (int image = 0; image < 2; image++) {
      TraceFolder.write(engine.trace(image), folder.resolve("trace" + image));
    }
    flip(folder.resolve("trace0/act1.i8.gz"), "trace0", 1);
    flip(folder.resolve("trace1/act0.i8.gz"), "trace1", 0);
    Comparison comparison = Comparison.of(OVERLAY, engine, FolderTraces.in(folder), done -> {});
    assertThat(comparison.images()).isEqualTo(2);
    assertThat(comparison.imagesByLayer()).containsEntry(0, 1).containsEntry(1, 1);
    assertThat(comparison.first().orElseThrow().image()).isEqualTo(1);
    assertThat(comparison.first().orElseThrow().at().layer()).isZero();
  }

  /** Turns the first activation of a layer around. */
  private void flip(Path file, String trace, int layer) throws IOException {
    assertThat(file).exists();
    var read = TraceFolder.read(folder.resolve(trace));
    read.layers().get(layer).activations()[0] ^= 1;
    TraceFolder.write(read, folder.resolve(trace));
  }

  @Test
  void anExactlyFoldedModelAgreesWithItsSet() {
    Comparison comparison =
        Comparison.of(
            OVERLAY,
            new ReferenceEvaluation(network),
            input,
            new EngineTraces("set", set, input),
            done -> {});
    assertThat(comparison.first()).isEmpty();
    assertThat(comparison.images()).isEqualTo(IMAGES);
  }

  @Test
  void aThresholdThatIsNotTheModelsIsFoundWithValueAndMargin() {
    int hit = Engine.of(set).trace(input, 0).layers().get(1).accumulators()[2];
    int right = set.thresholds(1, 2)[0];
    boolean fires = hit > right;
    ParameterSet wrong = withThreshold(set, 1, 2, fires ? hit : hit - 1);
    Comparison comparison =
        Comparison.of(
            OVERLAY,
            new ReferenceEvaluation(network),
            input,
            new EngineTraces("set", wrong, input),
            done -> {});
    Disagreement first = (Disagreement) comparison.first().orElseThrow();
    assertThat(first.at()).isEqualTo(new NeuronPosition(1, "", 2));
    assertThat(first.accumulator()).isEqualTo(hit).isEqualTo(first.trained());
    assertThat(first.decision()).isEqualTo(fires ? 1 : -1);
    assertThat(first.activation()).isEqualTo(fires ? -1 : 1);
    assertThat(first.margin()).isEqualTo(Math.abs(first.value()));
    assertThat(first.thresholds()).containsExactly(fires ? hit : hit - 1);
    assertThat(comparison.text())
        .contains("threshold %d (margin %+d)".formatted(fires ? hit : hit - 1, fires ? 0 : 1))
        .contains("model: accumulator " + hit);
    assertThat(
            Disagreement.first(
                    new ReferenceEvaluation(network), Engine.of(wrong), false, input, 0, 0)
                .orElseThrow()
                .toString())
        .startsWith("image 0, layer 1, neuron 2: accumulator " + hit + ", float value ");
  }

  @Test
  void aLadderIsTheModelsIfItsSumsAre() {
    Overlay dense = SmallExperiment.overlay(1, 1);
    MultiLayerNetwork trained = SmallTask.randomNetwork(dense.network(), 1);
    TrainedNetwork floats = TrainedNetworkReader.read(trained, dense.network().input());
    LabeledImages images = SmallTask.images(40, 2);
    ParameterSet bits =
        Finnthesizer.synthesize(floats, dense, FoldingRule.EXACT, images.classNames()).parameters();
    // Whatever comes in, the lower level is set and the upper is not.
    ParameterSet ladder =
        new Ladder(5, new int[] {-1, -1, -1, -1, -1, 99, 99, 99, 99, 99}).on(bits);
    long[] packed = PackedInput.pack(images, InputTransform.NONE, dense, 0, images.size());
    Comparison comparison =
        Comparison.of(
            dense,
            new ReferenceEvaluation(floats),
            packed,
            new EngineTraces("ladder", ladder, packed),
            done -> {});
    assertThat(comparison.first()).isEmpty();
    // The same thresholds without the names of a ladder are another network's.
    List<String> names = new ArrayList<>(ladder.classNames());
    names.set(0, "another");
    ParameterSet unnamed = new ParameterSet(dense, ladder.layers(), names);
    Comparison other =
        Comparison.of(
            dense,
            new ReferenceEvaluation(floats),
            packed,
            new EngineTraces("unnamed", unnamed, packed),
            done -> {});
    assertThat(other.first().orElseThrow().at().layer()).isEqualTo(2);
  }

  @Test
  void aNegativeScaleThatWasPooledBeforeTheBatchNormIsFoundInThePooledMap() {
    TrainedNetwork before = new TrainedNetwork(network.network(), network.layers(), true);
    Comparison comparison =
        Comparison.of(
            OVERLAY,
            new ReferenceEvaluation(before),
            input,
            new EngineTraces("set", set, input),
            done -> {});
    Disagreement first = (Disagreement) comparison.first().orElseThrow();
    assertThat(first.at().layer()).isZero();
    assertThat(first.at().map()).startsWith("pooled row ");
    assertThat(network.layers().get(0).scale(first.at().neuron())).isNegative();
    assertThat(first.activation()).isEqualTo(1);
  }

  @Test
  void whatDoesNotGoTogetherIsRefused() throws IOException {
    TraceSource engine = new EngineTraces("set", set, input);
    TraceFolder.write(engine.trace(0), folder.resolve("trace9"));
    FolderTraces far = FolderTraces.in(folder);
    refused(
        () -> Comparison.of(OVERLAY, engine, far, done -> {}),
        "set has images 0 to 5, %s has 9 to 9; they have no image in common".formatted(folder));
    refused(
        () -> Comparison.of(OVERLAY, new ReferenceEvaluation(network), input, far, done -> {}),
        "%s has image 9, the input has 6 images".formatted(folder));
    Overlay lfc = Overlays.named("lfcW1A1");
    refused(
        () -> Comparison.of(lfc, engine, engine, done -> {}),
        "set, image 0: a trace of 3 layers, expected the 4 of lfcW1A1");
    long[] other = input.clone();
    other[0] ^= 0xff;
    byte value = (byte) input[0];
    refused(
        () -> Comparison.of(OVERLAY, engine, new EngineTraces("other", set, other), done -> {}),
        "image 0: set and other have different input images; value 0 of the input is %d and %d"
            .formatted(value, (byte) ~value));
    Path empty = Files.createDirectories(folder.resolve("empty"));
    refused(
        () -> FolderTraces.in(empty),
        empty + ": contains no traces (folders trace0, trace1, …); 'infer --trace' writes them");
  }

  private static void refused(ThrowingCallable call, String message) {
    assertThatThrownBy(call).isInstanceOf(Refusal.class).hasMessage(message);
  }

  /** The first set's traces from a folder against the second in the engine. */
  private Comparison traces(ParameterSet written, ParameterSet high) throws IOException {
    TraceSource engine = new EngineTraces("low", written, input);
    for (int image : engine.images()) {
      TraceFolder.write(engine.trace(image), folder.resolve("trace" + image));
    }
    return Comparison.of(
        OVERLAY, FolderTraces.in(folder), new EngineTraces("high", high, input), done -> {});
  }

  private static ParameterSet withThreshold(ParameterSet set, int layer, int neuron, int value) {
    LayerMemory memory = set.layers().get(layer);
    long[][] thresholds = deepCopy(memory.thresholds());
    thresholds[0][neuron] = value;
    return with(set, layer, new LayerMemory(memory.weights(), thresholds));
  }

  private static ParameterSet with(ParameterSet set, int layer, LayerMemory memory) {
    List<LayerMemory> layers = new ArrayList<>(set.layers());
    layers.set(layer, memory);
    return new ParameterSet(set.overlay(), layers, set.classNames());
  }

  private static long[][] deepCopy(long[][] memory) {
    long[][] copy = memory.clone();
    for (int i = 0; i < copy.length; i++) {
      copy[i] = copy[i].clone();
    }
    return copy;
  }

  private static ParameterSet set(TrainedNetwork network) {
    return Finnthesizer.synthesize(
            network, OVERLAY, FoldingRule.EXACT, List.of("red", "green", "blue"))
        .parameters();
  }

  private TrainedNetwork network() {
    List<TrainedLayer> layers = new ArrayList<>();
    for (MatrixLayer layer : OVERLAY.layers()) {
      int neurons = layer.neurons();
      layers.add(
          new TrainedLayer(
              neurons,
              layer.fanIn(),
              floats(neurons * layer.fanIn()),
              new float[neurons],
              floats(neurons),
              floats(neurons),
              floats(neurons),
              floats(neurons)));
    }
    for (TrainedLayer layer : layers) {
      for (int n = 0; n < layer.neurons(); n++) {
        layer.gamma()[n] = n % 2 == 0 ? 0.5f : -0.5f;
        layer.invStd()[n] = 0.25f;
      }
    }
    return new TrainedNetwork(OVERLAY.network(), layers);
  }

  private float[] floats(int count) {
    float[] values = new float[count];
    for (int i = 0; i < count; i++) {
      values[i] = 2 * random.nextFloat() - 1;
    }
    return values;
  }
}

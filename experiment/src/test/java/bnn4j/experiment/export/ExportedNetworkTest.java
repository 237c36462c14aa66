package bnn4j.experiment.export;

import static org.assertj.core.api.Assertions.assertThat;

import bnn4j.datasets.LabeledImages;
import bnn4j.datasets.transform.InputTransform;
import bnn4j.evaluation.compare.Disagreement;
import bnn4j.evaluation.compare.NeuronPosition;
import bnn4j.evaluation.model.PackedInput;
import bnn4j.experiment.SmallExperiment;
import bnn4j.experiment.run.OverlayJudge;
import bnn4j.experiment.run.Predictions;
import bnn4j.experiment.spec.TrainingSpec;
import bnn4j.finnthesizer.Finnthesizer;
import bnn4j.finnthesizer.FoldingRule;
import bnn4j.network.ReferenceEvaluation;
import bnn4j.network.TrainedNetwork;
import bnn4j.overlay.MatrixLayer;
import bnn4j.overlay.Overlay;
import bnn4j.overlay.engine.Engine;
import bnn4j.overlay.params.LayerMemory;
import bnn4j.overlay.params.ParameterSet;
import bnn4j.trainer.SmallTask;
import bnn4j.trainer.loop.Checkpoints;
import bnn4j.trainer.loop.Evaluator;
import bnn4j.trainer.loop.Trainer;
import bnn4j.trainer.loop.TrainingJob;
import bnn4j.trainer.loop.TrainingListener;
import bnn4j.trainer.model.TrainedNetworkReader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** From training to bits: what DL4J says and what the engine says, image by image. */
class ExportedNetworkTest {
  private static final LabeledImages TEST = SmallTask.images(300, 9);

  @TempDir Path folder;

  private MultiLayerNetwork trained(Overlay overlay) {
    TrainingSpec spec = SmallExperiment.spec(folder, "epochs=2");
    Checkpoints checkpoints = new Checkpoints(folder.resolve("run"), spec.checkpoints());
    TrainingJob job =
        new TrainingJob(
            spec.settings(),
            overlay.network(),
            new OverlayJudge(spec, overlay),
            SmallTask.images(200, 1),
            SmallTask.images(60, 2),
            Optional.empty(),
            Optional.empty(),
            1);
    new Trainer(job, checkpoints, new TrainingListener() {}).run(false);
    return checkpoints.best().network();
  }

  private static TrainedNetwork floats(MultiLayerNetwork network, Overlay overlay) {
    return TrainedNetworkReader.read(network, overlay.network().input());
  }

  private static ParameterSet exported(TrainedNetwork floats, Overlay overlay) {
    return Finnthesizer.synthesize(floats, overlay, FoldingRule.EXACT, TEST.classNames())
        .parameters();
  }

  private static void assertEveryBitEqual(MultiLayerNetwork network, Overlay overlay) {
    TrainedNetwork floats = floats(network, overlay);
    Engine engine = Engine.of(exported(floats, overlay));
    ReferenceEvaluation model = new ReferenceEvaluation(floats);
    Predictions predictions =
        new Predictions(
            new Evaluator(overlay.network().input(), InputTransform.NONE, 1)
                .evaluate(network, TEST),
            overlay);
    long[] packed = PackedInput.pack(TEST, InputTransform.NONE, overlay, 0, TEST.size());
    long[] outputs = engine.run(packed, TEST.size(), 1);
    long classBits = (1L << SmallTask.CLASSES) - 1;
    for (int image = 0; image < TEST.size(); image++) {
      assertThat(outputs[image] & classBits)
          .as("image %d", image)
          .isEqualTo(predictions.bits(image));
      int offset = image * overlay.inputWords();
      assertThat(Disagreement.first(model, engine, false, packed, offset, image)).isEmpty();
    }
  }

  @ParameterizedTest
  @CsvSource({"1, 1", "1, 2", "2, 2"})
  void aTrainedNetworkAndItsExportGiveTheSameBits(int weightBits, int activationBits) {
    Overlay overlay = SmallExperiment.overlay(weightBits, activationBits);
    assertEveryBitEqual(trained(overlay), overlay);
  }

  @ParameterizedTest
  @CsvSource({"1, 1", "1, 2", "2, 2"})
  void aRandomNetworkAndItsExportGiveTheSameBits(int weightBits, int activationBits) {
    Overlay overlay = SmallExperiment.overlay(weightBits, activationBits);
    for (long seed = 0; seed < 5; seed++) {
      assertEveryBitEqual(SmallTask.randomNetwork(overlay.network(), seed), overlay);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2})
  void aWrongThresholdIsFoundByLayerAndNeuron(int layer) {
    Overlay overlay = SmallExperiment.overlay(1, 1);
    MultiLayerNetwork network = SmallTask.randomNetwork(overlay.network(), 3);
    TrainedNetwork floats = floats(network, overlay);
    ReferenceEvaluation model = new ReferenceEvaluation(floats);
    ParameterSet right = exported(floats, overlay);
    long[] packed = PackedInput.pack(TEST, InputTransform.NONE, overlay, 0, TEST.size());
    int neuron = firing(Engine.of(right), packed, layer);
    Engine engine = Engine.of(withoutFiring(right, layer, neuron));
    int found = 0;
    for (int image = 0; image < TEST.size(); image++) {
      Optional<Disagreement> first =
          Disagreement.first(model, engine, false, packed, image * overlay.inputWords(), image);
      if (first.isPresent()) {
        found++;
        assertThat(first.get().image()).isEqualTo(image);
        assertThat(first.get().at().layer()).isEqualTo(layer);
        assertThat(first.get().at().neuron()).isEqualTo(neuron);
        assertThat(first.get().margin()).isGreaterThanOrEqualTo(0);
      }
    }
    assertThat(found).isPositive();
  }

  /** A neuron that fires for one of the images at least. */
  private static int firing(Engine engine, long[] packed, int layer) {
    return IntStream.range(0, TEST.size())
        .mapToObj(image -> engine.trace(packed, image).layers().get(layer).activations())
        .flatMapToInt(
            bits -> IntStream.range(0, SmallTask.CLASSES).filter(neuron -> bits[neuron] == 1))
        .findFirst()
        .orElseThrow();
  }

  /** The set with one neuron's threshold so high that it never fires. */
  private static ParameterSet withoutFiring(ParameterSet set, int layer, int neuron) {
    MatrixLayer matrix = set.overlay().layers().get(layer);
    int pe = matrix.folding().pe();
    LayerMemory memory = set.layers().get(layer);
    long[][] thresholds = new long[pe][];
    for (int p = 0; p < pe; p++) {
      thresholds[p] = memory.thresholds()[p].clone();
    }
    thresholds[neuron % pe][neuron / pe] = matrix.accumulatorMax() + 1L;
    List<LayerMemory> layers = new ArrayList<>(set.layers());
    layers.set(layer, new LayerMemory(memory.weights(), thresholds));
    return new ParameterSet(set.overlay(), layers, set.classNames());
  }

  @Test
  void aDisagreementSaysWhereItIs() {
    NeuronPosition at = new NeuronPosition(2, "", 9);
    assertThat(new Disagreement(17, at, 400, 400, -1, 1, 0.0123456, 0.0123456, List.of(), true))
        .hasToString(
            "image 17, layer 2, neuron 9: accumulator 400, float value 0.0123 from its step");
  }
}

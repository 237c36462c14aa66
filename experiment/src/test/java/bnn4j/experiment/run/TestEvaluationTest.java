package bnn4j.experiment.run;

import static org.assertj.core.api.Assertions.assertThat;

import bnn4j.datasets.LabeledImages;
import bnn4j.evaluation.model.DeployedModel;
import bnn4j.experiment.SmallExperiment;
import bnn4j.experiment.export.LadderCalibration;
import bnn4j.experiment.spec.TrainingSpec;
import bnn4j.finnthesizer.Finnthesizer;
import bnn4j.finnthesizer.FoldingRule;
import bnn4j.network.TrainedNetwork;
import bnn4j.overlay.Overlay;
import bnn4j.overlay.params.ParameterSet;
import bnn4j.trainer.SmallTask;
import bnn4j.trainer.loop.Checkpoint;
import bnn4j.trainer.loop.TrainingState;
import bnn4j.trainer.model.TrainedNetworkReader;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.LongStream;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TestEvaluationTest {
  private static final Overlay OVERLAY = SmallExperiment.overlay(1, 1);
  private static final LabeledImages TEST = SmallTask.images(200, 4);

  @TempDir Path folder;

  private TrainedNetwork floats(MultiLayerNetwork network) {
    return TrainedNetworkReader.read(network, OVERLAY.network().input());
  }

  private static ParameterSet exported(TrainedNetwork floats) {
    return Finnthesizer.synthesize(floats, OVERLAY, FoldingRule.EXACT, TEST.classNames())
        .parameters();
  }

  private static DeployedModel model(ParameterSet set, TrainingSpec spec) {
    return new DeployedModel(set, spec.input(), Optional.empty());
  }

  @Test
  void anExactExportDiffersNowhere() {
    TrainingSpec spec = SmallExperiment.spec(folder);
    MultiLayerNetwork network = SmallTask.randomNetwork(OVERLAY.network(), 1);
    TrainedNetwork floats = floats(network);
    TestEvaluation exam =
        TestEvaluation.of(
            new Checkpoint(network, TrainingState.start()),
            floats,
            model(exported(floats), spec),
            spec,
            TEST);
    assertThat(exam.differing()).isZero();
    assertThat(exam.disagreements()).isEmpty();
    assertThat(exam.figures().correct()).isEqualTo(exam.predictions().decodedCorrect());
    assertThat(exam.figures().note()).contains("selected on the validation images");
  }

  @Test
  void aLadderIsAskedOfTheScoresAsOfTheAccumulators() {
    TrainingSpec spec = SmallExperiment.spec(folder);
    MultiLayerNetwork network = SmallTask.randomNetwork(OVERLAY.network(), 1);
    TrainedNetwork floats = floats(network);
    LabeledImages training = SmallTask.images(300, 5);
    ParameterSet ladder = LadderCalibration.ladder(model(exported(floats), spec), training);
    assertThat(ladder.levels()).isEqualTo(12);
    TestEvaluation exam =
        TestEvaluation.of(
            new Checkpoint(network, TrainingState.start()),
            floats,
            model(ladder, spec),
            spec,
            TEST);
    assertThat(exam.differing()).isZero();
    assertThat(exam.figures().correct()).isEqualTo(exam.predictions().decodedCorrect());
    TestEvaluation plain =
        TestEvaluation.of(
            new Checkpoint(network, TrainingState.start()),
            floats,
            model(exported(floats), spec),
            spec,
            TEST);
    assertThat(exam.figures().correct()).isGreaterThan(plain.figures().correct());
  }

  @Test
  void aLadderOfAnotherNetworkDiffersInTheLayerThatIsAnother() {
    TrainingSpec spec = SmallExperiment.spec(folder);
    MultiLayerNetwork network = SmallTask.randomNetwork(OVERLAY.network(), 1);
    TrainedNetwork other = floats(SmallTask.randomNetwork(OVERLAY.network(), 2));
    ParameterSet ladder = LadderCalibration.ladder(model(exported(other), spec), TEST);
    TestEvaluation exam =
        TestEvaluation.of(
            new Checkpoint(network, TrainingState.start()),
            floats(network),
            model(ladder, spec),
            spec,
            TEST);
    assertThat(exam.differing()).isPositive();
    assertThat(exam.disagreements()).hasSize(exam.differing());
    assertThat(exam.disagreements()).extracting(d -> d.at().layer()).containsOnly(0);
  }

  @Test
  void theSetOfAnotherNetworkDiffersAndEachImageIsExplained() {
    TrainingSpec spec = SmallExperiment.spec(folder);
    MultiLayerNetwork network = SmallTask.randomNetwork(OVERLAY.network(), 1);
    ParameterSet other = exported(floats(SmallTask.randomNetwork(OVERLAY.network(), 2)));
    TestEvaluation exam =
        TestEvaluation.of(
            new Checkpoint(network, TrainingState.start()),
            floats(network),
            model(other, spec),
            spec,
            TEST);
    assertThat(exam.differing()).isPositive();
    assertThat(exam.disagreements()).hasSize(exam.differing());
    assertThat(exam.disagreements()).extracting(d -> d.at().layer()).containsOnly(0);
  }

  @Test
  void anImageThatNoNeuronExplainsIsCountedAllTheSame() {
    // Numbers and set go together, but they are not those of the network that was asked.
    TrainingSpec spec = SmallExperiment.spec(folder);
    MultiLayerNetwork network = SmallTask.randomNetwork(OVERLAY.network(), 1);
    TrainedNetwork other = floats(SmallTask.randomNetwork(OVERLAY.network(), 2));
    TestEvaluation exam =
        TestEvaluation.of(
            new Checkpoint(network, TrainingState.start()),
            other,
            model(exported(other), spec),
            spec,
            TEST);
    long mask = (1 << SmallTask.CLASSES) - 1;
    long differing =
        LongStream.range(0, TEST.size())
            .filter(
                i -> exam.predictions().bits((int) i) != (exam.outcome().outputs()[(int) i] & mask))
            .count();
    assertThat(differing).isPositive();
    assertThat(exam.differing()).isEqualTo((int) differing);
    assertThat(exam.figures().disagreements()).isEqualTo((int) differing);
    assertThat(exam.disagreements()).isEmpty();
  }
}

package bnn4j.experiment.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import bnn4j.datasets.Dataset;
import bnn4j.datasets.ImageShape;
import bnn4j.datasets.LabeledImages;
import bnn4j.evaluation.accuracy.AccuracyCheck;
import bnn4j.evaluation.card.Card;
import bnn4j.evaluation.card.CardFile;
import bnn4j.evaluation.model.PackedInput;
import bnn4j.evaluation.report.ConfusionMatrix;
import bnn4j.experiment.SmallExperiment;
import bnn4j.experiment.export.TrainedModel;
import bnn4j.experiment.report.RunSummary;
import bnn4j.experiment.spec.TrainingSpec;
import bnn4j.overlay.engine.Engine;
import bnn4j.overlay.params.ParameterFolder;
import bnn4j.overlay.params.ParameterSet;
import bnn4j.trainer.SmallTask;
import bnn4j.trainer.loop.Trainer;
import bnn4j.trainer.loop.TrainingListener;
import bnn4j.trainer.loop.TrainingState;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An LFC trained on a handful of images: all that a run leaves behind. */
class CompletedRunTest {
  private static final List<String> NAMES = List.of("zero", "one", "two", "three", "four", "five");

  @TempDir static Path folder;
  private static TrainingSpec spec;
  private static TrainingState state;
  private static CompletedRun completed;
  private static Path params;

  /** Images in memory. */
  private static final class FewImages implements Dataset {
    @Override
    public String name() {
      return "few";
    }

    @Override
    public ImageShape shape() {
      return training().shape();
    }

    @Override
    public List<String> classNames() {
      return NAMES;
    }

    @Override
    public LabeledImages training() {
      return SmallTask.images(60, 1, 28, NAMES);
    }

    @Override
    public LabeledImages test() {
      return SmallTask.images(50, 3, 28, NAMES);
    }

    @Override
    public String checksum() {
      return "c0ffee";
    }
  }

  @BeforeAll
  static void trainAndExport() throws IOException {
    spec =
        SmallExperiment.spec(folder, "epochs=2", "validation=0", "floor=1", "augmentation.shift=0");
    Dataset dataset = new FewImages();
    RunFolder run = new RunFolder(folder);
    TrainingPlan plan = TrainingPlan.resolved(spec, dataset);
    state =
        new Trainer(
                plan.job(Optional.empty(), OptionalInt.of(1)),
                plan.checkpoints(run),
                new TrainingListener() {})
            .run(false);
    completed = plan.complete(run, state);
    params = run.parametersFolder(spec);
  }

  @Test
  void theModelHasACardWithoutFiguresOfAnExport() throws IOException {
    TrainedModel model = TrainedModel.read(folder.resolve("model.zip"));
    assertThat(model.card().accuracy()).isNull();
    assertThat(model.card().folding()).isNull();
    assertThat(model.card().classes()).isEqualTo(NAMES);
    assertThat(model.card().training().bestEpoch()).isEqualTo(2);
    assertThat(model.card().config()).isEqualTo(CardFile.config(spec.toYaml()));
    assertThat(model.network().network()).isEqualTo(spec.overlay().network().withOutputs(6));
  }

  @Test
  void theParameterFolderHoldsTheSetItsHeaderAndItsCard() throws IOException {
    Card card = CardFile.find(params).orElseThrow();
    assertThat(card.folding()).isEqualTo(Card.Folding.EXACT);
    assertThat(card.datasetChecksum()).isEqualTo("c0ffee");
    assertThat(card.accuracy()).isEqualTo(completed.exam().figures());
    assertThat(card.training().validationAccuracy()).isNull();
    assertThat(card.floor()).isEqualTo(1);
    assertThat(params.resolve("hw/config.h")).isRegularFile();
    assertThat(Files.readAllLines(params.resolve("classes.txt"))).isEqualTo(NAMES);
  }

  @Test
  void theExamsFiguresAreThoseOfTheWrittenSet() {
    LabeledImages test = new FewImages().test();
    ParameterSet written = ParameterFolder.read(params, spec.overlay());
    Engine engine = Engine.of(written);
    long[] outputs = engine.run(PackedInput.pack(test, spec.input(), spec.overlay(), 0, 50), 50, 1);
    int correct = 0;
    for (int image = 0; image < 50; image++) {
      long word = outputs[image] & 63;
      int highest = word == 0 ? 0 : 63 - Long.numberOfLeadingZeros(word);
      correct += highest == test.label(image) ? 1 : 0;
    }
    Card.Accuracy figures = completed.exam().figures();
    assertThat(figures.images()).isEqualTo(50);
    assertThat(figures.correct()).isEqualTo(correct);
    assertThat(figures.exported()).isEqualTo(2.0 * correct);
    assertThat(figures.floatDecoded()).isEqualTo(figures.exported());
    assertThat(figures.disagreements()).isZero();
    assertThat(figures.note())
        .isEqualTo(
            "the test images were read once, after the last epoch; there were no"
                + " validation images");
    assertThat(completed.exam().disagreements()).isEmpty();
    assertThat(completed.warnings()).isEmpty();
  }

  @Test
  void aSetBelowTheFloorDoesNotReachIt() {
    AccuracyCheck.Outcome nothingRight =
        new AccuracyCheck.Outcome(new long[50], new ConfusionMatrix(NAMES, new long[6][6]), 50, 1);
    TestEvaluation failed =
        new TestEvaluation(completed.exam().predictions(), nothingRight, 0, List.of(), "read once");
    assertThat(completed.exam().figures().exported()).isPositive();
    assertThat(completed.reachesFloor()).isTrue();
    assertThat(with(spec, failed).reachesFloor()).isFalse();
    assertThat(with(SmallExperiment.spec(folder), failed).reachesFloor()).isTrue();
  }

  private static CompletedRun with(TrainingSpec other, TestEvaluation exam) {
    return new CompletedRun(other, exam, List.of(), completed.summary());
  }

  @Test
  void theSummaryTellsWhatTheReportShows() {
    RunSummary summary = completed.summary();
    assertThat(summary.title()).isEqualTo("small");
    assertThat(summary.subtitle()).isEqualTo("lfcW1A1 on rendered-digits");
    assertThat(summary.accuracies())
        .extracting(RunSummary.Accuracy::network, RunSummary.Accuracy::decode)
        .containsExactly(
            tuple("exported set", "highest bit"),
            tuple("float network", "highest bit"),
            tuple("float network", "argmax"));
    assertThat(summary.epochs()).isEqualTo(state.epochs());
    assertThat(summary.confusion().total()).isEqualTo(50);
    assertThat(summary.selected()).isEqualTo(new RunSummary.Selected(2, 0));
    assertThat(summary.provenance()).contains(new RunSummary.Fact("dataset checksum", "c0ffee"));
    assertThat(summary.agreement()).isEqualTo(new RunSummary.Agreement(50, 0, List.of()));
  }
}

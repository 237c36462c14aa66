package bnn4j.trainer.loop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import bnn4j.datasets.LabeledImages;
import bnn4j.foundation.Refusal;
import bnn4j.network.Network;
import bnn4j.trainer.SmallTask;
import bnn4j.trainer.layers.Teacher;
import bnn4j.trainer.model.ModelFile;
import bnn4j.trainer.model.StartingWeights;
import bnn4j.trainer.model.TrainedNetworkReader;
import bnn4j.trainer.modelfile.ModelEntry;
import bnn4j.trainer.settings.CheckpointPolicy;
import bnn4j.trainer.settings.TrainingSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TrainerTest {
  private static final Network NETWORK = SmallTask.network(1, 1);
  private static final LabeledImages TRAINING = SmallTask.images(250, 1);
  private static final LabeledImages VALIDATION = SmallTask.images(60, 2);
  private static final LabeledImages NONE = SmallTask.images(0, 2);

  @TempDir Path folder;

  /** A run in a folder of its own. */
  private final class Run implements TrainingListener {
    private final TrainingSettings spec;
    private final Checkpoints checkpoints;
    private final LabeledImages validation;
    private LabeledImages training = TRAINING;
    private final List<String> heard = new ArrayList<>();
    private Trainer trainer;
    private Optional<StartingWeights> start = Optional.empty();
    private Optional<Teacher> teacher = Optional.empty();
    private int threads = 1;
    private int stopEpoch;
    private int stopImages;

    Run(String name, String... settings) {
      this(name, VALIDATION, settings);
    }

    Run(String name, LabeledImages validation, String... settings) {
      this.spec = SmallTask.settings(settings);
      this.checkpoints =
          new Checkpoints(
              folder.resolve(name), new CheckpointPolicy(1, CheckpointPolicy.Keep.LATEST_AND_BEST));
      this.validation = validation;
    }

    TrainingState go(boolean resume) {
      heard.clear();
      trainer =
          new Trainer(
              new TrainingJob(
                  spec, NETWORK, Judge.ARGMAX, training, validation, start, teacher, threads),
              checkpoints,
              this);
      return trainer.run(resume);
    }

    void stopAt(int epoch, int images) {
      stopEpoch = epoch;
      stopImages = images;
    }

    @Override
    public void warns(String text) {
      heard.add("warning: " + text);
    }

    @Override
    public void begins(List<EpochMetrics> done, int epochs) {
      heard.add("begins %d of %d".formatted(done.size(), epochs));
    }

    @Override
    public void batchDone(int epoch, int images, int imagesInEpoch) {
      heard.add("%d: %d of %d".formatted(epoch, images, imagesInEpoch));
      if (epoch == stopEpoch && images == stopImages) {
        trainer.stop();
      }
    }

    @Override
    public void epochDone(EpochMetrics metrics, boolean best) {
      heard.add("epoch %d%s".formatted(metrics.epoch(), best ? " best" : ""));
    }

    @Override
    public void endsEarly(int epochs, int patience) {
      heard.add("ends early after %d, patience %d".formatted(epochs, patience));
    }
  }

  /** Everything but how long it took. */
  private static List<EpochMetrics> timeless(TrainingState state) {
    return state.epochs().stream()
        .map(
            e ->
                new EpochMetrics(
                    e.epoch(),
                    e.loss(),
                    e.trainAccuracy(),
                    e.validationAccuracy(),
                    e.learningRate(),
                    0,
                    0))
        .toList();
  }

  private static void assertSameNetworks(Checkpoint found, Checkpoint expected) {
    assertThat(found.network().params()).isEqualTo(expected.network().params());
    assertThat(found.network().getUpdater().getStateViewArray())
        .isEqualTo(expected.network().getUpdater().getStateViewArray());
    assertThat(found.network().getIterationCount())
        .isEqualTo(expected.network().getIterationCount());
    assertThat(found.network().getEpochCount()).isEqualTo(expected.network().getEpochCount());
    assertThat(timeless(found.state())).isEqualTo(timeless(expected.state()));
  }

  @Test
  void aNetworkLearnsToTellItsImagesApart() {
    Run run = new Run("a", "epochs=12", "augmentation.shift=0", "dropout.hidden=0");
    TrainingState state = run.go(false);
    assertThat(state.epochs()).hasSize(12);
    EpochMetrics first = state.epochs().get(0);
    EpochMetrics last = state.epochs().get(11);
    assertThat(last.validationAccuracy())
        .isGreaterThan(80)
        .isGreaterThan(first.validationAccuracy());
    assertThat(last.loss()).isLessThan(first.loss());
    assertThat(last.learningRate()).isEqualTo(run.spec.learningRate().at(11, 12));
    assertThat(last.seconds()).isGreaterThanOrEqualTo(240 / last.samplesPerSecond());
  }

  private static StartingWeights weightsOf(Checkpoint checkpoint) {
    return StartingWeights.of(
        TrainedNetworkReader.read(checkpoint.network(), NETWORK.input()),
        "the first run",
        NETWORK,
        "small",
        true);
  }

  @Test
  void aRunBeginsWithTheWeightsItIsGiven() {
    Run first = new Run("first", "epochs=12", "augmentation.shift=0", "dropout.hidden=0");
    double learned = first.go(false).epochs().get(11).validationAccuracy();
    // Steps too small to change anything.
    Run second =
        new Run(
            "second", "epochs=1", "seed=8", "learning-rate.start=1e-30", "learning-rate.end=1e-30");
    second.start = Optional.of(weightsOf(first.checkpoints.latest()));
    TrainingState state = second.go(false);
    assertThat(state.epochsDone()).isEqualTo(1);
    assertThat(state.epochs().get(0).validationAccuracy()).isCloseTo(learned, within(5.0));
    MultiLayerNetwork before = first.checkpoints.latest().network();
    MultiLayerNetwork after = second.checkpoints.latest().network();
    for (String name : List.of("0_W", "1_gamma", "1_beta", "2_W", "3_gamma", "3_beta", "4_W")) {
      assertThat(after.getParam(name)).as(name).isEqualTo(before.getParam(name));
    }
    assertThat(after.getIterationCount()).isEqualTo(12);
  }

  @Test
  void aRunThatWasGivenWeightsGoesOnWithoutThem() {
    Run first = new Run("first");
    first.go(false);
    StartingWeights weights = weightsOf(first.checkpoints.latest());
    Run whole = new Run("whole", "seed=8");
    whole.start = Optional.of(weights);
    whole.go(false);
    Run interrupted = new Run("interrupted", "seed=8");
    interrupted.start = Optional.of(weights);
    interrupted.stopAt(1, 120);
    interrupted.go(false);
    interrupted.stopAt(0, 0);
    interrupted.start = Optional.empty();
    interrupted.go(true);
    assertSameNetworks(interrupted.checkpoints.latest(), whole.checkpoints.latest());
    Run random = new Run("random", "seed=8");
    random.go(false);
    assertThat(random.checkpoints.latest().network().params())
        .isNotEqualTo(whole.checkpoints.latest().network().params());
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2})
  void aNetworkThatListensToItsTeacherOnlyAnswersAsItDoesWhateverTheLabels(int threads) {
    Run teaching = new Run("teacher", EASY);
    teaching.go(false);
    Run wrong = new Run("wrong", EASY);
    wrong.teacher = Optional.of(new Teacher(teaching.checkpoints.best().network(), 1));
    wrong.training = mislabelled(TRAINING);
    wrong.threads = threads;
    wrong.go(false);
    Evaluator evaluator = new Evaluator(NETWORK.input(), wrong.spec.input(), 1);
    MultiLayerNetwork network = wrong.checkpoints.latest().network();
    assertThat(Judge.ARGMAX.accuracy(evaluator.evaluate(network, TRAINING))).isGreaterThan(80);
  }

  private static final String[] EASY = {"epochs=12", "augmentation.shift=0", "dropout.hidden=0"};

  /** Every image as the class after its own. */
  private static LabeledImages mislabelled(LabeledImages images) {
    int classes = images.classNames().size();
    int[] labels = Arrays.stream(images.labels()).map(label -> (label + 1) % classes).toArray();
    return new LabeledImages(images.shape(), images.store(), labels, images.classNames());
  }

  @Test
  void theListenerHearsEveryBatchAndEpoch() {
    Run run = new Run("a", "epochs=2", "batch-size=100");
    run.go(false);
    assertThat(run.heard.stream().map(line -> line.replace(" best", "")))
        .containsExactly(
            "begins 0 of 2",
            "1: 100 of 200",
            "1: 200 of 200",
            "epoch 1",
            "2: 100 of 200",
            "2: 200 of 200",
            "epoch 2");
    assertThat(run.heard).contains("epoch 1 best");
  }

  @Test
  void theSameSeedGivesTheSameNetwork() {
    Run first = new Run("a");
    Run second = new Run("b");
    Run other = new Run("c", "seed=8");
    first.go(false);
    second.go(false);
    other.go(false);
    assertSameNetworks(second.checkpoints.latest(), first.checkpoints.latest());
    assertThat(other.checkpoints.latest().network().params())
        .isNotEqualTo(first.checkpoints.latest().network().params());
  }

  @ParameterizedTest
  @CsvSource({"1, 20, 0", "2, 120, 1", "2, 240, 2", "3, 220, 2"})
  void anInterruptedRunEndsAsAnUninterruptedOne(int epoch, int images, int epochsDone) {
    Run whole = new Run("whole");
    TrainingState expected = whole.go(false);

    Run interrupted = new Run("interrupted");
    interrupted.stopAt(epoch, images);
    TrainingState stopped = interrupted.go(false);
    assertThat(interrupted.trainer.isFinished(stopped)).isFalse();
    assertThat(stopped.epochsDone()).isEqualTo(epochsDone);

    interrupted.stopAt(0, 0);
    TrainingState resumed = interrupted.go(true);
    assertThat(interrupted.heard.get(0)).isEqualTo("begins %d of 3".formatted(epochsDone));
    assertThat(interrupted.trainer.isFinished(resumed)).isTrue();
    assertThat(timeless(resumed)).isEqualTo(timeless(expected));
    assertSameNetworks(interrupted.checkpoints.latest(), whole.checkpoints.latest());
    assertSameNetworks(interrupted.checkpoints.best(), whole.checkpoints.best());
  }

  @ParameterizedTest
  @ValueSource(ints = {2, 3})
  void severalThreadsResumeToTheSameNetworkToo(int threads) {
    Run whole = new Run("whole");
    whole.threads = threads;
    whole.go(false);
    Run interrupted = new Run("interrupted");
    interrupted.threads = threads;
    interrupted.stopAt(2, 120);
    interrupted.go(false);
    interrupted.stopAt(0, 0);
    interrupted.go(true);
    assertSameNetworks(interrupted.checkpoints.latest(), whole.checkpoints.latest());
  }

  @Test
  void aRunMayGoOnWithAnotherNumberOfThreads() {
    Run one = new Run("one");
    double alone = one.go(false).epochs().get(2).loss();
    Run changing = new Run("changing");
    changing.stopAt(2, 120);
    changing.go(false);
    changing.stopAt(0, 0);
    changing.threads = 2;
    assertThat(changing.go(true).epochs().get(2).loss()).isCloseTo(alone, within(0.05));
  }

  @Test
  void noThreadIsRefused() {
    Run run = new Run("a");
    run.threads = 0;
    assertThatThrownBy(() -> run.go(false))
        .isInstanceOf(Refusal.class)
        .hasMessage("threads: expected at least 1, found 0");
  }

  @Test
  void aRunInterruptedAgainAndAgainEndsTheSame() {
    Run whole = new Run("whole", "loss=highest-bit", "epochs=2");
    whole.go(false);
    Run interrupted = new Run("interrupted", "loss=highest-bit", "epochs=2");
    boolean resume = false;
    for (int images = 60; images <= 240; images += 60) {
      interrupted.stopAt(1, images);
      interrupted.go(resume);
      resume = true;
    }
    interrupted.go(true);
    assertSameNetworks(interrupted.checkpoints.latest(), whole.checkpoints.latest());
  }

  @Test
  void aFinishedRunHasNothingToResume() {
    Run run = new Run("a", "epochs=1");
    TrainingState state = run.go(false);
    assertThat(run.go(true)).isEqualTo(state);
    assertThat(run.heard).containsExactly("begins 1 of 1");
  }

  @Test
  void earlyStoppingEndsAfterSoManyEpochsWithoutABetterOne() {
    // Steps too small to change anything: every epoch is as good as the first.
    Run run =
        new Run(
            "a",
            "epochs=9",
            "early-stopping.patience=2",
            "learning-rate.start=1e-30",
            "learning-rate.end=1e-30");
    TrainingState state = run.go(false);
    assertThat(state.epochs().stream().map(EpochMetrics::validationAccuracy).distinct()).hasSize(1);
    assertThat(state.epochsDone()).isEqualTo(3);
    assertThat(run.trainer.isFinished(state)).isTrue();
    assertThat(run.heard).endsWith("ends early after 3, patience 2");
    assertThat(run.go(true)).isEqualTo(state);
  }

  @Test
  void withoutValidationImagesTheLastEpochIsTheBest() {
    Run run = new Run("a", NONE);
    run.stopAt(2, 100);
    run.go(false);
    run.stopAt(0, 0);
    TrainingState state = run.go(true);
    assertThat(state.epochs()).hasSize(3).allMatch(e -> Double.isNaN(e.validationAccuracy()));
    assertThat(state.bestEpoch()).isEqualTo(3);
    assertThat(run.checkpoints.latest().state()).isEqualTo(state);
    assertThat(run.checkpoints.best().state()).isEqualTo(state);
    assertSameNetworks(run.checkpoints.best(), run.checkpoints.latest());
  }

  @Test
  void theBestCheckpointIsTheNetworkOfTheEpochThatWasBestUnderTheOverlaysDecode() {
    Run run = new Run("a", "epochs=6", "learning-rate.start=0.05", "learning-rate.end=0.05");
    TrainingState state = run.go(false);
    Checkpoint best = run.checkpoints.best();
    assertThat(best.state().epochsDone()).isEqualTo(state.bestEpoch());
    double accuracy =
        new Evaluator(NETWORK.input(), run.spec.input(), 1)
            .evaluate(best.network(), VALIDATION)
            .argmaxAccuracy();
    assertThat(accuracy)
        .isEqualTo(
            state.epochs().stream().mapToDouble(EpochMetrics::validationAccuracy).max().orElse(0));
  }

  @Test
  void moreImagesPerBatchThanThereAreIsRefused() {
    assertThatThrownBy(() -> new Run("a", "batch-size=251").go(false))
        .isInstanceOf(Refusal.class)
        .hasMessage("batch-size 251 exceeds the 250 training images; reduce it");
  }

  @Test
  void aLossThatIsNoNumberIsRefusedAndTheLastGoodCheckpointStays() throws IOException {
    Run run = new Run("a");
    run.stopAt(2, 100);
    run.go(false);
    Path latest = run.checkpoints.latestFile();
    spoil(latest, "5_gamma", 1e30f);
    byte[] before = Files.readAllBytes(latest);
    assertThatThrownBy(() -> run.go(true))
        .isInstanceOf(Refusal.class)
        .hasMessage(
            "epoch 2, batch 6: the loss is Infinity; start again with a smaller"
                + " learning-rate.start than 0.01; the last complete state is in "
                + latest);
    assertThat(Files.readAllBytes(latest)).isEqualTo(before);
  }

  @Test
  void aNetworkWithoutNumbersIsNotSaved() throws IOException {
    Run run = new Run("a");
    run.stopAt(1, 100);
    run.go(false);
    Path latest = run.checkpoints.latestFile();
    // Only evaluation uses them, so no loss of training shows it.
    spoil(latest, "1_mean", Float.MAX_VALUE);
    spoil(latest, "3_mean", Float.MAX_VALUE);
    byte[] before = Files.readAllBytes(latest);
    run.stopAt(1, 120);
    assertThatThrownBy(() -> run.go(true))
        .isInstanceOf(Refusal.class)
        .hasMessageStartingWith("epoch 1: the sum of all parameters is Infinity; start again");
    assertThat(Files.readAllBytes(latest)).isEqualTo(before);
  }

  @Test
  void aCheckpointOfAnotherNetworkIsRefusedNamingTheLayer() {
    Run run = new Run("a", "dropout.hidden=0.3");
    run.stopAt(1, 100);
    run.go(false);
    assertThatThrownBy(() -> new Run("a").go(true))
        .isInstanceOf(Refusal.class)
        .hasMessageStartingWith(
            run.checkpoints.folder()
                + ": a checkpoint belongs to another run than the config: layer 2: expected")
        .hasMessageContaining("probability=0.2")
        .hasMessageContaining("probability=0.3");
  }

  @Test
  void aCheckpointThatIsFurtherThanTheRunGoesIsRefused() {
    new Run("a").go(false);
    assertThatThrownBy(() -> new Run("a", "epochs=2").go(true))
        .isInstanceOf(Refusal.class)
        .hasMessageContaining("belongs to another run than the config");
  }

  @Test
  void aDamagedLatestCheckpointIsTheBestOnesTurn() throws IOException {
    Run whole = new Run("whole");
    whole.go(false);
    Run run = new Run("a");
    run.stopAt(3, 100);
    run.go(false);
    Files.write(run.checkpoints.latestFile(), new byte[0]);
    int best = run.checkpoints.best().state().epochsDone();
    run.stopAt(9, 0);
    run.go(true);
    assertThat(run.heard.get(0))
        .startsWith("warning: " + run.checkpoints.latestFile() + ": not a zip file, or damaged (")
        .endsWith(
            "; resuming from %s instead, after %d epochs"
                .formatted(run.checkpoints.bestFile(), best));
    assertSameNetworks(run.checkpoints.latest(), whole.checkpoints.latest());
  }

  @Test
  void stepsFarTooLargeAreRefusedAtOnce() {
    Run run = new Run("a", "learning-rate.start=1e30", "learning-rate.end=1e30");
    assertThatThrownBy(() -> run.go(false))
        .isInstanceOf(Refusal.class)
        .hasMessageMatching(
            "epoch 1, batch \\d+: the loss is (NaN|Infinity); start again with a smaller"
                + " learning-rate.start than 1.0E30; no earlier state was saved");
    assertThat(run.checkpoints.folder()).doesNotExist();
  }

  private static void spoil(Path file, String parameter, float value) throws IOException {
    String state = ModelFile.readText(file, ModelEntry.STATE);
    MultiLayerNetwork network = ModelFile.readNetwork(file);
    network.getParam(parameter).putScalar(0, value);
    ModelFile.write(network, Map.of(ModelEntry.STATE, state), file);
  }

  @ParameterizedTest
  @ValueSource(strings = {"squared-hinge", "highest-bit"})
  void theLossIsTheMeanOverImagesAndOutputsThatCount(String loss) {
    // Nothing is learned, so the mean loss of the epoch is that of the untrained network, where
    // batch norm makes each output normal: E max(0, 1 - t*x)^2 = 1.92 whatever the sign of t.
    Run run =
        new Run(
            "a",
            "loss=" + loss,
            "epochs=1",
            "learning-rate.start=1e-30",
            "learning-rate.end=1e-30");
    double expected = 1.92;
    if (loss.equals("highest-bit")) {
      int free = 0;
      for (int label : TRAINING.labels()) {
        free += label == 0 ? 1 : Math.max(0, label - 1);
      }
      expected *= 1 - free / (double) (TRAINING.size() * SmallTask.CLASSES);
    }
    assertThat(run.go(false).epochs().get(0).loss()).isCloseTo(expected, within(0.12));
  }
}

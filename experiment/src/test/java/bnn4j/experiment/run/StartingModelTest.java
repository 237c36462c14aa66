package bnn4j.experiment.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import bnn4j.datasets.ImageShape;
import bnn4j.datasets.LabeledImages;
import bnn4j.datasets.transform.Contrast;
import bnn4j.datasets.transform.Dither;
import bnn4j.datasets.transform.InputTransform;
import bnn4j.evaluation.card.Card;
import bnn4j.evaluation.card.CardFile;
import bnn4j.evaluation.card.Start;
import bnn4j.experiment.SmallExperiment;
import bnn4j.experiment.export.TrainedModel;
import bnn4j.experiment.spec.Target;
import bnn4j.experiment.spec.TrainingSpec;
import bnn4j.foundation.Checksum;
import bnn4j.foundation.Refusal;
import bnn4j.overlay.Overlay;
import bnn4j.overlay.Overlays;
import bnn4j.overlay.host.Decode;
import bnn4j.trainer.SmallTask;
import bnn4j.trainer.loop.Checkpoint;
import bnn4j.trainer.loop.TrainingState;
import bnn4j.trainer.modelfile.ModelEntry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StartingModelTest {
  private static final Overlay OVERLAY = SmallExperiment.overlay(1, 1);
  private static final Target TARGET = new Target.Dataflow(OVERLAY);
  private static final List<String> CLASSES = List.of("a", "b", "c", "d", "e");
  private static final Card.Training TRAINING =
      new Card.Training(7, 3, 2, 90.0, 12.5, Card.Gemm.FLOAT);

  @TempDir Path folder;
  private Path file;

  @BeforeEach
  void writeModel() throws IOException {
    file = write(null, "validation: 60");
  }

  private Path write(Start start, String config) throws IOException {
    Card card =
        new Card(
            "small",
            "rendered-digits",
            "c0ffee",
            CLASSES,
            InputTransform.NONE,
            Decode.MULTIPLE,
            Card.Coding.BITS,
            null,
            null,
            null,
            TRAINING,
            start,
            null,
            CardFile.config(config),
            null);
    Path written = folder.resolve("model.zip");
    TrainedModel.write(
        new Checkpoint(SmallTask.randomNetwork(OVERLAY.network(), 5), TrainingState.start()),
        card,
        TARGET,
        written);
    return written;
  }

  private TrainingSpec spec(String... settings) {
    return SmallExperiment.spec(folder, settings);
  }

  private static String sha256(Path file) throws IOException {
    return Checksum.hex(Files.readAllBytes(file));
  }

  @Test
  void aFileOrTheFolderOfItsRunIsRead() throws IOException {
    Start expected =
        new Start(sha256(file), "small", "rendered-digits", "c0ffee", 60, TRAINING, null);
    assertThat(StartingModel.read(file).start()).isEqualTo(expected);
    assertThat(StartingModel.read(folder).start()).isEqualTo(expected);
    assertThat(StartingModel.read(folder).file()).isEqualTo(file);
    assertThat(StartingModel.read(file, TARGET).card()).isPresent();
  }

  @Test
  void aCheckpointTellsWhatItsRunSays() throws IOException {
    TrainingSpec spec = spec("validation=50");
    RunFolder run = RunFolder.create(folder, spec, "c0ffee", Optional.empty());
    Path checkpoint = run.checkpointsFolder().resolve("best.zip");
    Files.createDirectories(run.checkpointsFolder());
    new Checkpoint(SmallTask.randomNetwork(OVERLAY.network(), 5), TrainingState.start())
        .writeModel(
            Map.of(
                ModelEntry.STATE,
                "{\"epochs\":[],\"partial\":{\"batches\":1,\"lossSum\":1,\"correct\":1,\"seconds\":1}}"),
            checkpoint);
    StartingModel model = StartingModel.read(checkpoint, TARGET);
    assertThat(model.start())
        .isEqualTo(
            new Start(
                sha256(checkpoint),
                "lfcW1A1",
                "rendered-digits",
                "c0ffee",
                50,
                new Card.Training(7, 0, 0, null, 0, null),
                null));
    assertThatThrownBy(() -> model.checkHeldBack(spec("validation=60"), "c0ffee"))
        .isInstanceOf(Refusal.class);
    assertThat(model.otherClasses(CLASSES))
        .contains(
            ("%s does not name its classes; its outputs are assumed to be the dataset's"
                    + " classes, in order")
                .formatted(checkpoint));
    assertThat(model.otherClasses(List.of("a", "b")))
        .contains("the last layer is initialized randomly: 5 outputs before, 2 classes now");
    assertThat(model.otherInput(InputTransform.NONE)).isEmpty();

    Path elsewhere = Files.move(checkpoint, folder.resolve("taken.zip"));
    StartingModel taken = StartingModel.read(elsewhere, TARGET);
    assertThat(taken.start().dataset()).isEqualTo("unknown data");
    assertThat(taken.checkHeldBack(spec, "c0ffee")).isPresent();
  }

  @Test
  void aNetworkOfBnnPynqIsReadForTheOverlay() throws IOException {
    Path npz = Path.of("../../shared/golden/finnthesizer/lfcW1A1-edge/mnist-1w-1a.npz");
    assumeThat(npz).exists();
    Overlay lfc = Overlays.named("lfcW1A1");
    StartingModel model = StartingModel.read(npz, new Target.Dataflow(lfc));
    assertThat(model.network().network().hasShapeOf(lfc.network())).isTrue();
    assertThat(model.card()).isEmpty();
    assertThat(model.checkHeldBack(spec(), "c0ffee")).isPresent();
  }

  @Test
  void aParameterSetTellsWhatItsCardSays() throws IOException {
    Path set = Path.of("../params-out/cifar-10/cnvW1A1");
    StartingModel model = StartingModel.read(set, new Target.Dataflow(Overlays.named("cnvW1A2")));
    assertThat(model.fromSet()).isTrue();
    assertThat(model.start().network()).isEqualTo("cnvW1A1");
    assertThat(model.start().training()).isEqualTo(model.card().orElseThrow().training());
    assertThat(model.otherClasses(model.card().orElseThrow().classes())).isEmpty();
    assertThat(model.network().layers()).hasSize(9);

    Path copy = Files.createDirectories(folder.resolve("set"));
    try (Stream<Path> files = Files.list(set)) {
      for (Path file : (Iterable<Path>) files.filter(Files::isRegularFile)::iterator) {
        Files.copy(file, copy.resolve(file.getFileName()));
      }
    }
    Files.delete(copy.resolve("card.yaml"));
    StartingModel unknown = StartingModel.read(copy, TARGET);
    assertThat(unknown.start().sha256()).isEqualTo(model.start().sha256());
    assertThat(unknown.start().dataset()).isEqualTo("unknown data");
    Path memory = copy.resolve("3-1-weights.bin");
    byte[] words = Files.readAllBytes(memory);
    words[0] ^= 1;
    Files.write(memory, words);
    assertThat(StartingModel.read(copy, TARGET).start().sha256())
        .isNotEqualTo(model.start().sha256());
  }

  @Test
  void aLadderOfOutputsIsRefusedWithItsFolder() {
    Path set = Path.of("../params-out/fashion-mnist-ladder/lfcW1A1");
    assertThatThrownBy(() -> StartingModel.read(set, TARGET))
        .isInstanceOf(Refusal.class)
        .hasMessageStartingWith(set + ": the parameter set has 6 outputs per class;");
  }

  @Test
  void whatAModelBeganWithItselfIsNotForgotten() throws IOException {
    Start first = StartingModel.read(file).start();
    Start second = StartingModel.read(write(first, "validation: 60")).start();
    assertThat(second.start()).isEqualTo(first);
    assertThat(second.ancestry()).containsExactly(second, first);
    assertThat(second.description())
        .isEqualTo(
            "small, epoch 2 of 3 on rendered-digits, started from small, epoch 2 of 3 on"
                + " rendered-digits");
  }

  @Test
  void aRunThatIsNotOverIsRefused() throws IOException {
    Path run = RunFolder.create(folder, spec(), "c0ffee", Optional.empty()).path();
    assertThatThrownBy(() -> StartingModel.read(run))
        .isInstanceOf(Refusal.class)
        .hasMessage(
            run + ": contains no model.zip; finish the run with --resume, or choose another model");
  }

  @Test
  void aFileThatIsNotThereIsRefused() {
    Path none = folder.resolve("none.zip");
    assertThatThrownBy(() -> StartingModel.read(none))
        .isInstanceOf(Refusal.class)
        .hasMessageStartingWith(none + ": no such file or folder; expected a model.zip, a run ");
  }

  @Test
  void aFolderOfAnythingElseIsRefused() throws IOException {
    Path other = Files.createDirectory(folder.resolve("other"));
    assertThatThrownBy(() -> StartingModel.read(other, TARGET))
        .isInstanceOf(Refusal.class)
        .hasMessageStartingWith(
            other + ": is neither the folder of a run nor a parameter set of a whole network;");
  }

  @Test
  void theSameSplitOfTheSameImagesIsFine() throws IOException {
    assertThat(StartingModel.read(file).checkHeldBack(spec(), "c0ffee")).isEmpty();
  }

  @Test
  void imagesLearnedFromMustNotChooseTheBestEpoch() throws IOException {
    StartingModel model = StartingModel.read(file);
    assertThatThrownBy(() -> model.checkHeldBack(spec("seed=8"), "c0ffee"))
        .isInstanceOf(Refusal.class)
        .hasMessage(
            file
                + " was trained on rendered-digits with validation 60 and seed 7, the config has 60"
                + " and 8: the best epoch would be selected on images that it was trained on; train"
                + " with --set validation=60 --set seed=7, or --set validation=0");
    assertThatThrownBy(() -> model.checkHeldBack(spec("validation=50"), "c0ffee"))
        .isInstanceOf(Refusal.class)
        .hasMessageContaining("the config has 50 and 7");
    assertThat(model.checkHeldBack(spec("validation=0", "seed=8"), "c0ffee")).isEmpty();
  }

  @Test
  void theSameImagesUnderAnotherNameAreTheSame() throws IOException {
    StartingModel model = StartingModel.read(file);
    assertThatThrownBy(() -> model.checkHeldBack(spec("dataset=other", "seed=8"), "c0ffee"))
        .isInstanceOf(Refusal.class)
        .hasMessageStartingWith(file + " was trained on rendered-digits with validation 60");
  }

  @Test
  void otherImagesMayBeSplitAsTheyLike() throws IOException {
    assertThat(StartingModel.read(file).checkHeldBack(spec("dataset=other", "seed=8"), "deed"))
        .isEmpty();
  }

  @Test
  void aSplitThatCannotBeComparedIsToldOf() throws IOException {
    String told =
        file
            + " does not record its training images of rendered-digits; validation"
            + " images may be among them, and the validation accuracy may be too high";
    assertThat(StartingModel.read(file).checkHeldBack(spec(), "deed")).contains(told);
    write(null, "epochs: 3");
    assertThat(StartingModel.read(file).checkHeldBack(spec(), "c0ffee")).contains(told);
    assertThat(StartingModel.read(file).checkHeldBack(spec("validation=0"), "c0ffee")).isEmpty();
  }

  @Test
  void aModelLearnedFromWhatTheOnesBeforeItLearnedFrom() throws IOException {
    Start first = new Start("00", "small", "other", "deed", 10, TRAINING, null);
    StartingModel second = StartingModel.read(write(first, "validation: 60"));
    assertThatThrownBy(() -> second.checkHeldBack(spec("dataset=other"), "deed"))
        .isInstanceOf(Refusal.class)
        .hasMessageStartingWith(file + " was trained on other with validation 10 and seed 7");
  }

  @Test
  void onlyForOtherClassesTheLastLayerBeginsAnew() throws IOException {
    StartingModel model = StartingModel.read(file);
    assertThat(model.otherClasses(CLASSES)).isEmpty();
    assertThat(model.otherClasses(List.of("a", "b")))
        .contains("the last layer is initialized randomly: 5 classes before, 2 now");
    assertThat(model.otherClasses(List.of("a", "b", "C", "d", "E")))
        .contains("the last layer is initialized randomly: class 2 was c, is C now");
  }

  @Test
  void aModelOfOtherClassesCannotTeach() throws IOException {
    StartingModel model = StartingModel.read(file);
    LabeledImages images =
        new LabeledImages(
            new ImageShape(1, 1, 1), new byte[1], new int[1], List.of("a", "b", "C", "d", "E"));
    assertThatThrownBy(() -> model.teacher(spec("distillation.weight=0.5"), images, 1))
        .isInstanceOf(Refusal.class)
        .hasMessage(
            file
                + ": cannot be the teacher that distillation.weight 0.5 asks for: it tells other"
                + " classes apart: class 2 was c, is C now");
  }

  @Test
  void picturesThatAreShownOtherwiseAreToldOf() throws IOException {
    StartingModel model = StartingModel.read(file);
    assertThat(model.otherInput(InputTransform.NONE)).isEmpty();
    assertThat(model.otherInput(new InputTransform(true, Contrast.STRETCH, 64, Dither.BAYER4)))
        .contains(
            "it was trained with input {invert: false, contrast: none, threshold: 128,"
                + " dither: none}, this config has input {invert: true, contrast:"
                + " stretch, threshold: 64,"
                + " dither: bayer4}");
  }

  @Test
  void aRunGoesOnOnlyWithTheModelItBeganWith() throws IOException {
    StartingModel model = StartingModel.read(file);
    RunFolder run =
        RunFolder.create(folder.resolve("runs"), spec(), "c0ffee", Optional.of(model.start()));
    assertThat(run.start()).contains(model.start());
    StartingModel.checkSame(run, file);
    StartingModel.checkSame(run, folder);

    String before = sha256(file);
    write(null, "validation: 61");
    assertThatThrownBy(() -> StartingModel.checkSame(run, file))
        .isInstanceOf(Refusal.class)
        .hasMessage(
            ("%s started from another model than %s (sha256 %s, now %s); undo the change, or"
                    + " start again without --resume")
                .formatted(run.path(), file, before, sha256(file)));

    Files.delete(file);
    StartingModel.checkSame(run, file);
  }

  @Test
  void aRunThatBeganWithRandomWeightsGoesOnWithoutAModel() {
    RunFolder run = RunFolder.create(folder.resolve("runs"), spec(), "c0ffee", Optional.empty());
    assertThat(run.start()).isEmpty();
    assertThat(run.startFile()).doesNotExist();
    assertThatThrownBy(() -> StartingModel.checkSame(run, file))
        .isInstanceOf(Refusal.class)
        .hasMessage(
            ("%s started from random weights, not from %s; undo the change, or start again"
                    + " without --resume")
                .formatted(run.path(), file));
  }

  @Test
  void aDamagedNoteOfTheModelIsRefused() throws IOException {
    RunFolder run =
        RunFolder.create(
            folder.resolve("runs"),
            spec(),
            "c0ffee",
            Optional.of(StartingModel.read(file).start()));
    Files.writeString(run.startFile(), "network: small\n");
    assertThatThrownBy(run::start)
        .isInstanceOf(Refusal.class)
        .hasMessageMatching(".*start.yaml: 'sha256' is missing");
  }
}

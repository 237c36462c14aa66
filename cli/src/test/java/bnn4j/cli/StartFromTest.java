package bnn4j.cli;

import static bnn4j.cli.CommandRun.refused;
import static org.assertj.core.api.Assertions.assertThat;

import bnn4j.evaluation.card.Card;
import bnn4j.evaluation.card.CardFile;
import bnn4j.evaluation.card.Start;
import bnn4j.experiment.export.TrainedModel;
import bnn4j.foundation.Checksum;
import bnn4j.foundation.TreeDeletion;
import bnn4j.overlay.params.ParameterFolder;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A run of one epoch and finer activations that began with the weights of an earlier run. */
class StartFromTest {
  private static final String[] SMALL_STEPS = {"--set", "learning-rate.start=0.0005"};
  private static final String[] LEARNING = {
    "--set", "distillation.weight=0.5", "--set", "epochs=2", "--set", "network=lfcW1A2"
  };

  @TempDir static Path shared;
  private static Path model;
  private static String sha256;
  private static CommandRun started;
  private static Path run;

  @TempDir Path scratch;

  @BeforeAll
  static void startFromACopyThatIsDeleted() throws IOException {
    model = Files.copy(TrainedRun.get().model(), shared.resolve("earlier.zip"));
    sha256 = Checksum.hex(Files.readAllBytes(model));
    started = train(shared, finer("--start-from", model.toString()));
    run = TrainedRun.newest(shared.resolve("small"));
    Files.delete(model);
  }

  private static CommandRun train(Path out, String... more) {
    TrainedRun earlier = TrainedRun.get();
    List<Object> all =
        new ArrayList<>(List.of("train", "--config", earlier.config(), "--out", out));
    if (!List.of(more).contains("--data")) {
      all.addAll(List.of("--data", earlier.data()));
    }
    all.addAll(List.of(more));
    return CommandRun.of(all.toArray());
  }

  private static String[] finer(String... more) {
    List<String> all = new ArrayList<>(List.of("--set", "network=lfcW1A2", "--set", "epochs=1"));
    all.addAll(List.of(more));
    return all.toArray(String[]::new);
  }

  private static double validation(Path run, int epoch) throws IOException {
    String line = Files.readAllLines(run.resolve("metrics.csv")).get(epoch);
    return Double.parseDouble(line.split(",", -1)[3]);
  }

  @Test
  void itsFirstEpochIsBetterThanFromRandomWeights() throws IOException {
    // Enough for four epochs to learn what one of small steps from nowhere cannot.
    Path data = SmallDigits.writeInto(scratch.resolve("data"), 1300);
    Path earlier = trainOn(data, "earlier", "--set", "epochs=4");
    Path random = trainOn(data, "random", finer(SMALL_STEPS));
    Path begun =
        trainOn(
            data,
            "begun",
            finer("--start-from", earlier.toString(), SMALL_STEPS[0], SMALL_STEPS[1]));
    assertThat(validation(begun, 1)).isGreaterThan(validation(random, 1) + 15);
  }

  private Path trainOn(Path data, String name, String... more) throws IOException {
    List<String> all =
        new ArrayList<>(
            List.of(
                "--data", data.toString(),
                "--set", "validation=300",
                "--set", "batch-size=25",
                "--set", "learning-rate.start=0.003",
                "--set", "learning-rate.end=0.0005",
                "--set", "augmentation.shift=0",
                "--set", "dropout.input=0",
                "--set", "dropout.hidden=0"));
    all.addAll(List.of(more));
    CommandRun command = train(scratch.resolve(name), all.toArray(String[]::new));
    assertThat(command.code()).as(command.err()).isZero();
    return TrainedRun.newest(scratch.resolve(name).resolve("small"));
  }

  @Test
  void aRunLearnsFromItsTeacherAlsoWhenItGoesOnAfterTheModelIsGone() throws IOException {
    Path teacher = Files.copy(TrainedRun.get().model(), scratch.resolve("teacher.zip"));
    Path run = trainedFrom(teacher);
    assertThat(run.resolve("config.yaml")).content().contains("distillation: {weight: 0.5}");
    assertThat(run.resolve("teacher.zip")).hasSameBinaryContentAs(teacher);
    Files.delete(teacher);
    goesOn(run);
  }

  @Test
  void aParameterSetTeachesLikeAModel() throws IOException {
    Path set = scratch.resolve("set");
    Path published = TrainedRun.get().parameters();
    ParameterFolder.write(
        ParameterFolder.read(published, ParameterFolder.overlayOf(published)),
        set,
        Map.of(CardFile.NAME, Files.readString(published.resolve(CardFile.NAME))));
    Path run = trainedFrom(set);
    assertThat(FolderContent.of(run.resolve("teacher")))
        .usingRecursiveComparison()
        .isEqualTo(FolderContent.of(set));
    TreeDeletion.delete(set);
    goesOn(run);
  }

  private Path trainedFrom(Path teacher) throws IOException {
    List<String> all = new ArrayList<>(List.of("--start-from", teacher.toString()));
    all.addAll(List.of(LEARNING));
    CommandRun trained = train(scratch.resolve("runs"), all.toArray(String[]::new));
    assertThat(trained.code()).as(trained.err()).isZero();
    return TrainedRun.newest(scratch.resolve("runs").resolve("small"));
  }

  /** As if it had been interrupted in its second epoch. */
  private void goesOn(Path run) throws IOException {
    Files.copy(
        run.resolve("checkpoints/best.zip"),
        run.resolve("checkpoints/latest.zip"),
        StandardCopyOption.REPLACE_EXISTING);
    List<String> all = new ArrayList<>(List.of("--resume"));
    all.addAll(List.of(LEARNING));
    CommandRun resumed = train(scratch.resolve("runs"), all.toArray(String[]::new));
    assertThat(resumed.code()).as(resumed.err()).isZero();
  }

  @Test
  void aRunFromAParameterSetBeginsWhereTheSetIs() throws IOException {
    Path data = SmallDigits.writeInto(scratch.resolve("data"), 1300);
    Path earlier = trainOn(data, "earlier", "--set", "epochs=4");
    Path set = Files.move(setOf(earlier), scratch.resolve("set"));
    String[] smallest = {
      "--set", "learning-rate.start=1e-6", "--set", "learning-rate.end=1e-6", "--set", "epochs=1"
    };
    List<String> more = new ArrayList<>(List.of("--start-from", set.toString()));
    more.addAll(List.of(smallest));
    Path begun = trainOn(data, "begun", more.toArray(String[]::new));
    double best = CardFile.find(set).orElseThrow().training().validationAccuracy();
    assertThat(validation(begun, 1)).isBetween(best - 3, best + 3);
    assertThat(CardFile.find(setOf(begun)).orElseThrow().start().training())
        .isEqualTo(CardFile.find(set).orElseThrow().training());
  }

  private static Path setOf(Path run) throws IOException {
    try (Stream<Path> inside = Files.walk(run.resolve("params"))) {
      return inside
          .filter(file -> file.endsWith("card.yaml"))
          .findFirst()
          .orElseThrow()
          .getParent();
    }
  }

  @Test
  void aPublishedSetIsFoundByItsName() {
    assertThat(train(scratch.resolve("none"), "--start-from", "fashion-mnist-ladder/lfcW1A1"))
        .isEqualTo(
            refused(
                "bnn4j train: %s: the parameter set has 6 outputs per class; training has one, so it"
                        .formatted(Path.of("../params-out/fashion-mnist-ladder/lfcW1A1"))
                    + " cannot start from it"));
  }

  @Test
  void aRunWithoutATeacherIsRefusedBeforeItBegins() {
    assertThat(train(scratch.resolve("none"), "--set", "distillation.weight=0.5"))
        .isEqualTo(
            refused(
                "bnn4j train: distillation.weight: 0.5 requires a model to learn from; name it with"
                    + " --start-from, or set weight to 0"));
    assertThat(scratch.resolve("none")).doesNotExist();
  }

  @Test
  void itSaysWhatItBeganWith() throws IOException {
    assertThat(started.err()).isEmpty();
    assertThat(started.code()).isZero();
    Card.Training before = TrainedModel.read(TrainedRun.get().model()).card().training();
    assertThat(started.lines())
        .containsSequence(
            "run " + run,
            "started from lfcW1A1, epoch %d of 5 on mnist".formatted(before.bestEpoch()));
    assertThat(run.resolve("report.html")).content().contains("started from");
    assertThat(run.resolve("config.yaml")).content().doesNotContain("start:\n");

    Card card = CardFile.find(run.resolve("params/mnist/lfcW1A2")).orElseThrow();
    assertThat(card.start())
        .isEqualTo(new Start(sha256, "lfcW1A1", "mnist", card.datasetChecksum(), 60, before, null));
    assertThat(TrainedModel.read(run.resolve("model.zip")).card().start()).isEqualTo(card.start());
    assertThat(CommandRun.of("params", "show", run.resolve("params/mnist/lfcW1A2")).out())
        .contains("  start:\n    sha256: " + sha256 + "\n    network: lfcW1A1\n");
    assertThat(CardFile.find(TrainedRun.get().parameters()).orElseThrow().start()).isNull();
  }

  @Test
  void itGoesOnWhenTheModelIsGone() throws IOException {
    Card before = CardFile.find(run.resolve("params/mnist/lfcW1A2")).orElseThrow();
    CommandRun resumed = train(shared, finer("--resume", "--start-from", model.toString()));
    assertThat(resumed.err()).isEmpty();
    assertThat(resumed.code()).isZero();
    assertThat(resumed.lines())
        .containsSequence(
            "run " + run,
            "started from " + before.start().description(),
            "training is complete, epoch 1 of 1");
    assertThat(train(shared, finer("--resume")).code()).isZero();
    assertThat(CardFile.find(run.resolve("params/mnist/lfcW1A2"))).contains(before);
  }

  @Test
  void itGoesOnOnlyWithTheModelItBeganWith() throws IOException {
    Path other = run.resolve("model.zip");
    assertThat(train(shared, finer("--resume", "--start-from", other.toString())))
        .isEqualTo(
            refused(
                ("bnn4j train: %s started from another model than %s (sha256 %s, now %s); undo the"
                        + " change, or start again without --resume")
                    .formatted(run, other, sha256, Checksum.hex(Files.readAllBytes(other)))));
  }

  @Test
  void aNetworkOfOtherLayersIsRefusedBeforeAnythingIsMade() {
    Path earlier = TrainedRun.get().model();
    assertThat(train(scratch, "--set", "network=lfcSmall.yaml", "--start-from", earlier.toString()))
        .isEqualTo(
            refused(
                ("bnn4j train: %s: layer 0 is dense 1024 on 784 values, that of lfcSmall"
                        + " is dense 256"
                        + " on 784 values; use a model with the layers of lfcSmall, or"
                        + " omit --start-from")
                    .formatted(earlier)));
    assertThat(scratch).isEmptyDirectory();
  }

  @Test
  void imagesLearnedFromMustNotChooseTheBestEpoch() {
    Path earlier = TrainedRun.get().folder();
    assertThat(train(scratch, "--set", "seed=8", "--start-from", earlier.toString()))
        .isEqualTo(
            refused(
                ("bnn4j train: %s was trained on mnist with validation 60 and seed 7,"
                        + " the config has"
                        + " 60 and 8: the best epoch would be selected on images that it"
                        + " was trained on; train"
                        + " with --set validation=60 --set seed=7, or --set validation=0")
                    .formatted(TrainedRun.get().model())));
    assertThat(scratch).isEmptyDirectory();
  }

  @Test
  void forOtherClassesTheLastLayerBeginsAnew() throws IOException {
    Path pictures = noise(scratch.resolve("pictures"));
    CommandRun transfer =
        train(
            scratch,
            finer(
                "--set",
                "dataset=folder:" + pictures,
                "--set",
                "validation=4",
                "--set",
                "batch-size=4",
                "--start-from",
                TrainedRun.get().folder().toString()));
    assertThat(transfer.err())
        .startsWith("warning: after the input transform only 1 of 784 input bits vary over");
    assertThat(transfer.code()).isZero();
    assertThat(transfer.lines())
        .contains("the last layer is initialized randomly: 10 classes before, 2 now");
  }

  private static Path noise(Path folder) throws IOException {
    Random random = new Random(1);
    for (int i = 0; i < 40; i++) {
      BufferedImage image = new BufferedImage(28, 28, BufferedImage.TYPE_BYTE_GRAY);
      image.setRGB(14, 14, random.nextInt());
      Path into = Files.createDirectories(folder.resolve(i % 2 == 0 ? "even" : "odd"));
      ImageIO.write(image, "png", into.resolve(i + ".png").toFile());
    }
    return folder;
  }
}

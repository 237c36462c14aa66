package bnn4j.experiment.spec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import bnn4j.datasets.ImageShape;
import bnn4j.datasets.PictureFit;
import bnn4j.datasets.transform.Augmentation;
import bnn4j.datasets.transform.Contrast;
import bnn4j.datasets.transform.Dither;
import bnn4j.datasets.transform.InputTransform;
import bnn4j.finnthesizer.FoldingRule;
import bnn4j.foundation.Refusal;
import bnn4j.overlay.Overlays;
import bnn4j.overlay.text.OverlayFile;
import bnn4j.trainer.settings.Averaging;
import bnn4j.trainer.settings.CheckpointPolicy;
import bnn4j.trainer.settings.Distillation;
import bnn4j.trainer.settings.Dropout;
import bnn4j.trainer.settings.EarlyStopping;
import bnn4j.trainer.settings.LearningRate;
import bnn4j.trainer.settings.Loss;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TrainingSpecTest {
  private static final String FULL =
      """
      network: lfcW1A2
      dataset: fashion-mnist
      validation: 6000
      input: {invert: true, contrast: stretch, threshold: 64, dither: bayer4}
      pictures: {unreadable: 7, invert: true, fit: digit}
      epochs: 30
      batch-size: 200
      learning-rate: {start: 0.002, end: 1e-6, schedule: cosine, warmup-epochs: 2}
      loss: highest-bit
      distillation: {weight: 0}
      dropout: {input: 0.1, hidden: 0.25}
      augmentation: {shift: 1, crop: 2, flip: true, rotation: 7.5, scale: 0.1, brightness: 0.2, contrast: 0.25, cutout: 4}
      seed: -99
      early-stopping: {patience: 9}
      averaging: {workers: 4, every: 25}
      checkpoints: {every: 5, keep: all}
      folding: finnthesizer
      output: ladder
      floor: 85.5
      """;

  private static final TrainingSpec FULL_SPEC =
      new TrainingSpec(
          "test",
          new Target.Dataflow(Overlays.named("lfcW1A2")),
          "fashion-mnist",
          6000,
          new InputTransform(true, Contrast.STRETCH, 64, Dither.BAYER4),
          new Pictures(7, true, PictureFit.DIGIT),
          30,
          200,
          new LearningRate(0.002, 1e-6, LearningRate.Schedule.COSINE, 2),
          Loss.HIGHEST_BIT,
          Distillation.NONE,
          new Dropout(0.1, 0.25),
          new Augmentation(1, 2, true, 7.5, 0.1, 0.2, 0.25, 4),
          -99,
          new EarlyStopping(9),
          new Averaging(4, 25),
          new CheckpointPolicy(5, CheckpointPolicy.Keep.ALL),
          FoldingRule.FINNTHESIZER,
          Output.LADDER,
          OptionalDouble.of(85.5));

  @TempDir Path folder;

  private TrainingSpec read(String yaml, String... settings) throws IOException {
    Path file = Files.writeString(folder.resolve("test.yaml"), yaml);
    return TrainingSpec.read(file, List.of(settings));
  }

  @Test
  void everyKeyIsRead() throws IOException {
    assertThat(read(FULL)).isEqualTo(FULL_SPEC);
  }

  @Test
  void theResolvedConfigIsTheConfigWhenNothingIsLeftToDefaults() {
    assertThat(FULL_SPEC.toYaml()).isEqualTo(FULL);
  }

  @Test
  void theResolvedConfigSpellsOutEveryDefault() throws IOException {
    TrainingSpec spec = read("network: lfc\ndataset: mnist\n");
    assertThat(spec.toYaml())
        .isEqualTo(
            """
            network: lfcW1A1
            dataset: mnist
            validation: 10000
            input: {invert: false, contrast: none, threshold: 128, dither: none}
            pictures: {unreadable: 0, invert: false, fit: fill}
            epochs: 100
            batch-size: 100
            learning-rate: {start: 0.003, end: 3e-7, schedule: exponential, warmup-epochs: 0}
            loss: squared-hinge
            distillation: {weight: 0}
            dropout: {input: 0.2, hidden: 0.5}
            augmentation: {shift: 0, crop: 0, flip: false, rotation: 0, scale: 0, brightness: 0, contrast: 0, cutout: 0}
            seed: 1234
            early-stopping: {patience: 0}
            averaging: {workers: 1, every: 1}
            checkpoints: {every: 1, keep: latest-and-best}
            folding: exact
            output: bits
            """);
    assertThat(read(spec.toYaml())).isEqualTo(spec);
  }

  @Test
  void aTeachersShareIsReadAndWritten() throws IOException {
    TrainingSpec spec = read("network: cnv\ndataset: cifar-10\ndistillation: {weight: 0.25}\n");
    assertThat(spec.distillation()).isEqualTo(new Distillation(0.25));
    assertThat(spec.toYaml()).contains("\ndistillation: {weight: 0.25}\n");
    assertThat(read(spec.toYaml())).isEqualTo(spec);
  }

  @ParameterizedTest
  @ValueSource(strings = {"-0.1", "1.01", ".nan", ".inf"})
  void aTeachersShareIsAtMostAll(String weight) {
    assertThatThrownBy(
            () -> read("network: lfc\ndataset: mnist\ndistillation: {weight: " + weight + "}\n"))
        .isInstanceOf(Refusal.class)
        .hasMessageContaining("test.yaml, line 3")
        .hasMessageContaining("distillation.weight");
  }

  @ParameterizedTest
  @ValueSource(strings = {"loss=highest-bit", "averaging.workers=2"})
  void aTeacherIsRefusedWhereNobodyListens(String setting) {
    assertThatThrownBy(
            () -> read("network: lfc\ndataset: mnist\ndistillation: {weight: 1}\n", setting))
        .isInstanceOf(Refusal.class)
        .hasMessageContaining("distillation.weight: ")
        .hasMessageContaining("or weight to 0");
  }

  @Test
  void theDefaultsOfAConvolutionalNetworkAreTheRecipeForCifar() throws IOException {
    TrainingSpec spec = read("network: cnvW1A1\ndataset: cifar-10\n");
    assertThat(spec.validation()).isEqualTo(5000);
    assertThat(spec.batchSize()).isEqualTo(50);
    assertThat(spec.learningRate().start()).isEqualTo(0.001);
    assertThat(spec.dropout()).isEqualTo(new Dropout(0, 0));
  }

  @Test
  void aFolderOfOnesOwnPicturesMayHaveAnyName() throws IOException {
    for (String name :
        List.of("folder:/data/my signs", "folder:C:\\it's", "folder:a#b", "folder: b", "null")) {
      TrainingSpec spec = TrainingSpec.of("test", Overlays.named("lfcW1A1"), name);
      assertThat(read(spec.toYaml())).isEqualTo(spec);
    }
  }

  @Test
  void keysMayBeInAnyOfThreeCases() throws IOException {
    String head = "network: lfcW1A1\ndataset: mnist\n";
    TrainingSpec expected = read(head + "batch-size: 7\nlearning-rate: {warmup-epochs: 3}\n");
    assertThat(read(head + "batch_size: 7\nlearning_rate: {warmup_epochs: 3}\n"))
        .isEqualTo(expected);
    assertThat(read(head + "batchSize: 7\nlearningRate: {warmupEpochs: 3}\n")).isEqualTo(expected);
    assertThat(read(head, "batchSize=7", "learning_rate.warmupEpochs=3")).isEqualTo(expected);
  }

  @Test
  void aPartOfABlockKeepsTheOtherDefaults() throws IOException {
    TrainingSpec spec = read("network: lfcW1A1\ndataset: mnist\ndropout:\n  hidden: 0.1\n");
    assertThat(spec.dropout()).isEqualTo(new Dropout(0.2, 0.1));
  }

  @Test
  void settingsReplaceWhatTheFileSays() throws IOException {
    TrainingSpec spec =
        read(
            FULL,
            "epochs=3",
            "learning-rate.start=0.005",
            "dropout={hidden: 0.5}",
            "floor=",
            "epochs=4");
    assertThat(spec.epochs()).isEqualTo(4);
    assertThat(spec.learningRate())
        .isEqualTo(new LearningRate(0.005, 1e-6, LearningRate.Schedule.COSINE, 2));
    assertThat(spec.dropout()).isEqualTo(new Dropout(0.2, 0.5));
    assertThat(spec.floor()).isEmpty();
  }

  @Test
  void aSettingMendsTheFile() throws IOException {
    assertThat(read("network: lfcW1A1\ndataset: mnist\nepochs: many\n", "epochs=5").epochs())
        .isEqualTo(5);
  }

  @Test
  void theNameIsTheFilesName() throws IOException {
    assertThat(read(FULL).name()).isEqualTo("test");
  }

  private static final String OWN =
      """
      name: own
      precision: W1A2
      input: {channels: 1, dimension: 28, bits: 1}
      layers:
        - dense: {neurons: 16, simd: 8, pe: 4}
        - dense: {neurons: 64, simd: 4, pe: 8}
      """;

  @Test
  void anOverlayOfOnesOwnIsLookedForBesideTheConfigAndThenInTheFoldersGiven() throws IOException {
    Path config =
        Files.writeString(folder.resolve("test.yaml"), "network: own.yaml\ndataset: mnist\n");
    Path known = Files.createDirectories(folder.resolve("overlays"));
    Files.writeString(known.resolve("own.yaml"), OWN);
    assertThatThrownBy(() -> TrainingSpec.read(config, List.of()))
        .hasMessage(config + ", line 1: own.yaml: no such file; expected an overlay in YAML");
    TrainingSpec found = TrainingSpec.read(config, List.of(), List.of(known));
    assertThat(found.network()).isEqualTo("own");
    assertThat(found.overlay().network().precisionText()).isEqualTo("W1A2");
    assertThat(found.dropout()).isEqualTo(new Dropout(0.2, 0.5));
    Files.writeString(folder.resolve("own.yaml"), OWN.replace("W1A2", "W1A1"));
    assertThat(
            TrainingSpec.read(config, List.of(), List.of(known))
                .overlay()
                .network()
                .precisionText())
        .hasToString("W1A1");
  }

  @Test
  void theResolvedConfigRefersToTheOverlayThatLiesBesideIt() throws IOException {
    Path overlay = Files.writeString(folder.resolve("overlay.yaml"), OWN);
    TrainingSpec spec = TrainingSpec.of("test", OverlayFile.read(overlay), "mnist");
    assertThat(spec.toYaml()).startsWith("network: overlay.yaml\n");
    assertThat(read(spec.toYaml())).isEqualTo(spec);
  }

  @Test
  void aWordOfBitsTellsNoMoreThanItsBitsApart() throws IOException {
    Path overlay = Files.writeString(folder.resolve("overlay.yaml"), OWN);
    TrainingSpec spec = TrainingSpec.of("test", OverlayFile.read(overlay), "signs");
    assertThatThrownBy(() -> spec.checkAgainst(spec.overlay(), new ImageShape(1, 28, 28), 65))
        .isInstanceOf(Refusal.class)
        .hasMessage(
            "dataset signs has 65 classes, overlay own supports 1 to 64; choose another dataset");
  }

  @Test
  void aDataSetThatFitsPasses() {
    FULL_SPEC.checkAgainst(Overlays.named("lfcW1A2"), new ImageShape(1, 28, 28), 32);
    TrainingSpec.of("test", Overlays.named("cnvW1A1"), "cifar-10")
        .checkAgainst(Overlays.named("cnvW1A1"), new ImageShape(3, 32, 32), 10);
  }

  @Test
  void imagesOfAnotherShapeAreRefused() {
    TrainingSpec spec = TrainingSpec.of("test", Overlays.named("lfcW1A1"), "cifar-10");
    assertThatThrownBy(() -> spec.checkAgainst(spec.overlay(), new ImageShape(3, 32, 32), 10))
        .isInstanceOf(Refusal.class)
        .hasMessage(
            "dataset cifar-10 has images of 3x32x32, overlay lfcW1A1 takes 1x28x28; overlays for"
                + " such images are cnvW1A1, cnvW1A2, cnvW2A2");
    assertThatThrownBy(() -> spec.checkAgainst(spec.overlay(), new ImageShape(1, 8, 8), 10))
        .isInstanceOf(Refusal.class)
        .hasMessage(
            "dataset cifar-10 has images of 1x8x8, overlay lfcW1A1 takes 1x28x28; no overlay"
                + " takes such images");
  }

  @Test
  void moreClassesThanOutputsAreRefused() {
    assertThatThrownBy(
            () -> FULL_SPEC.checkAgainst(FULL_SPEC.overlay(), new ImageShape(1, 28, 28), 65))
        .isInstanceOf(Refusal.class)
        .hasMessage(
            "dataset fashion-mnist has 65 classes, overlay lfcW1A2 supports 1 to 64; choose"
                + " another dataset");
  }

  @Test
  void aLadderWithoutRoomForASecondLevelIsRefused() {
    assertThatThrownBy(
            () -> FULL_SPEC.checkAgainst(FULL_SPEC.overlay(), new ImageShape(1, 28, 28), 33))
        .isInstanceOf(Refusal.class)
        .hasMessage(
            "output ladder: the 64 outputs of lfcW1A2 do not suffice for a second level of 33"
                + " classes; use bits");
    assertThatThrownBy(() -> read("network: cnv\ndataset: cifar-10\noutput: ladder\n"))
        .isInstanceOf(Refusal.class)
        .hasMessageEndingWith(
            "output: ladder requires an overlay with one bit per class; cnvW1A1 outputs scores,"
                + " use bits");
  }

  @Test
  void scoresLeaveNothingToChooseForTheOutput() throws IOException {
    assertThat(read("network: cnv\ndataset: cifar-10\n").toYaml()).doesNotContain("output");
  }

  @Test
  void blackAndWhiteIsNotForColour() throws IOException {
    TrainingSpec spec = read("network: cnvW1A1\ndataset: svhn\ninput: {threshold: 64}\n");
    assertThatThrownBy(() -> spec.checkAgainst(spec.overlay(), new ImageShape(3, 32, 32), 10))
        .isInstanceOf(Refusal.class)
        .hasMessage(
            "dataset svhn: an input threshold of 64 with dither none gives black and"
                + " white, which requires grey images; these have 3 channels: omit"
                + " threshold (128) and dither; invert and contrast are supported");
  }

  @Test
  void anAugmentationLargerThanTheImageIsRefused() throws IOException {
    TrainingSpec spec = read("network: lfc\ndataset: mnist\naugmentation: {cutout: 28}\n");
    assertThatThrownBy(() -> spec.checkAgainst(spec.overlay(), new ImageShape(1, 28, 28), 10))
        .isInstanceOf(Refusal.class)
        .hasMessage(
            "dataset mnist: augmentation cutout must be below 28 for images of 1x28x28, found 28");
  }

  @Test
  void ofASmallSetATenthIsHeldBackUnlessTheConfigSaysOtherwise() throws IOException {
    TrainingSpec usual = TrainingSpec.of("x", Overlays.named("lfcW1A1"), "mnist");
    assertThat(usual.forImages(60_000).validation()).isEqualTo(10_000);
    assertThat(usual.forImages(49_999).validation()).isEqualTo(4_999);
    assertThat(usual.forImages(7).validation()).isZero();
    Path file = folder.resolve("x.yaml");
    Files.writeString(file, "network: lfcW1A1\ndataset: mnist\n");
    assertThat(TrainingSpec.saysValidation(file, List.of())).isFalse();
    assertThat(TrainingSpec.saysValidation(file, List.of("validation=3"))).isTrue();
    Files.writeString(file, "network: lfcW1A1\ndataset: mnist\nvalidation: 10000\n");
    assertThat(TrainingSpec.saysValidation(file, List.of())).isTrue();
  }
}

package bnn4j.evaluation.accuracy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import bnn4j.datasets.LabeledImages;
import bnn4j.datasets.transform.Contrast;
import bnn4j.datasets.transform.Dither;
import bnn4j.datasets.transform.InputTransform;
import bnn4j.evaluation.model.DeployedModel;
import bnn4j.evaluation.model.PackedInput;
import bnn4j.experiment.SmallExperiment;
import bnn4j.finnthesizer.Finnthesizer;
import bnn4j.finnthesizer.FoldingRule;
import bnn4j.foundation.Refusal;
import bnn4j.overlay.Overlay;
import bnn4j.overlay.Overlays;
import bnn4j.overlay.driver.Accelerator;
import bnn4j.overlay.driver.DrivenAccelerator;
import bnn4j.overlay.driver.DriverSettings;
import bnn4j.overlay.driver.EngineAccelerator;
import bnn4j.overlay.engine.Engine;
import bnn4j.overlay.host.Decode;
import bnn4j.overlay.params.ParameterSet;
import bnn4j.overlay.simulation.SimulatedDevice;
import bnn4j.trainer.SmallTask;
import bnn4j.trainer.model.TrainedNetworkReader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AccuracyCheckTest {
  private static final Overlay OVERLAY = SmallExperiment.overlay(1, 1);
  private static final LabeledImages IMAGES = SmallTask.images(2300, 4);
  private static final InputTransform DARK =
      new InputTransform(true, Contrast.NONE, 90, Dither.NONE);

  @TempDir Path folder;

  private ParameterSet parameters() {
    return Finnthesizer.synthesize(
            TrainedNetworkReader.read(
                SmallTask.randomNetwork(OVERLAY.network(), 6), OVERLAY.network().input()),
            OVERLAY,
            FoldingRule.EXACT,
            IMAGES.classNames())
        .parameters();
  }

  @Test
  void everyImageIsTransformedRunAndDecoded() {
    for (Decode decode : List.of(Decode.MULTIPLE, Decode.SINGLE)) {
      ParameterSet parameters = parameters();
      List<Integer> progress = new ArrayList<>();
      AccuracyCheck.Outcome outcome =
          new AccuracyCheck(new DeployedModel(parameters, DARK, Optional.empty()), decode)
              .run(new EngineAccelerator(OVERLAY, 2), IMAGES, progress::add);
      Engine engine = Engine.of(parameters);
      int correct = 0;
      int undecoded = 0;
      for (int image = 0; image < IMAGES.size(); image++) {
        long[] output = engine.run(PackedInput.pack(IMAGES, DARK, OVERLAY, image, 1), 1, 1);
        assertThat(outcome.outputs()[image]).isEqualTo(output[0]);
        int found = decode.classOf(OVERLAY, output, 0, SmallTask.CLASSES);
        correct += found == IMAGES.label(image) ? 1 : 0;
        undecoded += found >= SmallTask.CLASSES ? 1 : 0;
      }
      assertThat(outcome.correct()).isEqualTo(correct);
      assertThat(outcome.undecoded()).isEqualTo(undecoded);
      assertThat(undecoded > 0).isEqualTo(decode == Decode.SINGLE);
      assertThat(outcome.total()).isEqualTo(2300);
      assertThat(outcome.accuracy()).isEqualTo(100.0 * correct / 2300);
      assertThat(progress).containsExactly(1000, 2000, 2300);
    }
  }

  @Test
  void hardwareThatIsSimulatedGetsTheSameRight() {
    ParameterSet parameters = parameters();
    AccuracyCheck check =
        new AccuracyCheck(new DeployedModel(parameters, DARK, Optional.empty()), Decode.MULTIPLE);
    DriverSettings settings = DriverSettings.STANDARD.withImagesPerCall(700);
    List<Integer> progress = new ArrayList<>();
    try (Accelerator engine = new EngineAccelerator(OVERLAY, 1);
        Accelerator simulated =
            new DrivenAccelerator(new SimulatedDevice(OVERLAY, 1), OVERLAY, settings)) {
      AccuracyCheck.Outcome expected = check.run(engine, IMAGES, done -> {});
      AccuracyCheck.Outcome found = check.run(simulated, IMAGES, progress::add);
      assertThat(found.outputs()).isEqualTo(expected.outputs());
      assertThat(found.correct()).isEqualTo(expected.correct());
    }
    assertThat(progress).containsExactly(700, 1400, 2100, 2300);
  }

  @Test
  void aSetForAnotherOverlayThanTheAcceleratorsIsRefused() {
    AccuracyCheck check =
        new AccuracyCheck(new DeployedModel(parameters(), DARK, Optional.empty()), Decode.MULTIPLE);
    Accelerator engine = new EngineAccelerator(Overlays.named("lfc"), 1);
    assertThatThrownBy(() -> check.run(engine, IMAGES, done -> {})).isInstanceOf(Refusal.class);
  }

  @Test
  void imagesOfOtherClassesAreRefused() {
    LabeledImages other = SmallTask.images(10, 1, SmallTask.SIDE, List.of("a", "b"));
    AccuracyCheck check =
        new AccuracyCheck(new DeployedModel(parameters(), DARK, Optional.empty()), Decode.MULTIPLE);
    Accelerator engine = new EngineAccelerator(OVERLAY, 1);
    assertThatThrownBy(() -> check.run(engine, other, done -> {}))
        .isInstanceOf(Refusal.class)
        .hasMessage(
            "the parameter set has 5 classes, the dataset 2; use the dataset that the set was"
                + " trained on");
  }

  @Test
  void dataThatLackTheLastClassCanBeCheckedAndThatClassIsWrongThen() {
    LabeledImages fewer =
        SmallTask.images(300, 1, SmallTask.SIDE, IMAGES.classNames().subList(0, 4));
    ParameterSet parameters = parameters();
    AccuracyCheck.Outcome outcome =
        new AccuracyCheck(new DeployedModel(parameters, DARK, Optional.empty()), Decode.MULTIPLE)
            .run(new EngineAccelerator(OVERLAY, 1), fewer, done -> {});
    int correct = 0;
    int last = 0;
    for (int image = 0; image < fewer.size(); image++) {
      int found = Decode.MULTIPLE.classOf(OVERLAY, outcome.outputs(), image, SmallTask.CLASSES);
      correct += found == fewer.label(image) ? 1 : 0;
      last += found == 4 ? 1 : 0;
    }
    assertThat(last).isPositive();
    assertThat(outcome.correct()).isEqualTo(correct);
    assertThat(outcome.total()).isEqualTo(300);
  }

  @Test
  void imagesOfAnotherShapeAreRefused() {
    assertThatThrownBy(
            () -> PackedInput.pack(IMAGES, InputTransform.NONE, Overlays.named("lfc"), 0, 1))
        .isInstanceOf(Refusal.class)
        .hasMessage(
            "images of 1x7x7 do not fit lfcW1A1, which takes 784 values each; choose a matching"
                + " dataset");
  }

  @Test
  void packedImagesAreTransformedFirst() {
    long[] packed = PackedInput.pack(IMAGES, DARK, OVERLAY, 7, 1);
    byte[] pixels = new byte[49];
    IMAGES.copyPixels(7, pixels, 0);
    for (int i = 0; i < 49; i++) {
      boolean white = 255 - Byte.toUnsignedInt(pixels[i]) >= 90;
      assertThat(packed[0] >>> i & 1).isEqualTo(white ? 1 : 0);
    }
    assertThat(packed).hasSize(1);
  }
}

package bnn4j.experiment.run;

import static org.assertj.core.api.Assertions.assertThat;

import bnn4j.datasets.ImageShape;
import bnn4j.datasets.LabeledImages;
import bnn4j.datasets.transform.InputTransform;
import bnn4j.evaluation.accuracy.AccuracyCheck;
import bnn4j.evaluation.card.Card;
import bnn4j.evaluation.card.Provenance;
import bnn4j.evaluation.report.ConfusionMatrix;
import bnn4j.experiment.SmallExperiment;
import bnn4j.experiment.report.RunSummary;
import bnn4j.experiment.report.RunSummary.Mistake;
import bnn4j.experiment.spec.TrainingSpec;
import bnn4j.overlay.host.Decode;
import bnn4j.trainer.loop.EpochMetrics;
import bnn4j.trainer.loop.Outputs;
import bnn4j.trainer.loop.TrainingState;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunSummariesTest {
  @TempDir Path folder;

  /** The mistakes of a network that gave these scores for images of so many channels. */
  private List<Mistake> mistakes(float[] scores, int[] labels, int classes, int channels) {
    return summary(scores, labels, classes, channels).mistakes();
  }

  private RunSummary summary(float[] scores, int[] labels, int classes, int channels) {
    LabeledImages test = images(labels, classes, channels);
    TrainingSpec spec = SmallExperiment.spec(folder);
    ConfusionMatrix confusion = new ConfusionMatrix(test.classNames(), new long[classes][classes]);
    TestEvaluation exam =
        new TestEvaluation(
            new Predictions(new Outputs(scores, labels, classes), SmallExperiment.overlay(1, 1)),
            new AccuracyCheck.Outcome(new long[labels.length], confusion, labels.length, 1),
            7,
            List.of(),
            "read once");
    TrainingState state =
        TrainingState.start().finished(new EpochMetrics(1, 1, 50, 60, 0.1, 100, 89.6));
    return RunSummaries.of(spec, state, card(test, exam), exam, test);
  }

  private static LabeledImages images(int[] labels, int classes, int channels) {
    List<String> names = IntStream.range(0, classes).mapToObj(i -> "class " + i).toList();
    ImageShape shape = new ImageShape(channels, 2, 3);
    byte[] pixels = new byte[labels.length * shape.values()];
    new Random(1).nextBytes(pixels);
    return new LabeledImages(shape, pixels, labels, names);
  }

  private static Card card(LabeledImages test, TestEvaluation exam) {
    return new Card(
        "lfcW1A1",
        "mnist",
        "00ff",
        test.classNames(),
        InputTransform.NONE,
        Decode.MULTIPLE,
        Card.Coding.BITS,
        Card.Folding.EXACT,
        null,
        exam.figures(),
        new Card.Training(7, 1, 1, 60.0, 89.6, null),
        null,
        Provenance.here(),
        null,
        null);
  }

  @Test
  void mistakesAreTheWronglyDecodedImagesTheSurestFirst() {
    float[] scores = {
      1, -1, -1, // right
      -1, 0.25f, -2, // 1, is 0: surer by 1.25
      -1, 3, 2, // 2, is 1: 1 lower, because the highest bit wins
      -1, -1, -1, // no bit: 0, is 2: as sure of one as of the other
    };
    List<Mistake> mistakes = mistakes(scores, new int[] {0, 0, 1, 2}, 3, 1);
    assertThat(mistakes)
        .extracting(Mistake::actual)
        .containsExactly("class 0", "class 2", "class 1");
    assertThat(mistakes)
        .extracting(Mistake::predicted)
        .containsExactly("class 1", "class 0", "class 2");
    assertThat(mistakes).extracting(Mistake::margin).containsExactly(1.25, 0.0, -1.0);
  }

  @Test
  void fortyMistakesAreEnough() {
    float[] scores = new float[50 * 2];
    Arrays.fill(scores, 1);
    assertThat(mistakes(scores, new int[50], 2, 1)).hasSize(40);
  }

  @Test
  void anImageThatDecodesToNoClassIsNotShown() {
    // 62 bits set round to one more than the highest (formats.md 5.3).
    float[] scores = new float[2 * 62];
    Arrays.fill(scores, 0, 62, 1);
    Arrays.fill(scores, 62, 2 * 62, -1);
    assertThat(mistakes(scores, new int[] {61, 61}, 62, 1))
        .extracting(Mistake::predicted)
        .containsExactly("class 0");
  }

  @Test
  void aMistakeHasItsPictureInGreyOrColour() throws IOException {
    for (int channels : new int[] {1, 3}) {
      float[] scores = {1, 1, 1, 1};
      List<Mistake> mistakes = mistakes(scores, new int[] {1, 0}, 2, channels);
      BufferedImage picture = ImageIO.read(new ByteArrayInputStream(mistakes.get(0).png()));
      byte[] pixels = images(new int[] {1, 0}, 2, channels).pixels();
      assertThat(picture.getWidth()).isEqualTo(3);
      assertThat(picture.getHeight()).isEqualTo(2);
      for (int pixel = 0; pixel < 6; pixel++) {
        int second = channels * 6 + pixel;
        int red = pixels[second] & 0xff;
        int green = pixels[second + (channels == 3 ? 6 : 0)] & 0xff;
        int blue = pixels[second + (channels == 3 ? 12 : 0)] & 0xff;
        assertThat(picture.getRGB(pixel % 3, pixel / 3) & 0xffffff)
            .isEqualTo(red << 16 | green << 8 | blue);
      }
    }
  }

  @Test
  void everyDifferenceIsTold() {
    RunSummary summary = summary(new float[] {1, 1}, new int[] {1}, 2, 1);
    assertThat(summary.agreement()).isEqualTo(new RunSummary.Agreement(1, 7, List.of()));
    assertThat(summary.provenance()).contains(new RunSummary.Fact("test images", "read once"));
    assertThat(summary.duration()).isEqualTo(Duration.ofSeconds(90));
  }
}

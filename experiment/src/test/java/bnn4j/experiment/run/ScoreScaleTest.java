package bnn4j.experiment.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import bnn4j.foundation.Refusal;
import bnn4j.trainer.loop.Outputs;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ScoreScaleTest {
  private static final int IMAGES = 400;
  private static final int CLASSES = 10;

  /** Noise, to which the label's score has so much more. */
  private static Outputs outputs(long seed, double margin, double scale, double shift) {
    Random random = new Random(seed);
    int[] labels = random.ints(IMAGES, 0, CLASSES).toArray();
    float[] scores = new float[IMAGES * CLASSES];
    for (int i = 0; i < scores.length; i++) {
      double more = labels[i / CLASSES] == i % CLASSES ? margin : 0;
      scores[i] = (float) ((random.nextGaussian() + more) * scale + shift);
    }
    return new Outputs(scores, labels, CLASSES);
  }

  private static double loss(Outputs outputs, double scale, double shift) {
    double sum = 0;
    for (int i = 0; i < outputs.scores().length; i++) {
      double target = outputs.labels()[i / CLASSES] == i % CLASSES ? 1 : -1;
      double missing = Math.max(0, 1 - target * (outputs.scores()[i] * scale + shift));
      sum += missing * missing;
    }
    return sum;
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void noOtherScaleOrShiftIsNearerToTheLabels(long seed) {
    Outputs outputs = outputs(seed, seed * 0.6, 30, -100);
    ScoreScale fit = ScoreScale.fit(outputs, false);
    double least = loss(outputs, fit.scale(), fit.shift());
    for (double change : new double[] {-0.1, -0.001, 0.001, 0.1}) {
      assertThat(loss(outputs, fit.scale() * (1 + change), fit.shift())).isGreaterThan(least);
      assertThat(loss(outputs, fit.scale(), fit.shift() + change)).isGreaterThan(least);
      // Turned about the scores' middle, where both change little.
      assertThat(
              loss(outputs, fit.scale() * (1 + change), fit.shift() + 100 * change * fit.scale()))
          .isGreaterThan(least);
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4})
  void outputsOfKnownSignsAreOnlyScaled(long seed) {
    Outputs outputs = outputs(seed, 2, 30, -40);
    ScoreScale fit = ScoreScale.fit(outputs, true);
    assertThat(fit.shift()).isZero();
    double least = loss(outputs, fit.scale(), 0);
    for (double change : new double[] {-0.1, -0.001, 0.001, 0.1}) {
      assertThat(loss(outputs, fit.scale() * (1 + change), 0)).isGreaterThan(least);
    }
  }

  @Test
  void whatTheScoresAreMeasuredInDoesNotMatter() {
    ScoreScale fit = ScoreScale.fit(outputs(3, 2, 1, 0), false);
    ScoreScale other = ScoreScale.fit(outputs(3, 2, 64, -300), false);
    assertThat(other.scale() * 64).isCloseTo(fit.scale(), within(1e-4));
    assertThat(other.shift() - 300 * other.scale()).isCloseTo(fit.shift(), within(1e-4));
  }

  @Test
  void scoresThatSayNothingAreRefused() {
    Outputs good = outputs(1, 2, 1, 0);
    for (Outputs useless :
        new Outputs[] {
          new Outputs(new float[IMAGES * CLASSES], good.labels(), CLASSES), outputs(1, 2, -1, 0)
        }) {
      assertThatThrownBy(() -> ScoreScale.fit(useless, false))
          .isInstanceOf(Refusal.class)
          .hasMessage("its outputs do not tell the classes of the training images apart");
    }
  }

  @Test
  void scoresWithoutAMistakeStayAsFarApart() {
    Outputs perfect = outputs(1, 1000, 1, 0);
    ScoreScale fit = ScoreScale.fit(perfect, false);
    assertThat(fit.scale()).isPositive();
    assertThat(loss(perfect, fit.scale(), fit.shift())).isLessThan(1e-3);
  }
}

package bnn4j.experiment.run;

import static org.assertj.core.api.Assertions.assertThat;

import bnn4j.experiment.SmallExperiment;
import bnn4j.overlay.Overlay;
import bnn4j.overlay.Overlays;
import bnn4j.trainer.loop.Outputs;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class PredictionsTest {
  private static final Overlay BITS = SmallExperiment.overlay(1, 1);
  private static final float[] SCORES = {
    0.5f, 0.9f, -0.1f, // bits 0 and 1: class 1; largest 1
    0.9f, 0.5f, 0f, // all bits, zero counts as set: class 2; largest 0
    -3, -1, -2, // no bit: class 0; largest 1
  };

  @Test
  void theHighestBitWinsAndNoneIsClassZero() {
    Predictions predictions = new Predictions(new Outputs(SCORES, new int[] {1, 2, 1}, 3), BITS);
    assertThat(predictions.bits(0)).isEqualTo(0b011);
    assertThat(predictions.bits(1)).isEqualTo(0b111);
    assertThat(predictions.bits(2)).isZero();
    assertThat(predictions.decoded(0)).isEqualTo(1);
    assertThat(predictions.decoded(1)).isEqualTo(2);
    assertThat(predictions.decoded(2)).isZero();
    assertThat(predictions.decodedCorrect()).isEqualTo(2);
    assertThat(predictions.decodedAccuracy()).isEqualTo(200 / 3.0);
  }

  @Test
  void argmaxIsTheFirstLargest() {
    Predictions predictions = new Predictions(new Outputs(SCORES, new int[] {1, 2, 1}, 3), BITS);
    assertThat(predictions.argmax(0)).isEqualTo(1);
    assertThat(predictions.argmax(1)).isZero();
    assertThat(predictions.argmax(2)).isEqualTo(1);
    assertThat(predictions.argmaxCorrect()).isEqualTo(2);
    float[] equal = {1, 1, 1};
    assertThat(new Predictions(new Outputs(equal, new int[1], 3), BITS).argmax(0)).isZero();
  }

  @Test
  void scoresDecodeToTheLargest() {
    Predictions predictions =
        new Predictions(new Outputs(SCORES, new int[] {1, 0, 1}, 3), Overlays.named("cnv"));
    assertThat(predictions.decodedCorrect()).isEqualTo(3);
  }

  @Test
  void withManyBitsSetTheDecodeMayNameNoClass() {
    float[] allSet = new float[62];
    Arrays.fill(allSet, 1);
    Predictions predictions = new Predictions(new Outputs(allSet, new int[] {61}, 62), BITS);
    assertThat(predictions.decoded(0)).isEqualTo(62);
    assertThat(predictions.decodedCorrect()).isZero();
  }

  @Test
  void noImagesHaveNoAccuracy() {
    Predictions predictions = new Predictions(new Outputs(new float[0], new int[0], 3), BITS);
    assertThat(predictions.decodedAccuracy()).isNaN();
    assertThat(predictions.decodedCorrect()).isZero();
  }
}

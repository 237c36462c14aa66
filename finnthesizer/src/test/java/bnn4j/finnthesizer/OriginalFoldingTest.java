package bnn4j.finnthesizer;

import static org.assertj.core.api.Assertions.assertThat;

import bnn4j.network.TrainedLayer;
import bnn4j.overlay.MatrixLayer;
import bnn4j.overlay.Overlays;
import org.junit.jupiter.api.Test;

/** The habits of the original generator, one by one; each expected value is worked out by hand. */
class OriginalFoldingTest {
  private static final MatrixLayer FIRST_CONVOLUTION = layer("cnvW1A1", 0);

  /** Fan-in 576, popcount. */
  private static final MatrixLayer BINARY_CONVOLUTION = layer("cnvW1A1", 1);

  /** Fan-in 576, signed, two thresholds. */
  private static final MatrixLayer TERNARY_CONVOLUTION = layer("cnvW1A2", 1);

  /** Fan-in 1024, popcount. */
  private static final MatrixLayer BINARY_DENSE = layer("lfcW1A1", 1);

  /** Fan-in 784 and 48 padding columns, signed, two thresholds. */
  private static final MatrixLayer PADDED_DENSE = layer("lfcW1A2", 0);

  /** Fan-in 1024, signed, one threshold. */
  private static final MatrixLayer LAST_DENSE = layer("lfcW1A2", 3);

  private static final MatrixLayer TERNARY_WEIGHTS = layer("cnvW2A2", 1);

  private final OriginalFolding folding = new OriginalFolding();

  @Test
  void arithmeticIsInDoubleThoughParametersAreFloats() {
    Neuron neuron = new Neuron().mean(1 << 24).bias(-1);
    assertThat(thresholds(neuron, FIRST_CONVOLUTION)).containsExactly(((1L << 24) + 1) * 256);
  }

  @Test
  void quotientIsDividedNotMultipliedByAReciprocal() {
    Neuron neuron = new Neuron().gamma(49 / 32f).beta(-49 / 32f);
    assertThat(49 / 32.0 * (1 / (49 / 32.0))).as("what a reciprocal gives").isLessThan(1);
    assertThat(thresholds(neuron, LAST_DENSE)).containsExactly(1);
  }

  @Test
  void inverseStandardDeviationIsMultipliedAsItIs() {
    Neuron neuron = new Neuron().invStd(0.25f).beta(-5);
    assertThat(thresholds(neuron, LAST_DENSE)).containsExactly(20);
  }

  @Test
  void biasIsSubtractedFromTheMean() {
    assertThat(thresholds(new Neuron().mean(7).bias(3), LAST_DENSE)).containsExactly(4);
  }

  @Test
  void twoBitActivationsStepAtMinusAndPlusOneHalf() {
    Neuron neuron = new Neuron().gamma(0.25f).mean(10);
    assertThat(thresholds(neuron, TERNARY_CONVOLUTION)).containsExactly(8, 12);
  }

  @Test
  void positiveScaleRoundsDown() {
    assertThat(thresholds(new Neuron().mean(2.5f), LAST_DENSE)).containsExactly(2);
    assertThat(thresholds(new Neuron().mean(-2.5f), LAST_DENSE)).containsExactly(-3);
  }

  @Test
  void negativeGammaFlipsTheThresholdThenRoundsUp() {
    assertThat(thresholds(new Neuron().gamma(-1).mean(2.5f), LAST_DENSE)).containsExactly(-2);
    assertThat(thresholds(new Neuron().gamma(-1).mean(-2.5f), LAST_DENSE)).containsExactly(3);
  }

  @Test
  void binaryConvolutionRoundsBeforeItHalves() {
    Neuron neuron = new Neuron().gamma(-1).mean(-1.5f);
    assertThat(thresholds(neuron, BINARY_CONVOLUTION)).containsExactly((576 + 2) / 2);
  }

  @Test
  void binaryDenseLayerHalvesWithoutRoundingBefore() {
    Neuron neuron = new Neuron().gamma(-1).mean(-1.5f);
    assertThat(thresholds(neuron, BINARY_DENSE)).containsExactly((1024 + 1) / 2);
  }

  @Test
  void popcountThresholdBetweenMinusOneAndZeroBecomesZero() {
    assertThat(thresholds(new Neuron().mean(-577), BINARY_CONVOLUTION)).containsExactly(0);
    assertThat(thresholds(new Neuron().mean(-1025), BINARY_DENSE)).containsExactly(0);
  }

  @Test
  void popcountThresholdBelowMinusOneStaysNegative() {
    assertThat(thresholds(new Neuron().mean(-1028), BINARY_DENSE)).containsExactly(-2);
  }

  @Test
  void firstConvolutionCountsIn256thsRoundedAfterScaling() {
    assertThat(thresholds(new Neuron().mean(0.501f), FIRST_CONVOLUTION)).containsExactly(128);
    assertThat(thresholds(new Neuron().mean(-0.501f), FIRST_CONVOLUTION)).containsExactly(-129);
    assertThat(thresholds(new Neuron().mean(0.501f).gamma(-1), FIRST_CONVOLUTION))
        .containsExactly(-128);
  }

  @Test
  void firstConvolutionIsNotClipped() {
    assertThat(thresholds(new Neuron().mean(1e6f), FIRST_CONVOLUTION)).containsExactly(256000000);
  }

  @Test
  void otherThresholdsAreClippedToSixteenBits() {
    assertThat(thresholds(new Neuron().mean(1e6f), LAST_DENSE)).containsExactly(32767);
    assertThat(thresholds(new Neuron().mean(-1e6f), LAST_DENSE)).containsExactly(-32768);
  }

  @Test
  void paddingColumnsAreSubtractedBeforeTheClip() {
    assertThat(thresholds(new Neuron().mean(32790).gamma(0.5f), PADDED_DENSE))
        .containsExactly(32790 - 1 - 48, 32790 + 1 - 48);
  }

  @Test
  void popcountLayersSubtractNoPaddingColumns() {
    assertThat(thresholds(new Neuron(), layer("lfcW1A1", 0))).containsExactly(784 / 2);
  }

  @Test
  void zeroGammaBecomesTheSmallestNumberAndSoAlwaysFires() {
    assertThat(thresholds(new Neuron().gamma(0), LAST_DENSE)).containsExactly(-32768);
    assertThat(thresholds(new Neuron().gamma(-0f).beta(-1), BINARY_DENSE)).containsExactly(-32768);
    assertThat(thresholds(new Neuron().gamma(0).beta(-1), BINARY_CONVOLUTION))
        .containsExactly(-32768);
  }

  @Test
  void zeroGammaWrapsAroundUnderThePaddingAndSoNeverFires() {
    assertThat(thresholds(new Neuron().gamma(0), PADDED_DENSE)).containsExactly(32767, 32767);
  }

  @Test
  void zeroGammaOfTheFirstConvolutionIsTheSmallestLong() {
    assertThat(thresholds(new Neuron().gamma(0), FIRST_CONVOLUTION))
        .containsExactly(Long.MIN_VALUE);
  }

  @Test
  void zeroInverseDeviationIsAsZeroGamma() {
    assertThat(thresholds(new Neuron().invStd(0).beta(-1), LAST_DENSE)).containsExactly(-32768);
  }

  @Test
  void whatExceeds64BitsBecomesTheSmallestNumberWhateverItsSign() {
    assertThat(thresholds(new Neuron().mean(1e20f), LAST_DENSE)).containsExactly(-32768);
    assertThat(thresholds(new Neuron().mean(0x1p63f), LAST_DENSE)).containsExactly(-32768);
    assertThat(thresholds(new Neuron().mean(Math.nextDown(0x1p63f)), LAST_DENSE))
        .containsExactly(32767);
    assertThat(thresholds(new Neuron().mean(Float.NaN), LAST_DENSE)).containsExactly(-32768);
  }

  @Test
  void paddingRowsNeverFire() {
    assertThat(folding.paddingThreshold(LAST_DENSE)).isEqualTo(32767);
    assertThat(folding.paddingThreshold(PADDED_DENSE)).isEqualTo(32767);
    assertThat(folding.paddingThreshold(BINARY_DENSE)).isEqualTo(32767);
    assertThat(folding.paddingThreshold(FIRST_CONVOLUTION)).isEqualTo(65535);
  }

  @Test
  void zeroWeightIsPlusOneBeforeAndAfterTheFlip() {
    float[] weights = {0f, -0f, Float.NaN, 0.25f, -0.25f};
    assertThat(weights(new Neuron(), BINARY_DENSE, weights)).startsWith(1, 1, 1, 1, -1);
    assertThat(weights(new Neuron().gamma(-1), BINARY_DENSE, weights)).startsWith(1, 1, 1, -1, 1);
  }

  @Test
  void zeroGammaMakesAllBinaryWeightsPlusOne() {
    assertThat(weights(new Neuron().gamma(0), BINARY_DENSE, -1f, 1f, 0f)).startsWith(1, 1, 1);
    assertThat(weights(new Neuron().gamma(-0f), BINARY_DENSE, -1f, 1f, 0f)).startsWith(1, 1, 1);
  }

  @Test
  void ternaryWeightsRoundUpAfterTheFlip() {
    float[] weights = {0.5f, -0.5f, 1f, -1f, Math.nextDown(0.5f), Math.nextDown(-0.5f)};
    assertThat(weights(new Neuron(), TERNARY_WEIGHTS, weights)).startsWith(1, 0, 1, -1, 0, -1);
    assertThat(weights(new Neuron().gamma(-1), TERNARY_WEIGHTS, weights))
        .startsWith(0, 1, -1, 1, 0, 1);
  }

  @Test
  void zeroGammaMakesAllTernaryWeightsZero() {
    assertThat(weights(new Neuron().gamma(0), TERNARY_WEIGHTS, -1f, 1f)).startsWith(0, 0);
  }

  @Test
  void ternaryWeightsAreNotClipped() {
    assertThat(weights(new Neuron(), TERNARY_WEIGHTS, -2f, 2f)).startsWith(-2, 2);
  }

  @Test
  void scoresHaveNoThresholdsAndKeepOnlyTheSignOfGamma() {
    MatrixLayer scores = layer("cnvW1A1", 8);
    Neuron neuron = new Neuron().gamma(-1).mean(Float.NaN);
    assertThat(thresholds(neuron, scores)).isEmpty();
    assertThat(weights(neuron, scores, 0.25f, -0.25f)).startsWith(-1, 1);
  }

  private long[] thresholds(Neuron neuron, MatrixLayer layer) {
    return folding.fold(neuron.layer(layer), 0, layer).thresholds();
  }

  private byte[] weights(Neuron neuron, MatrixLayer layer, float... weights) {
    TrainedLayer floats = neuron.layer(layer);
    System.arraycopy(weights, 0, floats.weights(), 0, weights.length);
    return folding.fold(floats, 0, layer).weights();
  }

  private static MatrixLayer layer(String overlay, int index) {
    return Overlays.named(overlay).layers().get(index);
  }
}

package bnn4j.overlay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import bnn4j.foundation.Refusal;
import bnn4j.network.InputFormat;
import bnn4j.network.Network;
import bnn4j.network.Precision;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

/** Overlays and networks that cannot be, each with its whole message. */
class OverlayTest {
  private static final InputFormat GRAY = new InputFormat(1, 28, 1);
  private static final InputFormat COLOUR = new InputFormat(3, 8, 8);

  private static void refused(ThrowingCallable made, String message) {
    assertThatThrownBy(made).isInstanceOf(Refusal.class).hasMessage(message);
  }

  private static Overlay gray(Precision precision, Folding... foldings) {
    return new Overlay("mine", Network.fullyConnected(GRAY, precision, 10, 96), List.of(foldings));
  }

  @Test
  void rowsOfTheLastLayerAreFilledUpToWholeWords() {
    Overlay overlay = gray(new Precision(1, 1), new Folding(16, 8), new Folding(12, 64));
    assertThat(overlay.layers().get(1).rows()).isEqualTo(64);
    assertThat(overlay.layers().get(1).neurons()).isEqualTo(10);
    assertThat(overlay.maxClasses()).isEqualTo(10);
  }

  @Test
  void aFoldingThatDoesNotDivideTheColumnsIsRefusedWithTheLegalValues() {
    refused(
        () -> gray(new Precision(1, 1), new Folding(16, 8), new Folding(7, 8)),
        "overlay mine, layer 1: SIMD 7 does not fit 96 columns of 1-bit weights;"
            + " legal values are 1, 2, 3, 4, 6, 8, 12, 16, 24, 32, 48");
  }

  @Test
  void aGroupOfWeightsMustFitAWord() {
    refused(
        () -> gray(new Precision(2, 2), new Folding(64, 8), new Folding(8, 8)),
        "overlay mine, layer 0: SIMD 64 does not fit 832 columns of 2-bit weights;"
            + " legal values are 1, 2, 4, 8, 13, 16, 26, 32");
  }

  @Test
  void aFoldingThatDoesNotDivideTheRowsIsRefusedWithTheLegalValues() {
    refused(
        () -> gray(new Precision(1, 1), new Folding(16, 5), new Folding(8, 8)),
        "overlay mine, layer 0: PE 5 does not divide 96 rows;"
            + " legal values are 1, 2, 3, 4, 6, 8, 12, 16, 24, 32, 48, 96");
  }

  @Test
  void eachLayerWithWeightsNeedsAFolding() {
    refused(
        () -> gray(new Precision(1, 1), new Folding(16, 8)),
        "overlay mine, expected 2 foldings, one per layer with weights, found 1");
  }

  @Test
  void theAcceleratorPoolsTwoByTwoOnly() {
    Network threes = colour().convolution(3, 4).pool(3).dense(10).scores();
    refused(
        () -> new Overlay("mine", threes, List.of(new Folding(3, 1), new Folding(1, 1))),
        "overlay mine, layer 0: the accelerator pools 2x2 right after a convolution; found a pool"
            + " 3x3");
  }

  @Test
  void theAcceleratorHasNeitherStrideNorPadding() {
    Network padded = colour().convolution(3, 4, 1, 1).dense(10).scores();
    refused(
        () -> new Overlay("mine", padded, List.of(new Folding(3, 1), new Folding(1, 1))),
        "overlay mine, layer 0: the accelerator convolves with stride 1 and without padding; found"
            + " stride 1, padding 1");
  }

  @Test
  void theAcceleratorHasOneOrTwoSignedBits() {
    refused(
        () -> gray(new Precision(1, 3), new Folding(16, 8), new Folding(12, 64)),
        "overlay mine, layer 0: the accelerator has activations of 1 or 2 signed bits; found 3-bit"
            + " signed");
    refused(
        () -> gray(new Precision(2, 1), new Folding(16, 8), new Folding(12, 64)),
        "overlay mine, layer 0, precision W2A1: 2-bit weights need 2-bit activations; use W2A2 or"
            + " W1A1");
    Network mixed =
        colour()
            .convolution(3, 4)
            .precision(new Precision(1, 2))
            .convolution(3, 4)
            .dense(10)
            .scores();
    refused(
        () ->
            new Overlay(
                "mine", mixed, List.of(new Folding(3, 1), new Folding(1, 1), new Folding(1, 1))),
        "overlay mine, layer 1: 1-bit input activations with 2-bit output activations are"
            + " not supported; use the same precision for both");
  }

  @Test
  void scoresThatSixteenBitsCannotHoldAreRefused() {
    Network wide = Network.of(new InputFormat(3, 8, 8), new Precision(1, 1)).dense(10).scores();
    refused(
        () -> new Overlay("mine", wide, List.of(new Folding(1, 1))),
        "overlay mine, layer 0: accumulators from -49152 to 49152 do not fit its 16-bit scores; use"
            + " fewer synapses than 192");
  }

  @Test
  void thresholdsThatSixteenBitsCannotHoldAreRefused() {
    Network wide = Network.fullyConnected(new InputFormat(1, 182, 1), new Precision(1, 1), 10, 8);
    refused(
        () -> new Overlay("mine", wide, List.of(new Folding(1, 1), new Folding(1, 1))),
        "overlay mine, layer 0: accumulators from 0 to 33152 do not fit its 16-bit thresholds; use"
            + " fewer synapses than 33152");
  }

  private static Network.Builder colour() {
    return Network.of(COLOUR, new Precision(1, 1));
  }

  @Test
  void impossibleFoldingsAreRefused() {
    refused(() -> new Folding(0, 4), "folding: SIMD 0, PE 4 must both be at least 1");
  }

  @Test
  void theNameOfAPublishedOverlayEndsWithItsPrecision() {
    for (Overlay overlay : Overlays.published()) {
      assertThat(overlay.name()).endsWith(overlay.network().precision().orElseThrow().toString());
    }
  }
}

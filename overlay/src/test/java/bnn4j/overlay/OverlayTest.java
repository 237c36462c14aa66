package bnn4j.overlay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import bnn4j.foundation.Refusal;
import bnn4j.overlay.Layer.Convolution;
import bnn4j.overlay.Layer.Dense;
import bnn4j.overlay.Layer.MaxPool;
import java.util.ArrayList;
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
    return new Overlay("mine", Topology.fullyConnected(GRAY, 10, 96), precision, List.of(foldings));
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
  void onlyAConvolutionCanBePooledAndOnlyTwoByTwo() {
    List<Layer> threes = List.of(new Convolution(3, 3, 8, 4), new MaxPool(3, 4, 6));
    refused(
        () -> colour(threes, new Dense(16, 10), new Folding(3, 1), new Folding(1, 1)),
        "overlay mine, step 1 of the topology: the accelerator pools 2x2 right after a"
            + " convolution; found a 3x3 pool after a convolution");
    List<Layer> first = List.of(new MaxPool(2, 3, 8));
    refused(
        () -> colour(first, new Dense(48, 10), new Folding(1, 1)),
        "overlay mine, step 0 of the topology: the accelerator pools 2x2 right after a"
            + " convolution; found a 2x2 pool at the input");
  }

  private static Overlay colour(List<Layer> layers, Dense last, Folding... foldings) {
    List<Layer> all = new ArrayList<>(layers);
    all.add(last);
    return new Overlay("mine", new Topology(COLOUR, all), new Precision(1, 1), List.of(foldings));
  }

  @Test
  void aLayerMustTakeWhatTheOneBeforeItGives() {
    refused(
        () -> new Topology(GRAY, List.of(new Dense(784, 100), new Dense(101, 10))),
        "topology, layer 1: expected inputs 100, found 101");
    refused(
        () -> new Topology(COLOUR, List.of(new Convolution(3, 1, 8, 4), new Dense(144, 10))),
        "topology, layer 0: expected input channels 3, found 1");
    refused(
        () -> new Topology(COLOUR, List.of(new Convolution(3, 3, 9, 4), new Dense(144, 10))),
        "topology, layer 0: expected input dimension 8, found 9");
    refused(
        () -> new Topology(COLOUR, List.of(new Convolution(9, 3, 8, 4), new Dense(144, 10))),
        "topology, layer 0: expected a kernel of 1 to 8, found 9");
    refused(
        () -> new Topology(COLOUR, List.of(new MaxPool(3, 3, 8), new Dense(144, 10))),
        "topology, layer 0: expected a pool size that divides 8, found 3");
    refused(
        () -> new Topology(COLOUR, List.of(new MaxPool(0, 3, 8), new Dense(144, 10))),
        "topology, layer 0: expected a pool size that divides 8, found 0");
    refused(
        () -> new Topology(GRAY, List.of(new Dense(784, 0))),
        "topology, layer 0: 0 outputs of 1x1, expected 1 to 4194304 values");
  }

  @Test
  void theLastLayerIsDense() {
    refused(() -> new Topology(GRAY, List.of()), "topology: the last layer must be dense");
    refused(
        () -> new Topology(COLOUR, List.of(new Convolution(3, 3, 8, 4))),
        "topology: the last layer must be dense");
  }

  @Test
  void outputsCanBeChangedToTheClassesTrainedFor() {
    Topology changed = Topology.fullyConnected(GRAY, 64, 96).withOutputs(10);
    assertThat(changed).isEqualTo(Topology.fullyConnected(GRAY, 10, 96));
    assertThat(changed.outputs()).isEqualTo(10);
  }

  @Test
  void impossibleInputsAreRefused() {
    refused(
        () -> new InputFormat(0, 28, 1),
        "input: 0 channels of 28x28, expected 1 to 4194304 values");
    refused(
        () -> new InputFormat(3, 100_000, 8),
        "input: 3 channels of 100000x100000, expected 1 to 4194304 values");
    refused(() -> new InputFormat(1, 28, 2), "input: 2 bits per value, expected 1 or 8");
  }

  @Test
  void impossiblePrecisionsAndFoldingsAreRefused() {
    refused(() -> new Precision(3, 1), "precision W3A1: weights and activations have 1 or 2 bits");
    refused(
        () -> new Precision(2, 1),
        "precision W2A1: 2-bit weights need 2-bit activations; use W2A2 or W1A1");
    refused(() -> Precision.of("1w2a"), "precision '1w2a': expected W1A1, W1A2 or W2A2");
    refused(
        () -> Precision.of("W99999999999A1"),
        "precision 'W99999999999A1': expected W1A1, W1A2 or W2A2");
    refused(() -> new Folding(0, 4), "folding: SIMD 0, PE 4 must both be at least 1");
  }

  @Test
  void precisionsReadTheNameTheyPrint() {
    for (Overlay overlay : Overlays.published()) {
      assertThat(overlay.name()).endsWith(overlay.precision().toString());
      assertThat(Precision.of(overlay.precision().toString())).isEqualTo(overlay.precision());
    }
  }
}

package bnn4j.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import bnn4j.foundation.Refusal;
import java.util.List;
import java.util.Optional;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

/** Networks as they are, and those that cannot be, each with its whole message. */
class NetworkTest {
  private static final InputFormat GRAY = new InputFormat(1, 28, 1);
  private static final InputFormat COLOUR = new InputFormat(3, 8, 8);
  private static final Precision W1A1 = new Precision(1, 1);

  private static void refused(ThrowingCallable made, String message) {
    assertThatThrownBy(made).isInstanceOf(Refusal.class).hasMessage(message);
  }

  private static Network.Builder colour() {
    return Network.of(COLOUR, W1A1);
  }

  private static Layer dense(Shape input, int neurons) {
    return new Layer.Dense(input, neurons, DataType.BINARY, Optional.of(DataType.BINARY));
  }

  @Test
  void theShapesOfAConvolutionFollowFromKernelStridePaddingAndPool() {
    Layer layer = colour().convolution(3, 4, 2, 1).pool(2).dense(10).scores().layers().get(0);
    assertThat(layer.fanIn()).isEqualTo(27);
    assertThat(layer.unpooled()).isEqualTo(new Shape(4, 4));
    assertThat(layer.positions()).isEqualTo(16);
    assertThat(layer.shape()).isEqualTo(new Shape(4, 2));
  }

  @Test
  void aDenseLayerSeesItsWholeInputThroughOneWindow() {
    Layer layer = Networks.named("CNV").layers().get(6);
    assertThat(layer.isDense()).isTrue();
    assertThat(layer.input()).isEqualTo(new Shape(256, 1));
    assertThat(layer.fanIn()).isEqualTo(256);
    assertThat(layer.positions()).isEqualTo(1);
    assertThat(layer.pool().isNone()).isTrue();
  }

  @Test
  void aPoolIsPartOfTheConvolutionBeforeIt() {
    List<Layer> layers = Networks.named("cnvW1A2").layers();
    assertThat(layers).hasSize(9);
    assertThat(layers.stream().map(Layer::isPooled))
        .containsExactly(false, true, false, true, false, false, false, false, false);
    assertThat(layers.get(1).shape()).isEqualTo(new Shape(64, 14));
  }

  @Test
  void theOutputCodeSaysWhatTheLastLayerGives() {
    assertThat(Networks.named("LFC").output()).isEqualTo(OutputCode.BITS);
    assertThat(Networks.named("lfcW1A2").last().activations()).contains(DataType.BINARY);
    assertThat(Networks.named("cnvW1A2").last().activations()).isEmpty();
  }

  @Test
  void brevitasNetworksAreKnownByName() {
    assertThat(Networks.named("TFC").layers())
        .extracting(Layer::neurons)
        .containsExactly(64, 64, 64, 10);
    assertThat(Networks.named("sfcW1A2").precisionText()).isEqualTo("W1A2");
    refused(
        () -> Networks.named("resnet"),
        "network 'resnet' is unknown; known names: LFC, CNV, TFC and SFC, with a precision"
            + " such as W1A2");
  }

  @Test
  void layersMayDifferInTheirDataTypes() {
    Network mixed =
        colour()
            .convolution(3, 4)
            .precision(new Precision(2, 2))
            .convolution(3, 4)
            .dense(10)
            .scores();
    assertThat(mixed.precision()).isEmpty();
    assertThat(mixed.precisionText()).isEqualTo("W1A1 W2A2 W2A2");
    assertThat(mixed.inputOf(1)).contains(DataType.BINARY);
    assertThat(mixed.inputOf(2)).contains(DataType.TERNARY);
    assertThat(mixed.inputOf(0)).isEmpty();
  }

  @Test
  void aLayerMustTakeWhatTheOneBeforeItGives() {
    refused(
        () ->
            new Network(
                GRAY,
                List.of(dense(new Shape(1, 28), 100), dense(new Shape(101, 1), 10)),
                OutputCode.BITS),
        "network, layer 1: expected an input of 1x1x100, found 1x1x101");
    refused(
        () -> colour().convolution(9, 4), "network, layer 0: expected a kernel of 1 to 8, found 9");
    refused(
        () -> colour().convolution(3, 4).pool(4),
        "network, layer 0: expected a pool size that divides 6, found 4");
    refused(
        () -> colour().convolution(3, 4).pool(0),
        "pool: expected size and stride of at least 1, found 0 and 0");
    refused(
        () -> colour().convolution(3, 4).pool(new Pool(7, 2)),
        "network, layer 0: a 7x7 pool of stride 2 does not cover a map of 6x6");
    refused(
        () -> colour().convolution(3, 4).pool(new Pool(2, 3)),
        "network, layer 0: a 2x2 pool of stride 3 does not cover a map of 6x6");
    refused(() -> colour().dense(0), "network, layer 0: expected at least 1 neurons, found 0");
    refused(
        () -> colour().convolution(3, 4, 1, 3),
        "network, layer 0: expected a padding below the kernel's 3, found 3");
  }

  @Test
  void squaresThatOverlapLeaveOutWhatDoesNotFillOne() {
    assertThat(new Pool(3, 2).through(6)).isEqualTo(2);
    assertThat(new Pool(3, 2).through(7)).isEqualTo(3);
    assertThat(new Pool(2, 1).through(2)).isEqualTo(1);
  }

  @Test
  void onlyAConvolutionIsPooled() {
    refused(
        () -> colour().pool(2),
        "step 0: a pool must directly follow a convolution; found a pool 2x2 at the input");
    refused(
        () -> colour().dense(16).pool(2),
        "step 1: a pool must directly follow a convolution; found a pool 2x2 after a dense layer");
    refused(
        () -> colour().convolution(3, 4).pool(2).pool(3),
        "step 1: a pool must directly follow a convolution; found a pool 3x3 after a pool");
  }

  @Test
  void theLastLayerIsDenseAndGivesWhatTheOutputCodeSays() {
    refused(() -> Network.of(GRAY, W1A1).bits(), "network: the last layer must be dense");
    refused(() -> colour().convolution(3, 4).scores(), "network: the last layer must be dense");
    refused(
        () -> new Network(GRAY, List.of(dense(new Shape(1, 28), 10)), OutputCode.SCORES),
        "network, layer 0: the output is scores, the layer gives 1-bit signed");
  }

  @Test
  void outputsCanBeChangedToTheClassesTrainedFor() {
    Network changed = Network.fullyConnected(GRAY, W1A1, 64, 96).withOutputs(10);
    assertThat(changed).isEqualTo(Network.fullyConnected(GRAY, W1A1, 10, 96));
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
  void aLadderHasThresholdsForEachClass() {
    OutputCode ladder = OutputCode.thresholds(6);
    assertThat(ladder.isLadder()).isTrue();
    assertThat(ladder.outputs(10)).isEqualTo(60);
    assertThat(ladder).hasToString("6 bits per class");
    assertThat(OutputCode.SCORES.outputs(10)).isEqualTo(10);
    refused(
        () -> OutputCode.thresholds(0),
        "output code: expected a threshold for each class, found 0");
  }
}

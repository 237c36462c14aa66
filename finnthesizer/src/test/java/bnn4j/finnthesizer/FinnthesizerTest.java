package bnn4j.finnthesizer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import bnn4j.foundation.Refusal;
import bnn4j.network.InputFormat;
import bnn4j.network.Network;
import bnn4j.network.Precision;
import bnn4j.network.TrainedLayer;
import bnn4j.network.TrainedNetwork;
import bnn4j.overlay.Overlay;
import bnn4j.overlay.Overlays;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class FinnthesizerTest {
  private static final Overlay LFC = Overlays.named("lfcW1A1");
  private static final Overlay CNV = Overlays.named("cnvW1A1");

  private final RandomNetwork random = new RandomNetwork(5);

  @Test
  void parameterSetIsForTheOverlayAndItsClasses() {
    Synthesis synthesis = synthesize(random.network(LFC, 3), LFC, FoldingRule.EXACT);
    assertThat(synthesis.parameters().overlay()).isEqualTo(LFC);
    assertThat(synthesis.parameters().classNames()).containsExactly("0", "1", "2");
    assertThat(synthesis.warnings()).isEmpty();
  }

  @Test
  void modelOfAnotherShapeIsRefusedNamingBothSidesAndTheOverlayThatFits() {
    assertRefused(
        random.network(LFC, 10),
        CNV,
        "the model has a 28x28x1 1-bit input, dense 1024, dense 1024, dense 1024, dense 10;"
            + " overlay cnvW1A1 expects a 32x32x3 8-bit input, conv3x3 64, conv3x3 64, pool2x2,"
            + " conv3x3 128, conv3x3 128, pool2x2, conv3x3 256, conv3x3 256, dense 512, dense 512,"
            + " dense 64; use --overlay lfcW1A1");
  }

  @Test
  void modelThatNoPublishedOverlayFitsIsRefusedSayingSo() {
    Network network = Network.fullyConnected(new InputFormat(1, 4, 1), new Precision(1, 1), 2);
    TrainedLayer layer =
        new TrainedLayer(
            2,
            16,
            new float[32],
            new float[2],
            new float[2],
            new float[2],
            new float[2],
            new float[2]);
    assertRefused(
        new TrainedNetwork(network, List.of(layer)),
        LFC,
        "the model has a 4x4x1 1-bit input, dense 2; overlay lfcW1A1 expects a 28x28x1 1-bit"
            + " input, dense 1024, dense 1024, dense 1024, dense 64; no published overlay fits it");
  }

  @Test
  void modelOfAnotherPrecisionIsRefused() {
    assertRefused(
        random.network(Overlays.named("lfcW1A2"), 10),
        LFC,
        "the model was trained as W1A2 with outputs of bits; overlay lfcW1A1 computes W1A1 with"
            + " outputs of bits; use --overlay lfcW1A2");
  }

  @Test
  void moreClassesThanOutputsAreRefused() {
    TrainedNetwork model = random.network(LFC, 65);
    assertRefused(model, LFC, "the model has 65 classes; overlay lfcW1A1 has 64 outputs");
  }

  @Test
  void namesMustBeAsManyAsOutputs() {
    TrainedNetwork model = random.network(LFC, 10);
    assertThatThrownBy(
            () -> Finnthesizer.synthesize(model, LFC, FoldingRule.EXACT, List.of("a", "b")))
        .isInstanceOf(Refusal.class)
        .hasMessage("the model has 10 outputs, found 2 class names; give one name per output");
  }

  @Test
  void numbersThatAreNotForTheLayersAreRefused() {
    TrainedNetwork model = random.network(LFC, 10);
    List<TrainedLayer> swapped =
        List.of(
            model.layers().get(1),
            model.layers().get(1),
            model.layers().get(2),
            model.layers().get(3));
    assertThatThrownBy(() -> new TrainedNetwork(model.network(), swapped))
        .isInstanceOf(Refusal.class)
        .hasMessage("layer 0: expected 1024 neurons of 784 synapses, found 1024 of 1024");
    assertThatThrownBy(() -> new TrainedNetwork(model.network(), model.layers().subList(0, 3)))
        .isInstanceOf(Refusal.class)
        .hasMessage("the network has 4 layers, the numbers are for 3");
  }

  @Test
  void poolingBeforeTheNormWithNegativeScalesIsWarnedOfUnderTheExactRule() {
    TrainedNetwork model = calm(random.network(CNV, 10));
    model.layers().get(1).gamma()[0] = -1;
    model.layers().get(1).gamma()[7] = -1;
    model.layers().get(2).gamma()[0] = -1;
    TrainedNetwork pooledBefore = new TrainedNetwork(model.network(), model.layers(), true);
    assertThat(synthesize(model, CNV, FoldingRule.EXACT).warnings()).isEmpty();
    assertThat(synthesize(pooledBefore, CNV, FoldingRule.EXACT).warnings())
        .containsExactly(
            "layer 1: 2 of 64 channels have a negative batch norm scale and were pooled before the"
                + " batch norm in training; the accelerator pools after it and may decide"
                + " otherwise");
    assertThat(synthesize(pooledBefore, CNV, FoldingRule.FINNTHESIZER).warnings()).isEmpty();
  }

  @Test
  void scoresOfDifferentScaleAreWarnedOf() {
    TrainedNetwork model = calm(random.network(CNV, 10));
    model.layers().get(8).gamma()[3] = 2;
    assertWarnedOfScores(model);
  }

  @Test
  void scoresOfDifferentShiftAreWarnedOf() {
    TrainedNetwork model = calm(random.network(CNV, 10));
    model.layers().get(8).bias()[9] = 1;
    assertWarnedOfScores(model);
  }

  @Test
  void scoresOfOppositeSignButSameScaleAreKept() {
    TrainedNetwork model = calm(random.network(CNV, 10));
    model.layers().get(8).gamma()[3] = -1;
    assertThat(synthesize(model, CNV, FoldingRule.EXACT).warnings()).isEmpty();
  }

  @Test
  void scoresThatNeverChangeAreWarnedOf() {
    TrainedNetwork model = calm(random.network(CNV, 10));
    model.layers().get(8).gamma()[3] = 0;
    assertThat(synthesize(model, CNV, FoldingRule.EXACT).warnings())
        .containsExactly(
            "layer 8: 1 of 10 classes have a batch norm scale of 0, a score that never changes; the"
                + " accelerator cannot express it");
  }

  @Test
  void aWarningOfScoresDoesNotHideTheOther() {
    TrainedNetwork model = calm(random.network(CNV, 10));
    model.layers().get(8).gamma()[3] = 0;
    model.layers().get(8).bias()[9] = 1;
    assertThat(synthesize(model, CNV, FoldingRule.EXACT).warnings())
        .hasSize(2)
        .anyMatch(warning -> warning.contains("a score that never changes"))
        .anyMatch(warning -> warning.contains("differ from class to class"));
  }

  private static void assertWarnedOfScores(TrainedNetwork model) {
    for (FoldingRule rule : FoldingRule.values()) {
      assertThat(synthesize(model, CNV, rule).warnings())
          .containsExactly(
              "layer 8: scale or shift of the batch norm differ from class to class; the"
                  + " accelerator compares scores without them and may choose another class");
    }
  }

  private static void assertRefused(TrainedNetwork model, Overlay overlay, String message) {
    assertThatThrownBy(() -> synthesize(model, overlay, FoldingRule.EXACT))
        .isInstanceOf(Refusal.class)
        .hasMessage(message);
  }

  private static Synthesis synthesize(TrainedNetwork model, Overlay overlay, FoldingRule rule) {
    List<String> names =
        IntStream.range(0, model.network().outputs()).mapToObj(String::valueOf).toList();
    return Finnthesizer.synthesize(model, overlay, rule, names);
  }

  /** The same with batch norms that do nothing. */
  private static TrainedNetwork calm(TrainedNetwork model) {
    for (TrainedLayer layer : model.layers()) {
      Arrays.fill(layer.bias(), 0);
      Arrays.fill(layer.gamma(), 1);
      Arrays.fill(layer.beta(), 0);
      Arrays.fill(layer.mean(), 0);
      Arrays.fill(layer.invStd(), 1);
    }
    return model;
  }
}

package bnn4j.experiment.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import bnn4j.experiment.SmallExperiment;
import bnn4j.foundation.Refusal;
import bnn4j.network.TrainedNetwork;
import bnn4j.overlay.Overlay;
import bnn4j.overlay.text.OverlayFile;
import bnn4j.trainer.model.NetworkBuilder;
import bnn4j.trainer.model.StartingWeights;
import bnn4j.trainer.model.TrainedNetworkReader;
import java.nio.file.Path;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

class StartingWeightsTest {
  private static final String PICTURES =
      """
      name: pictures
      precision: W1A1
      input: {channels: 3, dimension: 8, bits: 8}
      layers:
        - convolution: {kernel: 3, channels: 16, simd: 3, pe: 4}
        - max-pool: {size: 2}
        - dense: {neurons: 20, simd: 16, pe: 5}
        - dense: {neurons: 10, simd: 4, pe: 8}
      """;
  private static final String VECTORS =
      """
      name: vectors
      precision: W1A1
      input: {channels: 1, dimension: 8, bits: 1}
      layers:
        - dense: {neurons: 24, simd: 8, pe: 8}
        - dense: {neurons: 20, simd: 8, pe: 4}
        - dense: {neurons: 64, simd: 4, pe: 16}
      """;

  @TempDir Path folder;
  private int networks;

  @BeforeEach
  void countAnew() {
    networks = 0;
  }

  private static Overlay overlay(String yaml) {
    return OverlayFile.of("test", yaml);
  }

  /** Each differs in every number from the one made before. */
  private MultiLayerNetwork network(Overlay overlay, int classes) {
    MultiLayerNetwork network =
        NetworkBuilder.of(SmallExperiment.spec(folder).settings(), overlay.network(), classes)
            .build();
    INDArray all = network.params();
    INDArray numbers = Nd4j.linspace(-1, 1, all.length()).reshape(all.shape());
    all.assign(numbers.castTo(all.dataType()).subi(networks++));
    return network;
  }

  private static TrainedNetwork floats(MultiLayerNetwork network, Overlay overlay) {
    return TrainedNetworkReader.read(network, overlay.network().input());
  }

  @ParameterizedTest
  @CsvSource({"W1A1, W1A1", "W1A1, W1A2", "W1A2, W2A2", "W2A2, W1A1"})
  void everyNumberIsTakenWhateverThePrecision(String from, String to) {
    for (String yaml : new String[] {PICTURES, VECTORS}) {
      Overlay before = overlay(yaml.replace("W1A1", from));
      Overlay now = overlay(yaml.replace("W1A1", to));
      MultiLayerNetwork earlier = network(before, 7);
      MultiLayerNetwork fresh = network(now, 7);
      assertThat(fresh.params()).isNotEqualTo(earlier.params());
      StartingWeights.of(floats(earlier, before), "a.zip", now.network(), now.name(), true)
          .copyInto(fresh);
      assertThat(fresh.params()).isEqualTo(earlier.params());
      assertThat(floats(fresh, now).network()).isEqualTo(now.network().withOutputs(7));
      assertThat(fresh.getUpdater().getStateViewArray().amaxNumber().doubleValue()).isZero();
    }
  }

  @Test
  void forOtherClassesTheLastLayerStaysAsItWas() {
    for (String yaml : new String[] {PICTURES, VECTORS}) {
      Overlay overlay = overlay(yaml);
      MultiLayerNetwork earlier = network(overlay, 7);
      MultiLayerNetwork fresh = network(overlay, 9);
      MultiLayerNetwork untouched = fresh.clone();
      StartingWeights.of(
              floats(earlier, overlay), "a.zip", overlay.network(), overlay.name(), false)
          .copyInto(fresh);
      int lastProduct = fresh.getnLayers() - 3;
      fresh
          .paramTable()
          .forEach(
              (name, values) -> {
                int layer = Integer.parseInt(name.replaceFirst("_.*", ""));
                MultiLayerNetwork expected = layer < lastProduct ? earlier : untouched;
                assertThat(values).as(name).isEqualTo(expected.getParam(name));
              });
    }
  }

  @Test
  void theCopyDoesNotChangeWithTheNetworkItCameFrom() {
    Overlay overlay = overlay(VECTORS);
    MultiLayerNetwork earlier = network(overlay, 7);
    StartingWeights weights =
        StartingWeights.of(
            floats(earlier, overlay), "a.zip", overlay.network(), overlay.name(), true);
    INDArray then = earlier.params().dup();
    earlier.params().addi(1);
    MultiLayerNetwork fresh = network(overlay, 7);
    weights.copyInto(fresh);
    assertThat(fresh.params()).isEqualTo(then);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "kernel: 3|kernel: 1|layer 0 is conv3x3 16, pool2x2 on 8x8x3,"
            + " that of pictures is conv1x1 16, pool2x2 on 8x8x3",
        "channels: 16|channels: 32|layer 0 is conv3x3 16, pool2x2 on 8x8x3,"
            + " that of pictures is conv3x3 32, pool2x2 on 8x8x3",
        "'  - max-pool: {size: 2}\n'|''|layer 0 is conv3x3 16, pool2x2 on 8x8x3,"
            + " that of pictures is conv3x3 16 on 8x8x3",
        "neurons: 20|neurons: 40|layer 1 is dense 20 on 144 values,"
            + " that of pictures is dense 40 on 144 values",
        "dimension: 8|dimension: 10|its input is 8x8, 3 channels of 8 bits,"
            + " that of pictures is 10x10, 3 channels of 8 bits",
        "'  - dense: {neurons: 20, simd: 16, pe: 5}\n'|''|layer 1 is dense 20 on 144 values,"
            + " that of pictures is dense 10 on 144 values",
      })
  void anotherNetworkIsRefusedWithTheFirstLayerThatDiffers(
      String part, String instead, String difference) {
    Overlay before = overlay(PICTURES);
    String changed = PICTURES.replace(part, instead);
    assertThat(changed).isNotEqualTo(PICTURES);
    Overlay now = overlay(changed);
    TrainedNetwork earlier = floats(network(before, 7), before);
    assertThatThrownBy(() -> StartingWeights.of(earlier, "a.zip", now.network(), now.name(), true))
        .isInstanceOf(Refusal.class)
        .hasMessage(
            "a.zip: %s; use a model with the layers of pictures, or omit --start-from"
                .formatted(difference));
  }

  @Test
  void aLayerTooManyIsRefused() {
    Overlay before = overlay(VECTORS);
    Overlay now =
        overlay(
            VECTORS.replace("neurons: 64, simd: 4, pe: 16", "neurons: 20, simd: 4, pe: 5") + MORE);
    TrainedNetwork earlier = floats(network(before, 20), before);
    assertThatThrownBy(() -> StartingWeights.of(earlier, "a.zip", now.network(), now.name(), false))
        .isInstanceOf(Refusal.class)
        .hasMessage(
            "a.zip: layer 3 is nothing, that of vectors is dense 64 on 20 values; use a model"
                + " with the layers of vectors, or omit --start-from");
  }

  private static final String MORE = "  - dense: {neurons: 64, simd: 4, pe: 16}\n";
}

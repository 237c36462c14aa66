package bnn4j.offload.deep;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import bnn4j.foundation.Refusal;
import bnn4j.network.DataType;
import bnn4j.network.Layer;
import bnn4j.network.Pool;
import bnn4j.offload.OffloadOverlay;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DeepNetworkFileTest {
  private static final String YAML =
      """
      name: small
      offload: W1A3
      input: {channels: 3, dimension: 16}
      layers:
        - convolution: {kernel: 3, channels: 24, padding: 1}
        - convolution: {kernel: 3, channels: 40, stride: 2, padding: 1}
        - max-pool: {size: 2, stride: 1}
        - convolution: {kernel: 2, channels: 300}
        - dense: {neurons: 20, weights: 4}
        - dense: {neurons: 10}
      """;

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "channels: 3, dimension | chanels: 3, dimension | input.channels | input.dimension",
        "kernel: 2, channels | kernl: 2, channels | convolution.kernel | convolution.channels",
        "neurons: 20, weights | neuron: 20, weights | dense.neurons | dense.weights"
      })
  void aMisspeltKeyIsNamedAndNoOtherWithIt(String from, String to, String meant, String other) {
    assertThatThrownBy(() -> DeepNetworkFile.of("net.yaml", YAML.replace(from, to)))
        .isInstanceOf(Refusal.class)
        .hasMessageContaining("did you mean '" + meant + "'?")
        .hasMessageNotContaining("'" + other + "'");
  }

  @Test
  void layersSayWhatTheyAddAndTheRestFollows() {
    DeepNetwork deep = DeepNetworkFile.of("here", YAML);
    assertThat(deep.name()).isEqualTo("small");
    assertThat(deep.overlay()).isEqualTo(OffloadOverlay.W1A3);
    List<Layer> layers = deep.network().layers();
    assertThat(layers.stream().map(layer -> layer.weights().bits())).containsExactly(8, 1, 1, 4, 8);
    assertThat(layers.get(1).pool()).isEqualTo(new Pool(2, 1));
    assertThat(layers.get(1).stride()).isEqualTo(2);
    assertThat(layers.get(2).activations()).contains(DataType.unsigned(3));
    assertThat(layers.get(4).activations()).isEmpty();
    assertThat(deep.part(java.nio.file.Path.of("x.json")).first()).isEqualTo(1);
    assertThat(deep.part(java.nio.file.Path.of("x.json")).last()).isEqualTo(2);
  }

  @Test
  void aDescriptionIsReadAsItWasWritten() {
    DeepNetwork deep = DeepNetworkFile.of("here", YAML);
    String text = DeepNetworkFile.toYaml(deep);
    assertThat(DeepNetworkFile.isOne(text)).isTrue();
    assertThat(DeepNetworkFile.of("there", text)).isEqualTo(deep);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "offload: W1A3 | offload: W1A4 | , line 2: offload: expected W1A2 or W1A3, found 'W1A4'",
        "stride: 2, padding: 1 | stride: 3, padding: 1 | expected a stride of the convolution that is a power of 2, found 3",
        "padding: 1} | padding: 3} | expected a padding below the kernel's 3, found 3",
        "size: 2, stride: 1 | size: 3, stride: 1 | layer 1: a pool 3x3 stride 1, but W1A3 pools 2 x 2",
        "kernel: 2, channels: 300 | kernel: 4, channels: 300 | expected at most 3 (MAX_K of W1A3)",
        "kernel: 2, channels: 300 | kernel: 2, channels: 600 | expected at most 512 (MAX_IFM_CH",
        "kernel: 2, channels: 300 | kernel: 2, channels: 300, weights: 9 | 1 to 8 bits, found 9",
        "dimension: 16 | dimension: 0 | 0",
        "channels: 24 | chanels: 24 | chanels",
        "convolution: {kernel: 2 | convolutoin: {kernel: 2 | unknown layer 'convolutoin'",
        "name: small | name: ../small | expected 1 to 64 letters",
        "offload: W1A3 | offload: | offload"
      })
  void whatCannotBeIsRefusedWithItsPlace(String from, String to, String message) {
    assertThat(YAML).contains(from);
    assertThatThrownBy(() -> DeepNetworkFile.of("net.yaml", YAML.replace(from, to)))
        .isInstanceOf(Refusal.class)
        .hasMessageContaining("net.yaml")
        .hasMessageContaining(message);
  }

  @Test
  void aConvolutionBehindADenseLayerAndANetworkWithoutCallsAreRefused() {
    assertThatThrownBy(
            () ->
                DeepNetworkFile.of(
                    "n",
                    YAML + "  - convolution: {kernel: 1, channels: 2}\n  - dense: {neurons: 2}\n"))
        .hasMessageContaining("a convolution after a dense layer cannot be trained");
    assertThatThrownBy(
            () ->
                DeepNetworkFile.of(
                    "n",
                    """
                    name: a
                    offload: W1A2
                    input: {channels: 1, dimension: 8}
                    layers:
                    - convolution: {kernel: 3, channels: 4}
                    - dense: {neurons: 3}
                    """))
        .hasMessageContaining("no layer has 1-bit weights");
  }
}

package bnn4j.overlay.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import bnn4j.foundation.Refusal;
import bnn4j.network.DataType;
import bnn4j.network.Layer.Convolution;
import bnn4j.network.OutputCode;
import bnn4j.network.Pool;
import bnn4j.network.Shape;
import bnn4j.overlay.MatrixLayer;
import bnn4j.overlay.Overlay;
import bnn4j.overlay.Overlays;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OverlayFileTest {
  private static final Path EXAMPLES = Path.of("../configs/overlays");

  private static final String PICTURES =
      """
      name: pictures
      precision: W1A2
      input: {channels: 3, dimension: 8, bits: 8}
      layers:
        - convolution: {kernel: 3, channels: 16, simd: 3, pe: 4}
        - max-pool: {size: 2}
        - dense: {neurons: 20, simd: 16, pe: 5}
        - dense: {neurons: 10, simd: 4, pe: 8}
      """;

  @TempDir Path folder;

  @Test
  void inputsOfALayerFollowFromTheLayerBefore() throws IOException {
    Overlay overlay = read(PICTURES);
    assertThat(overlay.name()).isEqualTo("pictures");
    assertThat(overlay.network().precisionText()).isEqualTo("W1A2");
    assertThat(overlay.maxClasses()).isEqualTo(10);
    assertThat(overlay.layers()).extracting(MatrixLayer::columns).containsExactly(27, 144, 20);
    assertThat(overlay.layers()).extracting(MatrixLayer::rows).containsExactly(16, 20, 64);
    assertThat(overlay.layers().get(0).layer())
        .isEqualTo(
            new Convolution(new Shape(3, 8), 3, 16, DataType.BINARY, DataType.TERNARY)
                .withPool(Pool.of(2)));
    assertThat(overlay.layers().get(0).pooled()).isTrue();
    assertThat(overlay.layers().get(1).cycles()).isEqualTo(9 * 4);
  }

  @Test
  void everyPublishedOverlayCanBeWrittenAndRead() throws IOException {
    for (Overlay overlay : Overlays.published()) {
      assertThat(read(OverlayFile.toYaml(overlay))).isEqualTo(overlay);
      assertThat(OverlayFile.isPublished(overlay)).isTrue();
    }
    Overlay own = read(PICTURES);
    assertThat(read(OverlayFile.toYaml(own))).isEqualTo(own);
    assertThat(OverlayFile.isPublished(own)).isFalse();
  }

  @Test
  void theExampleIsAnOverlayAndIsFoundInItsFolder() {
    Overlay example = OverlayFile.named("lfcSmall.yaml", EXAMPLES);
    assertThat(example.name()).isEqualTo("lfcSmall");
    assertThat(example.layers())
        .extracting(MatrixLayer::cycles)
        .containsExactly(208L, 128L, 128L, 256L);
    assertThat(OverlayFile.named("cnv", EXAMPLES)).isEqualTo(Overlays.named("cnvW1A1"));
  }

  @Test
  void aParameterFolderMayDescribeItsOverlay() throws IOException {
    assertThat(OverlayFile.find(folder)).isEmpty();
    Files.writeString(folder.resolve("overlay.yaml"), PICTURES);
    assertThat(OverlayFile.find(folder)).contains(read(PICTURES));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          simd: 16, pe: 5 | simd: 7, pe: 5 | : overlay pictures, layer 1: SIMD 7 does not fit 144 columns of 1-bit weights; legal values are 1, 2, 3, 4, 6, 8, 9, 12, 16, 18, 24, 36, 48
          simd: 16, pe: 5 | simd: 16, pe: 6 | : overlay pictures, layer 1: PE 6 does not divide 20 rows; legal values are 1, 2, 4, 5, 10, 20
          simd: 3, pe: 4 | simd: 0, pe: 4 | , line 5: layer 0: folding: SIMD 0, PE 4 must both be at least 1
          kernel: 3 | kernel: 9 | , line 5: network, layer 0: expected a kernel of 1 to 8, found 9
          size: 2 | size: 4 | , line 6: network, layer 0: expected a pool size that divides 6, found 4
          size: 2 | size: 3 | : overlay pictures, layer 0: the accelerator pools 2x2 right after a convolution; found a pool 3x3
          W1A2 | W2A1 | : overlay pictures, layer 0, precision W2A1: 2-bit weights need 2-bit activations; use W2A2 or W1A1
          W1A2 | W3A3 | : overlay pictures, layer 0: the accelerator has weights of 1 or 2 signed bits; found 3-bit signed
          W1A2 | fast | , line 2: precision 'fast': expected a name such as W1A1, W1A2 or W2A2
          bits: 8 | bits: 4 | , line 3: input: 4 bits per value, expected 1 or 8
          dimension: 8 | dimension: 0 | , line 3: input: 3 channels of 0x0, expected 1 to 4194304 values
          channels: 16 | channels: -1 | , line 5: network, layer 0: expected at least 1 channels, found -1
          neurons: 20 | neurons: 0 | , line 7: network, layer 1: expected at least 1 neurons, found 0
          name: pictures | name: ../up | , line 1: name '../up': expected 1 to 64 letters, digits, '.', '_' or '-', as it names folders, not beginning with a mark
          name: pictures | name: lfcW1A1 | : the name lfcW1A1 belongs to a published overlay with other layers; choose another name
          pe: 5 | pe: 5, pes: 5 | , line 7: unknown key 'dense.pes'; did you mean 'dense.pe'?
          pe: 5 | pe: many | , line 7: dense.pe: expected a whole number, found 'many'
          pe: 5 | pe: 1.5 | , line 7: dense.pe: expected a whole number, found '1.5'
          simd: 16, pe: 5 | simd: 16 | , line 7: 'pe' is missing
          max-pool | avg-pool | , line 6: unknown layer 'avg-pool'; known names: dense, convolution, max-pool
          layers: | output: words{n}layers: | , line 4: output: expected bits or scores, found 'words'
          """)
  void whatIsIllegalIsRefusedNamingTheLayerAndWhatIsLegal(String from, String to, String message) {
    assertThatThrownBy(() -> read(PICTURES.replaceFirst(from, to.replace("{n}", "\n"))))
        .isInstanceOf(Refusal.class)
        .hasMessage(folder.resolve("own.yaml") + message);
  }

  @Test
  void aMisspeltKeyIsNamedAndNoOtherWithIt() {
    assertThatThrownBy(() -> read(PICTURES.replace("neurons: 20", "neuron: 20")))
        .isInstanceOf(Refusal.class)
        .hasMessageContaining("line 7: unknown key 'dense.neuron'; did you mean 'dense.neurons'?")
        .hasMessageNotContaining("'dense.simd'");
    assertThatThrownBy(() -> read(PICTURES.replace("channels: 3", "chanels: 3")))
        .isInstanceOf(Refusal.class)
        .hasMessageContaining("line 3: unknown key 'input.chanels'; did you mean 'input.channels'?")
        .hasMessageNotContaining("'input.dimension'");
  }

  @Test
  void whatIsNoOverlayIsRefused() throws IOException {
    refused("", ", line 1: expected name, precision, input and layers");
    refused("- a list", ", line 1: expected name, precision, input and layers");
    refused("name: [", ", line 1: not YAML: ");
    refused("\"name", ", line 1: not YAML: ");
    refused("name: a\nname: b\n", ": 'precision' is missing; it names bits of weights");
    refused(
        PICTURES + "name: b\n", ", line 9: duplicate key 'name'; it is already given on line 1");
    refused(
        PICTURES.replaceFirst("precision: .*\n", ""),
        ": 'precision' is missing; it names bits of weights and activations, such as W1A1");
    refused(PICTURES.replaceFirst("max-pool: .*\n", "\n"), ", line 6: expected a layer, one of");
    assertThatThrownBy(() -> OverlayFile.named("none.yaml", folder))
        .hasMessage("none.yaml: no such file; expected an overlay in YAML");
    assertThatThrownBy(() -> OverlayFile.named("none", folder))
        .hasMessageStartingWith("overlay 'none' is unknown; known names: lfcW1A1");
  }

  @Test
  void whatTheOutputsMeanAndTheDataTypesOfSingleLayersCanBeSaid() throws IOException {
    Overlay overlay =
        read(
            PICTURES
                .replace("layers:", "output: bits\nlayers:")
                .replace("pe: 5}", "pe: 5, precision: W2A2}"));
    assertThat(overlay.network().output()).isEqualTo(OutputCode.BITS);
    assertThat(overlay.network().precisionText()).isEqualTo("W1A2 W2A2 W2A2");
    assertThat(read(OverlayFile.toYaml(overlay))).isEqualTo(overlay);
  }

  private void refused(String yaml, String message) {
    assertThatThrownBy(() -> read(yaml))
        .isInstanceOf(Refusal.class)
        .hasMessageStartingWith(folder.resolve("own.yaml") + message);
  }

  @Test
  void damagedFilesAreReadOrRefusedWithALineForEachProblem() throws IOException {
    Random random = new Random(2);
    int refused = 0;
    byte[] whole = PICTURES.getBytes(StandardCharsets.UTF_8);
    for (int round = 0; round < 3000; round++) {
      byte[] bytes = whole.clone();
      for (int changes = 1 + random.nextInt(3); changes > 0; changes--) {
        bytes[random.nextInt(bytes.length)] =
            (byte)
                (random.nextBoolean() ? whole[random.nextInt(whole.length)] : random.nextInt(256));
      }
      Path file = Files.write(folder.resolve("own.yaml"), bytes);
      try {
        assertThat(OverlayFile.read(file).layers()).isNotEmpty();
      } catch (Refusal e) {
        assertThat(e.getMessage().lines()).allMatch(line -> line.startsWith(file.toString()));
        refused++;
      }
    }
    assertThat(refused).isBetween(1, 2999);
  }

  private Overlay read(String yaml) throws IOException {
    return OverlayFile.read(Files.writeString(folder.resolve("own.yaml"), yaml));
  }
}

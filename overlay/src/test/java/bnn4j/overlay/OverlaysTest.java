package bnn4j.overlay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import bnn4j.foundation.Refusal;
import bnn4j.network.Networks;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The tables of formats.md 2, row by row. */
class OverlaysTest {
  /** H, W, fan-in, SIMD, PE, WMEM, TMEM of a layer. */
  private static List<Integer> sizes(String overlay, int index) {
    MatrixLayer layer = Overlays.named(overlay).layers().get(index);
    return List.of(
        layer.rows(),
        layer.columns(),
        layer.fanIn(),
        layer.folding().simd(),
        layer.folding().pe(),
        layer.wmem(),
        layer.tmem());
  }

  @ParameterizedTest
  @CsvSource({
    "0, 1024,  832,  784, 64, 32, 416, 32",
    "1, 1024, 1024, 1024, 32, 64, 512, 16",
    "2, 1024, 1024, 1024, 64, 32, 512, 32",
    "3,   64, 1024, 1024,  8, 16, 512,  4",
  })
  void fullyConnectedLayersHaveThePublishedSizes(
      int layer, int h, int w, int fanIn, int simd, int pe, int wmem, int tmem) {
    List<Integer> expected = List.of(h, w, fanIn, simd, pe, wmem, tmem);
    assertThat(sizes("lfcW1A1", layer)).isEqualTo(expected);
    assertThat(sizes("lfcW1A2", layer)).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource({
    "0,  64,   27,  3, 16,    36,   4",
    "1,  64,  576, 32, 32,    36,   2",
    "2, 128,  576, 32, 16,   144,   8",
    "3, 128, 1152, 32, 16,   288,   8",
    "4, 256, 1152, 32,  4,  2304,  64",
    "5, 256, 2304, 32,  1, 18432, 256",
    "6, 512,  256,  4,  1, 32768, 512",
    "7, 512,  512,  8,  1, 32768, 512",
    "8,  64,  512,  1,  4,  8192,  16",
  })
  void convolutionalLayersHaveThePublishedSizes(
      int layer, int h, int w, int simd, int pe, int wmem, int tmem) {
    List<Integer> expected = List.of(h, w, w, simd, pe, wmem, tmem);
    assertThat(sizes("cnvW1A1", layer)).isEqualTo(expected);
    assertThat(sizes("cnvW1A2", layer)).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource({
    "0,  64,   27,  3,  8,    72,   8",
    "1,  64,  576, 16, 16,   144,   4",
    "2, 128,  576, 16,  8,   576,  16",
    "3, 128, 1152, 16,  8,  1152,  16",
    "4, 256, 1152,  8,  4,  9216,  64",
    "5, 256, 2304,  8,  1, 73728, 256",
    "6, 512,  256,  2,  1, 65536, 512",
    "7, 512,  512,  2,  2, 65536, 256",
    "8,  64,  512,  1,  4,  8192,  16",
  })
  void twoBitConvolutionalLayersHaveThePublishedSizes(
      int layer, int h, int w, int simd, int pe, int wmem, int tmem) {
    assertThat(sizes("cnvW2A2", layer)).isEqualTo(List.of(h, w, w, simd, pe, wmem, tmem));
  }

  @ParameterizedTest
  @CsvSource({
    "lfcW1A1, '1 1 1 1'",
    "lfcW1A2, '2 2 2 1'",
    "cnvW1A1, '1 1 1 1 1 1 1 1 0'",
    "cnvW1A2, '2 2 2 2 2 2 2 2 0'",
    "cnvW2A2, '2 2 2 2 2 2 2 2 0'",
  })
  void thresholdsPerNeuronFollowTheActivationBits(String overlay, String thresholds) {
    assertThat(Overlays.named(overlay).layers())
        .extracting(layer -> Integer.toString(layer.thresholdsPerNeuron()))
        .containsExactly(thresholds.split(" ", -1));
  }

  @ParameterizedTest
  @CsvSource({
    "lfcW1A1, '1 1 1 1', '1 1 1 1'",
    "lfcW1A2, '1 2 2 2', '2 2 2 1'",
    "cnvW1A1, '8 1 1 1 1 1 1 1 1', '1 1 1 1 1 1 1 1 16'",
    "cnvW1A2, '8 2 2 2 2 2 2 2 2', '2 2 2 2 2 2 2 2 16'",
    "cnvW2A2, '8 2 2 2 2 2 2 2 2', '2 2 2 2 2 2 2 2 16'",
  })
  void bitsInAndOutOfEachLayerAreThePublishedOnes(String overlay, String in, String out) {
    List<MatrixLayer> layers = Overlays.named(overlay).layers();
    assertThat(layers)
        .extracting(layer -> Integer.toString(layer.inputBits()))
        .containsExactly(in.split(" ", -1));
    assertThat(layers)
        .extracting(layer -> Integer.toString(layer.outputBits()))
        .containsExactly(out.split(" ", -1));
  }

  @ParameterizedTest
  @CsvSource({
    "lfcW1A1, POPCOUNT,    POPCOUNT,    0, 832,     16",
    "lfcW1A2, SIGNED,      SIGNED,   -832, 832,     16",
    "cnvW1A1, FIXED_POINT, POPCOUNT, -6912, 6912,   24",
    "cnvW1A2, FIXED_POINT, SIGNED,   -6912, 6912,   24",
    "cnvW2A2, FIXED_POINT, SIGNED,   -6912, 6912,   24",
  })
  void accumulatorsCountWhatFormatsSays(
      String overlay, Accumulator first, Accumulator others, int min, int max, int bits) {
    List<MatrixLayer> layers = Overlays.named(overlay).layers();
    assertThat(layers.get(0).accumulator()).isEqualTo(first);
    assertThat(layers.get(0).accumulatorMin()).isEqualTo(min);
    assertThat(layers.get(0).accumulatorMax()).isEqualTo(max);
    assertThat(layers.get(0).thresholdBits()).isEqualTo(bits);
    assertThat(layers.subList(1, layers.size()))
        .allMatch(layer -> layer.accumulator() == others)
        .allMatch(layer -> layer.thresholdBits() == 16);
  }

  @ParameterizedTest
  @CsvSource({
    "lfcW1A1, 13, 1, true",
    "lfcW1A2, 13, 1, true",
    "cnvW1A1, 384, 16, false",
    "cnvW1A2, 384, 16, false",
    "cnvW2A2, 384, 16, false",
  })
  void imagesAndResultsTakeThePublishedNumberOfWords(
      String name, int input, int output, boolean bits) {
    Overlay overlay = Overlays.named(name);
    assertThat(overlay.inputWords()).isEqualTo(input);
    assertThat(overlay.outputWords()).isEqualTo(output);
    assertThat(overlay.bitOutput()).isEqualTo(bits);
    assertThat(overlay.maxClasses()).isEqualTo(64);
  }

  @Test
  void onlyTheFirstFullyConnectedLayerIsPaddedInWidth() {
    for (Overlay overlay : Overlays.published()) {
      for (MatrixLayer layer : overlay.layers()) {
        boolean padded = overlay.binaryInput() && layer.index() == 0;
        assertThat(layer.paddedColumns()).isEqualTo(padded ? 48 : 0);
      }
    }
  }

  @Test
  void poolsFollowTheSecondAndFourthConvolution() {
    assertThat(Overlays.named("cnvW1A1").layers())
        .extracting(MatrixLayer::pooled)
        .containsExactly(false, true, false, true, false, false, false, false, false);
  }

  @Test
  void cyclesAreTheLatencyOfTheOriginalsConfiguration() {
    // 2 * 9 * 64 * 64 * 28 * 28 operations at 2 * 32 * 32 per cycle.
    assertThat(Overlays.named("cnvW1A1").layers().get(1).cycles()).isEqualTo(28224);
    assertThat(Overlays.named("lfcW1A1").layers().get(0).cycles()).isEqualTo(416);
  }

  @Test
  void shortNamesStandForTheBinaryOverlays() {
    assertThat(Overlays.named("lfc")).isSameAs(Overlays.named("lfcW1A1"));
    assertThat(Overlays.named("cnv")).isSameAs(Overlays.named("cnvW1A1"));
    assertThat(Overlays.find("cnvW3A3")).isEmpty();
  }

  @Test
  void theOverlaysThatRunANetworkAreFoundWhateverItsClasses() {
    Overlay lfc = Overlays.named("lfcW1A2");
    assertThat(Overlays.running(lfc.network().withOutputs(7))).containsExactly(lfc);
    assertThat(Overlays.running(Networks.named("tfcW1A2"))).isEmpty();
  }

  @Test
  void anUnknownNameIsRefusedWithTheKnownOnes() {
    assertThatThrownBy(() -> Overlays.named("lfcW2A2"))
        .isInstanceOf(Refusal.class)
        .hasMessage(
            "overlay 'lfcW2A2' is unknown; known names: lfcW1A1, lfcW1A2, cnvW1A1, cnvW1A2,"
                + " cnvW2A2 (lfc and cnv are short for W1A1)");
  }
}

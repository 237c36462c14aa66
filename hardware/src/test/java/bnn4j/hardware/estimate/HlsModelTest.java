package bnn4j.hardware.estimate;

import static org.assertj.core.api.Assertions.assertThat;

import bnn4j.hardware.rtl.Pipeline;
import bnn4j.overlay.Overlays;
import java.util.Arrays;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HlsModelTest {
  private static Pipeline pipeline(String overlay) {
    return Pipeline.of(Overlays.named(overlay));
  }

  /** Worked out by hand from FINN's formulas (finn-facts.md 2.4). */
  @ParameterizedTest
  @CsvSource({
    "lfcW1A1, 14168 14591 14204 1338, 208",
    "lfcW1A2, 14133 21279 20927 1743, 208",
    "cnvW1A1, 2794 8434 3855 3872 1193 524 336 363 370, 120",
    "cnvW1A2, 2794 11778 5527 5544 1611 628 348 389 379, 120",
    "cnvW2A2, 1751 3837 2068 2077 766 417 335 372 392, 224"
  })
  void theMatrixUnitsTakeWhatFinnsFormulasSay(String overlay, String luts, long blocks) {
    Pipeline pipeline = pipeline(overlay);
    assertThat(pipeline.stages())
        .extracting(stage -> HlsModel.matrix(stage).lut())
        .containsExactlyElementsOf(Arrays.stream(luts.split(" ")).map(Long::valueOf).toList());
    assertThat(pipeline.stages().stream().mapToLong(s -> HlsModel.matrix(s).bram18()).sum())
        .isEqualTo(blocks);
  }

  @ParameterizedTest
  @CsvSource({"cnvW1A1, 24", "cnvW1A2, 44", "cnvW2A2, 24"})
  void theWindowsTakeTheirRowBuffers(String overlay, long blocks) {
    assertThat(
            pipeline(overlay).stages().stream()
                .filter(s -> s.map().isPresent())
                .mapToLong(s -> HlsModel.window(s, s.map().get()).bram18())
                .sum())
        .isEqualTo(blocks);
  }

  /** FINN's pull request 209: 21,135 LUT after synthesis, without the shell. */
  @Test
  void theLookUpTablesOfCnvComeCloseToFinnsSynthesis() {
    assertThat((double) HlsModel.FINN.of(pipeline("cnvW1A1")).lut())
        .isCloseTo(21_135, Percentage.withPercentage(12));
  }
}

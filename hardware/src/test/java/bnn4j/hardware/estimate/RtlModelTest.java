package bnn4j.hardware.estimate;

import static org.assertj.core.api.Assertions.assertThat;

import bnn4j.hardware.rtl.Pipeline;
import bnn4j.hardware.rtl.Stage;
import bnn4j.overlay.Overlays;
import java.util.Arrays;
import java.util.List;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Against syntheses by Yosys 0.23 for series 7. */
class RtlModelTest {
  @ParameterizedTest
  @CsvSource({"cnvW1A1, 15578, 7601, 126", "cnvW2A2, 14864, 6061, 233"})
  void theTotalsAreThoseOfASynthesis(String overlay, double luts, double flipFlops, double blocks) {
    Resources estimated = RtlModel.CALIBRATED.of(Pipeline.of(Overlays.named(overlay)));
    assertThat((double) estimated.lut()).isCloseTo(luts, Percentage.withPercentage(5));
    assertThat((double) estimated.ff()).isCloseTo(flipFlops, Percentage.withPercentage(5));
    assertThat((double) estimated.bram18()).isCloseTo(blocks, Percentage.withPercentage(1));
    assertThat(estimated.dsp()).isZero();
  }

  @ParameterizedTest
  @CsvSource({
    "cnvW1A1, 2791 5302 2049 2186 1299 435 219 247",
    "cnvW2A2, 2285 4277 2277 2613 1233 429 272 376"
  })
  void andSoIsEachLayer(String overlay, String luts) {
    List<Long> found = Arrays.stream(luts.split(" ")).map(Long::valueOf).toList();
    List<Stage> stages = Pipeline.of(Overlays.named(overlay)).stages();
    for (int i = 0; i < found.size(); i++) {
      assertThat((double) RtlModel.CALIBRATED.of(stages.get(i)).lut())
          .as("layer %d", i)
          .isCloseTo(found.get(i), Percentage.withPercentage(15));
    }
  }

  @Test
  void memoriesTakeTheShapeThatNeedsFewestBlocks() {
    assertThat(BlockRam.fewest(32, 2304).blocks()).isEqualTo(5);
    assertThat(BlockRam.fewest(32, 18_432)).isEqualTo(new BlockRam.Layout(36, 9));
    assertThat(BlockRam.fewest(4, 32_768).blocks()).isEqualTo(8);
    assertThat(RtlMemory.clocked(16, 64)).isEqualTo(new Resources(24, 16, 0, 0));
    assertThat(RtlMemory.clocked(16, 256)).isEqualTo(new Resources(0, 0, 1, 0));
  }
}

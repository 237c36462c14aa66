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
  @CsvSource({
    "lfcW1A1, 20055, 7136, 208",
    "lfcW1A2, 37979, 9776, 208",
    "cnvW1A1, 14499, 7619, 125",
    "cnvW2A2, 13819, 6058, 233"
  })
  void theTotalsAreThoseOfASynthesis(String overlay, double luts, double flipFlops, double blocks) {
    Resources estimated = RtlModel.CALIBRATED.of(Pipeline.of(Overlays.named(overlay)));
    assertThat((double) estimated.lut()).isCloseTo(luts, Percentage.withPercentage(5));
    assertThat((double) estimated.ff()).isCloseTo(flipFlops, Percentage.withPercentage(5));
    assertThat((double) estimated.bram18()).isCloseTo(blocks, Percentage.withPercentage(2));
    assertThat(estimated.dsp()).isZero();
  }

  @ParameterizedTest
  @CsvSource({
    "lfcW1A1, 5580 6950 5625 1248",
    "lfcW1A2, 6522 15341 13744 1725",
    "cnvW1A1, 2631 5028 1897 2028 1062 454 221 245",
    "cnvW2A2, 2108 4008 2084 2442 1171 462 268 340"
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

package bnn4j.hardware.estimate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import bnn4j.hardware.rtl.Pipeline;
import bnn4j.overlay.Overlays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Against the figures of finn-facts.md 3, worked out by hand. */
class RooflineTest {
  private static Estimate estimate(String overlay, TargetBoard board) {
    return Estimate.of(Pipeline.of(Overlays.named(overlay)), board);
  }

  @ParameterizedTest
  @CsvSource({"lfcW1A1, 1254.4, 1177.6", "cnvW1A1, 454.4, 363.1", "cnvW2A2, 117.2, 103.3"})
  void theOverlayReachesMostOfItsPeak(String overlay, double peak, double reached) {
    Estimate estimate = estimate(overlay, TargetBoard.PYNQ_Z1);
    assertThat(estimate.peakGigaOperations()).isCloseTo(peak, within(0.05));
    assertThat(estimate.gigaOperations()).isCloseTo(reached, within(0.05));
  }

  @Test
  void theRoofsAreTheBoards() {
    Roofline lfc = estimate("lfcW1A1", TargetBoard.PYNQ_Z1).roofline();
    assertThat(lfc.computeGigaOperations()).isCloseTo(1489.6, within(0.1));
    assertThat(lfc.onChipGigabytes()).isCloseTo(126, within(0.1));
    assertThat(lfc.portGigabytes()).isCloseTo(0.8, within(1e-9));
    assertThat(lfc.memoryGigabytes()).isEqualTo(2.1);
    assertThat(estimate("lfcW1A1", TargetBoard.ULTRA96).roofline().computeGigaOperations())
        .isCloseTo(5930, within(5.0));
  }

  @ParameterizedTest
  @CsvSource({"lfcW1A1, 16, 53833, 16.0", "cnvW1A1, 16, 37181, 596", "cnvW2A2, 8, 37181, 300.6"})
  void workPerByteIsCountedForEachMemory(
      String overlay, double weights, double images, double streamed) {
    assertThat(estimate(overlay, TargetBoard.PYNQ_Z1).roofline().points())
        .extracting(Roofline.Point::operationsPerByte)
        .satisfiesExactly(
            found -> assertThat(found).isCloseTo(weights, within(1e-6)),
            found -> assertThat(found).isCloseTo(images, within(1.0)),
            found -> assertThat(found).isCloseTo(streamed, within(1.0)));
  }

  /** What makes an overlay of this kind worth its block RAMs. */
  @Test
  void weightsFromMemoryWouldStarveALfc() {
    Roofline lfc = estimate("lfcW1A1", TargetBoard.PYNQ_Z1).roofline();
    Roofline.Point streamed = lfc.points().get(2);
    assertThat(streamed.real()).isFalse();
    assertThat(streamed.gigaOperations()).isLessThan(15);
  }

  @Test
  void noRealPointIsAboveItsRoof() {
    Roofline lfc = estimate("lfcW1A1", TargetBoard.PYNQ_Z1).roofline();
    Roofline.Point weights = lfc.points().get(0);
    Roofline.Point images = lfc.points().get(1);
    assertThat(weights.gigaOperations())
        .isLessThanOrEqualTo(lfc.under(lfc.onChipGigabytes(), weights.operationsPerByte()));
    assertThat(images.gigaOperations())
        .isLessThanOrEqualTo(lfc.under(lfc.portGigabytes(), images.operationsPerByte()));
  }
}

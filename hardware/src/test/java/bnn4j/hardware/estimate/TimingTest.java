package bnn4j.hardware.estimate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import bnn4j.hardware.rtl.Pipeline;
import bnn4j.overlay.Overlays;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TimingTest {
  private static final Clock PYNQ = new Clock(100);
  private static final Clock ULTRA96 = new Clock(300);

  private static Timing timing(String overlay) {
    return Timing.of(Pipeline.of(Overlays.named(overlay)));
  }

  @ParameterizedTest
  @CsvSource({
    "lfcW1A1, 512",
    "lfcW1A2, 512",
    "cnvW1A1, 32768",
    "cnvW1A2, 32768",
    "cnvW2A2, 115200"
  })
  void theSlowestLayerSetsThePace(String overlay, long cycles) {
    assertThat(timing(overlay).perImage()).isEqualTo(cycles);
  }

  /** BNN-PYNQ's issue 51 and slides, PYNQ-Z1: 1582 and 1541 us. */
  @Test
  void theWavefrontComesCloseToThePublishedLatencyOfCnv() {
    double microseconds = PYNQ.microseconds(timing("cnvW1A1").hlsLatency());
    assertThat(microseconds).isCloseTo(1582, Percentage.withPercentage(2));
    assertThat(microseconds).isCloseTo(1541, Percentage.withPercentage(1));
  }

  /** BNN-PYNQ's notebooks, Ultra96. */
  @Test
  void andToThoseOfTheOtherOverlays() {
    assertThat(ULTRA96.microseconds(timing("cnvW1A1").hlsLatency()))
        .isCloseTo(527, Percentage.withPercentage(2));
    assertThat(ULTRA96.microseconds(timing("cnvW2A2").hlsLatency()))
        .isCloseTo(1621.5, Percentage.withPercentage(8));
    assertThat(ULTRA96.microseconds(timing("lfcW1A1").hlsLatency())).isCloseTo(7, within(1.0));
  }

  @Test
  void addingUpTheLayersOverstatesByThreeFifths() {
    Timing cnv = timing("cnvW1A1");
    assertThat(cnv.sum()).isEqualTo(252_492);
    assertThat((double) cnv.sum() / cnv.hlsLatency()).isGreaterThan(1.6);
    assertThat(timing("cnvW2A2").sum()).isEqualTo(723_508);
  }

  /** BNN-PYNQ's notebook: 10,000 images on Ultra96 in 1,092,898 us. */
  @Test
  void aBatchTakesWhatThePaceSays() {
    assertThat(ULTRA96.perSecond(timing("cnvW1A1").perImage()))
        .isCloseTo(10_000 / 1.092898, Percentage.withPercentage(0.2));
    assertThat(ULTRA96.perSecond(timing("cnvW2A2").perImage()))
        .isCloseTo(2580.3, Percentage.withPercentage(1));
  }

  @Test
  void theWindowOfTheRtlDoesNotWaitForTheNextRow() {
    Timing cnv = timing("cnvW1A1");
    assertThat(cnv.latency()).isLessThan(cnv.hlsLatency());
  }

  @Test
  void aWideOpenFoldingIsBoundByThePixelsOfItsWindows() {
    Pipeline cnv = Pipeline.of(Overlays.named("cnvW1A1"));
    Pipeline open =
        cnv.with(cnv.stages().stream().map(s -> s.folded(s.columns(), s.rows())).toList());
    assertThat(Timing.of(open).perImage()).isEqualTo(30 * 30 * 9);
  }
}

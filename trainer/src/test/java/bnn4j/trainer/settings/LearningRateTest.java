package bnn4j.trainer.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import bnn4j.foundation.Refusal;
import bnn4j.trainer.settings.LearningRate.Schedule;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class LearningRateTest {
  @Test
  void exponentialFallsByTheSameFactorEachEpoch() {
    LearningRate rate = new LearningRate(0.003, 3e-7, Schedule.EXPONENTIAL, 0);
    assertThat(rate.at(0, 1000)).isEqualTo(0.003);
    assertThat(rate.at(250, 1000)).isCloseTo(3e-4, within(1e-15));
    assertThat(rate.at(500, 1000)).isCloseTo(3e-5, within(1e-16));
    assertThat(rate.at(999, 1000)).isCloseTo(3e-7 * Math.pow(1e4, 0.001), within(1e-18));
  }

  @Test
  void cosineIsHalfWayInTheMiddle() {
    LearningRate rate = new LearningRate(0.01, 0.002, Schedule.COSINE, 0);
    assertThat(rate.at(0, 8)).isEqualTo(0.01);
    assertThat(rate.at(2, 8)).isCloseTo(0.006 + 0.004 * Math.sqrt(0.5), within(1e-15));
    assertThat(rate.at(4, 8)).isCloseTo(0.006, within(1e-15));
  }

  @Test
  void constantStaysAtTheStartWhateverTheEndSays() {
    LearningRate rate = new LearningRate(1e-5, 3e-3, Schedule.CONSTANT, 0);
    assertThat(IntStream.range(0, 7).mapToDouble(epoch -> rate.at(epoch, 7))).containsOnly(1e-5);
  }

  @Test
  void theWarmUpRisesLinearlyAndTheFallTakesTheRest() {
    LearningRate rate = new LearningRate(0.004, 0.001, Schedule.EXPONENTIAL, 3);
    assertThat(IntStream.range(0, 4).mapToDouble(epoch -> rate.at(epoch, 5)))
        .containsExactly(0.001, 0.002, 0.003, 0.004);
    assertThat(rate.at(4, 5)).isCloseTo(0.002, within(1e-15));
  }

  @Test
  void everyFallingScheduleStaysBetweenEndAndStart() {
    for (Schedule schedule : Schedule.values()) {
      LearningRate rate = new LearningRate(0.003, 3e-7, schedule, 0);
      for (int epochs = 1; epochs < 40; epochs++) {
        double before = rate.start();
        for (int epoch = 0; epoch < epochs; epoch++) {
          double now = rate.at(epoch, epochs);
          assertThat(now).isBetween(rate.end(), before);
          before = now;
        }
      }
    }
  }

  @Test
  void anEndAboveTheStartIsRefused() {
    assertThatThrownBy(() -> new LearningRate(1e-8, 3e-7, Schedule.COSINE, 0))
        .isInstanceOf(Refusal.class)
        .hasMessage(
            "learning-rate.end: expected at most learning-rate.start, which is 1e-8, found 3e-7");
  }

  @Test
  void notANumberIsRefused() {
    assertThatThrownBy(() -> new LearningRate(Double.NaN, 3e-7, Schedule.COSINE, 0))
        .isInstanceOf(Refusal.class)
        .hasMessage("learning-rate.start: expected a number above 0, found NaN");
  }
}

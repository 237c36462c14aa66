package bnn4j.trainer.loop;

import static org.assertj.core.api.Assertions.assertThat;

import bnn4j.trainer.loop.TrainingState.PartialEpoch;
import org.junit.jupiter.api.Test;

class TrainingStateTest {
  private static TrainingState after(double... accuracies) {
    TrainingState state = TrainingState.start();
    for (double accuracy : accuracies) {
      state = state.finished(new EpochMetrics(state.epochsDone() + 1, 1, 50, accuracy, 0.1, 9, 2));
    }
    return state;
  }

  @Test
  void theBestEpochIsTheLastOfThoseWithTheBestAccuracy() {
    assertThat(after().bestEpoch()).isZero();
    assertThat(after(70, 90, 80).bestEpoch()).isEqualTo(2);
    assertThat(after(70, 90, 80, 90, 89).bestEpoch()).isEqualTo(4);
    assertThat(after(Double.NaN, Double.NaN).bestEpoch()).isEqualTo(2);
  }

  @Test
  void anEpochAsGoodAsTheBestIsNoImprovement() {
    assertThat(after().epochsWithoutImprovement()).isZero();
    assertThat(after(70, 90).epochsWithoutImprovement()).isZero();
    assertThat(after(70, 90, 80, 90, 89).epochsWithoutImprovement()).isEqualTo(3);
    assertThat(after(70, 70, 70).epochsWithoutImprovement()).isEqualTo(2);
  }

  @Test
  void timeAddsUpOverInterruptions() {
    assertThat(after(1, 2).with(new PartialEpoch(1, 0, 0, 0.5)).seconds()).isEqualTo(4.5);
  }

  @Test
  void aFinishedEpochLeavesNoPartOfOne() {
    TrainingState state = after(1).with(new PartialEpoch(7, 1, 2, 3));
    assertThat(state.finished(after(1, 2).epochs().get(1)).partial())
        .isEqualTo(PartialEpoch.NOTHING);
  }
}

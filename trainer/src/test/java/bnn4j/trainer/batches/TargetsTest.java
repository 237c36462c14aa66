package bnn4j.trainer.batches;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TargetsTest {
  private static float[] targets(boolean highestBit, int label) {
    float[] all = {7, 7, 7, 7, 7, 7, 7, 7};
    new Targets(6, highestBit).write(label, all, 1);
    assertThat(all[0]).isEqualTo(7);
    assertThat(all[7]).isEqualTo(7);
    return Arrays.copyOfRange(all, 1, 7);
  }

  @Test
  void hingeLossWantsPlusOneForTheLabelAndMinusOneForTheOthers() {
    assertThat(targets(false, 0)).containsExactly(1, -1, -1, -1, -1, -1);
    assertThat(targets(false, 4)).containsExactly(-1, -1, -1, -1, 1, -1);
  }

  @Test
  void highestBitLossLooksAwayFromBitsBelowTheOneThatGuardsTheLabel() {
    assertThat(targets(true, 4)).containsExactly(0, 0, 0, -1, 1, -1);
    assertThat(targets(true, 2)).containsExactly(0, -1, 1, -1, -1, -1);
    assertThat(targets(true, 1)).containsExactly(-1, 1, -1, -1, -1, -1);
  }

  @Test
  void classZeroNeedsNoBitAtAll() {
    assertThat(targets(true, 0)).containsExactly(0, -1, -1, -1, -1, -1);
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void freeOutputsAreThoseWithTargetZero(boolean highestBit) {
    for (int label = 0; label < 6; label++) {
      int zeros = 0;
      for (float target : targets(highestBit, label)) {
        zeros += target == 0 ? 1 : 0;
      }
      assertThat(new Targets(6, highestBit).free(label)).isEqualTo(zeros);
    }
  }
}

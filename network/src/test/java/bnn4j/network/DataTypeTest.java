package bnn4j.network;

import static bnn4j.network.DataType.BINARY;
import static bnn4j.network.DataType.TERNARY;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import bnn4j.foundation.Refusal;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DataTypeTest {
  @Test
  void oneSignedBitIsPlusOneFromZeroOn() {
    assertThat(BINARY.quantized(0)).isEqualTo(1);
    assertThat(BINARY.quantized(-0.0)).isEqualTo(1);
    assertThat(BINARY.quantized(-Double.MIN_VALUE)).isEqualTo(-1);
  }

  @Test
  void twoSignedBitsStepUpAtMinusAndPlusOneHalf() {
    assertThat(TERNARY.quantized(Math.nextDown(-0.5))).isEqualTo(-1);
    assertThat(TERNARY.quantized(-0.5)).isZero();
    assertThat(TERNARY.quantized(Math.nextDown(0.5))).isZero();
    assertThat(TERNARY.quantized(0.5)).isEqualTo(1);
  }

  @ParameterizedTest
  @CsvSource({
    "1, true, -1, 1, 2",
    "2, true, -1, 1, 3",
    "3, true, -3, 3, 7",
    "4, true, -7, 7, 15",
    "1, false, 0, 1, 2",
    "2, false, 0, 3, 4",
    "3, false, 0, 7, 8",
    "4, false, 0, 15, 16"
  })
  void levelsAndThresholdsFollowFromBitsAndSign(
      int bits, boolean signed, int min, int max, int levels) {
    DataType type = new DataType(bits, signed);
    assertThat(type.min()).isEqualTo(min);
    assertThat(type.max()).isEqualTo(max);
    assertThat(type.levels()).isEqualTo(levels);
    assertThat(type.thresholds()).isEqualTo(levels - 1);
    assertThat(type.level(0)).isEqualTo(min);
    assertThat(type.level(levels - 1)).isEqualTo(max);
    assertThat(type.steps()).hasSize(levels - 1).isSorted();
  }

  @Test
  void theNumberIsTheLevelOfTheStepsReached() {
    for (int bits = 1; bits <= 4; bits++) {
      for (DataType type : new DataType[] {DataType.signed(bits), DataType.unsigned(bits)}) {
        double[] steps = type.steps();
        for (double x = -2; x <= 2; x += 1 / 64.0) {
          double value = x;
          int reached =
              (int) IntStream.range(0, steps.length).filter(i -> value >= steps[i]).count();
          assertThat(type.quantized(x)).as("%s of %s", type, x).isEqualTo(type.level(reached));
        }
      }
    }
  }

  @Test
  void weightTiesGoUp() {
    assertThat(BINARY.quantized(-0f)).isEqualTo(1);
    assertThat(TERNARY.quantized(0.5f)).isEqualTo(1);
    assertThat(TERNARY.quantized(-0.5f)).isZero();
  }

  @Test
  void realNumbersBeyondTheEndsCountAsTheEnds() {
    assertThat(TERNARY.quantized(7)).isEqualTo(1);
    assertThat(TERNARY.quantized(-7)).isEqualTo(-1);
    assertThat(DataType.unsigned(2).quantized(7)).isEqualTo(3);
    assertThat(DataType.unsigned(2).quantized(-7)).isZero();
  }

  @Test
  void impossibleBitsAreRefused() {
    assertThatThrownBy(() -> DataType.signed(16))
        .isInstanceOf(Refusal.class)
        .hasMessage("a weight or an activation has 1 to 8 bits, found 16");
    assertThatThrownBy(() -> DataType.unsigned(8))
        .isInstanceOf(Refusal.class)
        .hasMessage("a weight or an activation has 1 to 7 bits where unsigned, found 8");
    assertThatThrownBy(() -> Precision.of("1w2a"))
        .isInstanceOf(Refusal.class)
        .hasMessage("precision '1w2a': expected a name such as W1A1, W1A2 or W2A2");
    assertThatThrownBy(() -> Precision.of("W1A0"))
        .isInstanceOf(Refusal.class)
        .hasMessage("precision 'W1A0': a weight or an activation has 1 to 8 bits, found 0");
  }

  @Test
  void precisionsReadTheNameTheyPrint() {
    for (String name : new String[] {"W1A1", "W1A2", "W2A2", "W1A3", "W4A4"}) {
      assertThat(Precision.of(name)).hasToString(name);
    }
  }
}

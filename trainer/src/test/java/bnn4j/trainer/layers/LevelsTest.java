package bnn4j.trainer.layers;

import static org.assertj.core.api.Assertions.assertThat;

import bnn4j.network.DataType;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LevelsTest {
  private static final float[] CORNERS = {
    0, 0.5f, 1, Float.MIN_VALUE, Float.MIN_NORMAL, Float.MAX_VALUE, Float.POSITIVE_INFINITY
  };

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 8})
  void levelsAreThoseOfTheQuantizerUpToTheLastBit(int bits) {
    Random random = new Random(bits);
    for (float corner : CORNERS) {
      check(bits, corner, Math.nextUp(corner), Math.nextDown(corner));
      check(bits, -corner, -Math.nextUp(corner), -Math.nextDown(corner));
    }
    for (int i = 0; i < 10_000; i++) {
      float any = Float.intBitsToFloat(random.nextInt());
      if (!Float.isNaN(any)) {
        check(bits, any, random.nextFloat() - 0.5f);
      }
    }
  }

  private static void check(int bits, float... values) {
    check(DataType.signed(bits), values);
    check(DataType.unsigned(Math.min(bits, 7)), values);
  }

  private static void check(DataType type, float... values) {
    float[] levels = values.clone();
    Levels.quantize(levels, values.length, type);
    for (int i = 0; i < values.length; i++) {
      assertThat(levels[i]).as("%s in %s", values[i], type).isEqualTo(type.quantized(values[i]));
    }
  }

  @Test
  void floatsOnAStepAndBesideItAreOnTheRightSide() {
    for (DataType type : new DataType[] {DataType.unsigned(2), DataType.unsigned(3)}) {
      for (double step : type.steps()) {
        float on = (float) step;
        check(type, on, Math.nextUp(on), Math.nextDown(on));
      }
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2})
  void whatLiesBehindTheLengthStays(int bits) {
    float[] values = {7, -7, 7, -7};
    Levels.quantize(values, 2, DataType.signed(bits));
    assertThat(values).containsExactly(1, -1, 7, -7);
  }
}

package bnn4j.trainer.layers;

import static org.assertj.core.api.Assertions.assertThat;

import bnn4j.network.DataType;
import java.nio.FloatBuffer;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RunningNormalizerTest {
  @ParameterizedTest
  @CsvSource({
    "1, true, 1, 5",
    "1, true, 64, 100",
    "2, true, 64, 100",
    "2, true, 3, 1000",
    "1, true, 2000, 3",
    "2, false, 64, 100",
    "3, false, 64, 100",
    "3, true, 64, 100"
  })
  void levelsAreThoseOfTheQuantizerOfTheNumberThatFoldingSees(
      int bits, boolean signed, int neurons, int rows) {
    DataType type = new DataType(bits, signed);
    Random random = new Random(neurons);
    float[] gamma = numbers(random, neurons);
    float[] beta = numbers(random, neurons);
    float[] mean = numbers(random, neurons);
    float[] invStd = numbers(random, neurons);
    float[] input = new float[rows * neurons];
    for (int i = 0; i < input.length; i++) {
      input[i] = random.nextInt(9) - 4;
      if (random.nextInt(3) == 0) {
        beta[i % neurons] = 0;
        mean[i % neurons] = input[i]; // exactly on the step, from either side
      }
    }
    FloatBuffer output = FloatBuffer.allocate(input.length);
    new RunningNormalizer(gamma, beta, mean, invStd)
        .normalize(FloatBuffer.wrap(input), output, Optional.of(type));
    for (int i = 0; i < input.length; i++) {
      int n = i % neurons;
      double value = (input[i] - (double) mean[n]) * ((double) gamma[n] * invStd[n]) + beta[n];
      assertThat(output.get(i)).isEqualTo(type.quantized(value));
    }
  }

  @Test
  void stepsAreMetToTheLastBitOfADouble() {
    float[] corners = {0, 0.5f, Float.MIN_VALUE, 1, Float.MAX_VALUE, 0.5f / 7, 1.5f / 3};
    DataType[] types = {
      DataType.BINARY, DataType.TERNARY, DataType.unsigned(2), DataType.unsigned(3)
    };
    float[] factors = {1, Math.nextUp(1f), Math.nextDown(1f), -1, Float.MIN_VALUE};
    for (float corner : corners) {
      for (float gamma :
          new float[] {corner, -corner, Math.nextUp(corner), Math.nextDown(corner)}) {
        for (float invStd : factors) {
          for (DataType type : types) {
            assertThat(level(gamma, invStd, type))
                .as("%s * %s in %s", gamma, invStd, type)
                .isEqualTo(type.quantized((double) gamma * invStd));
          }
        }
      }
    }
  }

  private static float level(float gamma, float invStd, DataType type) {
    float[] zero = {0};
    FloatBuffer output = FloatBuffer.allocate(1);
    new RunningNormalizer(new float[] {gamma}, zero, zero, new float[] {invStd})
        .normalize(FloatBuffer.wrap(new float[] {1}), output, Optional.of(type));
    return output.get(0);
  }

  @Test
  void withoutAQuantizerATinyNegativeNumberStaysNegative() {
    FloatBuffer output = FloatBuffer.allocate(2);
    new RunningNormalizer(
            new float[] {Float.MIN_VALUE},
            new float[] {0},
            new float[] {0},
            new float[] {Float.MIN_VALUE})
        .normalize(FloatBuffer.wrap(new float[] {-1, 1}), output, Optional.empty());
    assertThat(output.array()).containsExactly(-Float.MIN_VALUE, 0f);
  }

  private static float[] numbers(Random random, int count) {
    float[] numbers = new float[count];
    for (int i = 0; i < count; i++) {
      numbers[i] = (float) random.nextGaussian();
    }
    return numbers;
  }
}

package bnn4j.trainer.layers;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.FloatBuffer;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PoolingTest {
  private static final int IMAGES = 3;

  @ParameterizedTest
  @CsvSource({
    "2, 2, 4, 4, 3",
    "2, 2, 5, 7, 4",
    "3, 3, 9, 6, 1",
    "1, 1, 3, 2, 2",
    "2, 2, 10, 10, 64",
    "3, 2, 7, 7, 5",
    "3, 2, 8, 6, 3",
    "2, 1, 4, 5, 2",
    "3, 1, 3, 3, 1"
  })
  void theLargestIsTakenAndTheFirstOfTheLargestGetsTheGradient(
      int size, int stride, int rows, int columns, int channels) {
    int down = (rows - size) / stride + 1;
    int across = (columns - size) / stride + 1;
    Random random = new Random((long) size * rows);
    // Few different values, as sums of signs are, so that there are ties.
    float[] input = new float[IMAGES * rows * columns * channels];
    for (int i = 0; i < input.length; i++) {
      input[i] = random.nextInt(5) - 2 + (random.nextBoolean() ? 0 : Float.MIN_NORMAL);
    }
    float[] gradients = new float[IMAGES * down * across * channels];
    for (int i = 0; i < gradients.length; i++) {
      gradients[i] = random.nextFloat() - 0.5f;
    }
    float[] output = new float[gradients.length];
    float[] inputGradients = new float[input.length];
    Pooling pooling = new Pooling(size, stride, rows, columns, channels);
    pooling.forward(FloatBuffer.wrap(input), FloatBuffer.wrap(output));
    pooling.backward(
        FloatBuffer.wrap(input), FloatBuffer.wrap(gradients), FloatBuffer.wrap(inputGradients));

    float[] expected = new float[input.length];
    for (int at = 0; at < output.length; at++) {
      int channel = at % channels;
      int column = at / channels % across * stride;
      int row = at / channels / across % down * stride;
      int image = at / channels / across / down;
      int first = -1;
      for (int r = row; r < row + size; r++) {
        for (int c = column; c < column + size; c++) {
          int place = ((image * rows + r) * columns + c) * channels + channel;
          first = first < 0 || input[place] > input[first] ? place : first;
        }
      }
      assertThat(output[at]).isEqualTo(input[first]);
      expected[first] += gradients[at];
    }
    assertThat(inputGradients).usingComparatorWithPrecision(0f).containsExactly(expected);
  }
}

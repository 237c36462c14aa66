package bnn4j.trainer.layers;

import static org.assertj.core.api.Assertions.assertThat;

import bnn4j.network.DataType;
import java.nio.FloatBuffer;
import java.util.Optional;
import java.util.Random;
import org.assertj.core.data.Offset;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Against the formulas of Ioffe and Szegedy in doubles, on sizes that fill chunks and do not. */
class BatchNormalizerTest {
  private static final double EPSILON = 1e-4;

  @ParameterizedTest
  @CsvSource({"7, 5, 0", "40000, 1, 300", "1000, 64, 5000", "33, 1500, -20", "5000, 30, -1e4"})
  void statisticsKeepTheirDigitsHoweverFarFromZero(int rows, int neurons, double centre) {
    float[] batch = numbers(1, rows * neurons, centre);
    BatchNormalizer normalizer = new BatchNormalizer(neurons, EPSILON);
    normalizer.measure(FloatBuffer.wrap(batch), PartSums.ALONE);
    double[][] expected = statistics(batch, neurons);
    assertThat(normalizer.rows()).isEqualTo(rows);
    assertClose(normalizer.mean(), expected[0], 2e-7 * (1 + Math.abs(centre)));
    assertClose(normalizer.variance(), expected[1], 1e-5);
  }

  @ParameterizedTest
  @CsvSource({
    "7, 5, signed",
    "2500, 3, none",
    "70, 64, signed",
    "9, 1500, signed",
    "300, 1, signed",
    "70, 64, unsigned"
  })
  void gradientsAreThoseOfTheFormula(int rows, int neurons, String quantizer) {
    boolean straightThrough = !quantizer.equals("none");
    boolean signed = quantizer.equals("signed");
    DataType type = signed ? DataType.BINARY : DataType.unsigned(3);
    float[] batch = numbers(1, rows * neurons, 3);
    float[] outer = numbers(2, rows * neurons, 0);
    float[] gamma = numbers(3, neurons, 0.8);
    float[] beta = numbers(4, neurons, 0);
    float[] found = new float[batch.length];
    BatchNormalizer normalizer = new BatchNormalizer(neurons, EPSILON);
    normalizer.measure(FloatBuffer.wrap(batch), PartSums.ALONE);
    BatchNormalizer.Gradients sums =
        normalizer.gradients(
            FloatBuffer.wrap(batch),
            FloatBuffer.wrap(outer),
            FloatBuffer.wrap(found),
            gamma,
            beta,
            straightThrough ? Optional.of(type) : Optional.empty(),
            PartSums.ALONE);

    double[][] statistics = statistics(batch, neurons);
    for (int n = 0; n < neurons; n++) {
      double invStd = 1 / Math.sqrt(statistics[1][n] + EPSILON);
      double gammaSum = 0;
      double betaSum = 0;
      double[] passed = new double[rows];
      double[] normal = new double[rows];
      for (int row = 0; row < rows; row++) {
        normal[row] = (batch[row * neurons + n] - statistics[0][n]) * invStd;
        double value = normal[row] * gamma[n] + beta[n];
        boolean inside = value >= (signed ? -1 : 0) && value <= 1;
        double slope = !straightThrough ? 1 : inside ? type.max() : 0;
        passed[row] = slope * outer[row * neurons + n];
        gammaSum += passed[row] * normal[row];
        betaSum += passed[row];
      }
      double[] expected = new double[rows];
      float[] column = new float[rows];
      for (int row = 0; row < rows; row++) {
        expected[row] =
            gamma[n] * invStd * (passed[row] - betaSum / rows - normal[row] * gammaSum / rows);
        column[row] = found[row * neurons + n];
      }
      assertClose(column, expected, 2e-5);
      assertThat((double) sums.gamma()[n]).isCloseTo(gammaSum, within(rows));
      assertThat((double) sums.beta()[n]).isCloseTo(betaSum, within(rows));
    }
  }

  private static Offset<Double> within(int rows) {
    return Offset.offset(1e-5 * rows);
  }

  private static void assertClose(float[] found, double[] expected, double precision) {
    double[] widened = new double[found.length];
    for (int i = 0; i < found.length; i++) {
      widened[i] = found[i];
    }
    assertThat(widened).usingComparatorWithPrecision(precision).containsExactly(expected);
  }

  /** Means and variances, {@code [2][neurons]}. */
  private static double[][] statistics(float[] batch, int neurons) {
    int rows = batch.length / neurons;
    double[][] statistics = new double[2][neurons];
    for (int i = 0; i < batch.length; i++) {
      statistics[0][i % neurons] += batch[i] / (double) rows;
    }
    for (int i = 0; i < batch.length; i++) {
      double distance = batch[i] - statistics[0][i % neurons];
      statistics[1][i % neurons] += distance * distance / rows;
    }
    return statistics;
  }

  private static float[] numbers(long seed, int count, double centre) {
    Random random = new Random(seed);
    float[] numbers = new float[count];
    for (int i = 0; i < count; i++) {
      numbers[i] = (float) (centre + random.nextGaussian());
    }
    return numbers;
  }
}

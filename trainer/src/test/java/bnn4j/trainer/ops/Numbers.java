package bnn4j.trainer.ops;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import java.util.function.ToDoubleFunction;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** Arrays of random numbers, and what makes two of them close. */
final class Numbers {
  private Numbers() {}

  /** Between -1 and 1. */
  static INDArray between(long seed, long... shape) {
    return filled(seed, shape, random -> 2 * random.nextFloat() - 1);
  }

  /** -1, 0 and 1, as quantized values are, and some eighths of bits, as pixels are. */
  static INDArray levels(long seed, long... shape) {
    return filled(
        seed,
        shape,
        random ->
            random.nextBoolean() ? random.nextInt(3) - 1 : (random.nextInt(256) - 128) / 128f);
  }

  private static INDArray filled(long seed, long[] shape, ToDoubleFunction<Random> number) {
    Random random = new Random(seed);
    float[] values = new float[(int) Nd4j.create(shape).length()];
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) number.applyAsDouble(random);
    }
    return Nd4j.createFromArray(values).reshape('c', shape);
  }

  /** The difference, as a vector, is at most this part of what was expected. */
  static void assertClose(INDArray found, INDArray expected, double part) {
    assertThat(found.shape()).isEqualTo(expected.shape());
    double difference = found.sub(expected).norm2Number().doubleValue();
    double size = expected.norm2Number().doubleValue();
    assertThat(difference / size).isCloseTo(0, within(part));
  }
}

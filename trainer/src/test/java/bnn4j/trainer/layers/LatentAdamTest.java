package bnn4j.trainer.layers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.GradientUpdater;
import org.nd4j.linalg.learning.config.Adam;
import org.nd4j.linalg.schedule.FixedSchedule;

class LatentAdamTest {
  private static INDArray random(Random random, int length) {
    float[] values = new float[length];
    for (int i = 0; i < length; i++) {
      values[i] = (float) random.nextGaussian();
    }
    return Nd4j.createFromArray(values);
  }

  @Test
  void withoutScaleItIsTheAdamOfDl4j() {
    int length = 5000; // more than a chunk, and no multiple of one
    GradientUpdater<?> own =
        new LatentAdam(new FixedSchedule(0.01), 1).instantiate(Nd4j.create(1, 2L * length), true);
    GradientUpdater<?> stock = new Adam(0.01).instantiate(Nd4j.create(1, 2L * length), true);
    Random random = new Random(1);
    for (int iteration = 0; iteration < 20; iteration++) {
      INDArray gradient = random(random, length);
      INDArray expected = gradient.dup().reshape(1, length);
      own.applyUpdater(gradient, iteration, 0);
      stock.applyUpdater(expected, iteration, 0);
      assertThat(gradient.data().asFloat())
          .usingComparatorWithPrecision(1e-6f)
          .containsExactly(expected.data().asFloat());
    }
  }

  @Test
  void theScaleIsAFactorOfTheStep() {
    GradientUpdater<?> once =
        new LatentAdam(new FixedSchedule(0.01), 1).instantiate(Nd4j.create(1, 20), true);
    GradientUpdater<?> thrice =
        new LatentAdam(new FixedSchedule(0.01), 3).instantiate(Nd4j.create(1, 20), true);
    INDArray gradient = random(new Random(2), 10);
    INDArray same = gradient.dup();
    once.applyUpdater(gradient, 4, 0);
    thrice.applyUpdater(same, 4, 0);
    assertThat(same.data().asFloat())
        .usingComparatorWithPrecision(1e-7f)
        .containsExactly(gradient.mul(3).data().asFloat());
  }

  @Test
  void theGlorotScaleIsTheInverseOfTheGlorotCoefficient() {
    // formats.md 7.3: coefficient sqrt(1.5 / (in + out))
    assertThat(LatentAdam.glorotScale(784, 1024)).isCloseTo(34.7179, within(1e-3));
  }
}

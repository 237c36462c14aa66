package bnn4j.trainer.layers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.nd4j.linalg.activations.impl.ActivationIdentity;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.lossfunctions.impl.LossSquaredHinge;

class DistillationLossTest {
  private static final int IMAGES = 7;
  private static final int CLASSES = 5;
  private static final ActivationIdentity IDENTITY = new ActivationIdentity();

  private final Random random = new Random(3);

  private INDArray outputs(double deviation) {
    INDArray outputs = Nd4j.create(IMAGES, CLASSES);
    for (long i = 0; i < outputs.length(); i++) {
      outputs.putScalar(i, deviation * random.nextGaussian());
    }
    return outputs;
  }

  private INDArray labels() {
    INDArray labels = Nd4j.valueArrayOf(new long[] {IMAGES, CLASSES}, -1f);
    for (int i = 0; i < IMAGES; i++) {
      labels.putScalar(i, random.nextInt(CLASSES), 1);
    }
    return labels;
  }

  @Test
  void aTeacherAsSureAsTheLabelsIsSquaredHinge() {
    INDArray labels = labels();
    INDArray outputs = outputs(1.5);
    DistillationLoss loss = new DistillationLoss(0.3);
    loss.teach(labels.mul(2));
    LossSquaredHinge hinge = new LossSquaredHinge();
    assertThat(loss.computeScore(labels, outputs, IDENTITY, null, true))
        .isCloseTo(hinge.computeScore(labels, outputs, IDENTITY, null, true), within(1e-5));
    assertThat(floats(loss.computeGradient(labels, outputs, IDENTITY, null)))
        .usingComparatorWithPrecision(1e-5f)
        .containsExactly(floats(hinge.computeGradient(labels, outputs, IDENTITY, null)));
  }

  @ParameterizedTest
  @ValueSource(doubles = {0.2, 0.5, 1})
  void theGradientIsThatOfTheScore(double weight) {
    INDArray labels = labels();
    INDArray outputs = outputs(1);
    DistillationLoss loss = new DistillationLoss(weight);
    loss.teach(outputs(1));
    INDArray gradient = loss.computeGradient(labels, outputs, IDENTITY, null);
    float step = 0.01f;
    for (long i = 0; i < outputs.length(); i++) {
      double more = score(loss, labels, outputs.dup().putScalar(i, outputs.getFloat(i) + step));
      double less = score(loss, labels, outputs.dup().putScalar(i, outputs.getFloat(i) - step));
      assertThat(gradient.getDouble(i)).isCloseTo((more - less) / (2 * step), within(0.03));
    }
  }

  private static double score(DistillationLoss loss, INDArray labels, INDArray outputs) {
    return loss.computeScore(labels, outputs, IDENTITY, null, false);
  }

  @ParameterizedTest
  @CsvSource({
    "1, 0.5, 0.5",
    "1, 1.5, 0",
    "3, 1.5, 0",
    "-1, 0.5, -1.5",
    "-2, -1.5, 0",
    "0.25, 1, -0.75",
    "0.25, -1, 1.25"
  })
  void anOutputLacksWhatIsBetweenItAndItsTarget(float target, float output, float missing) {
    assertThat(DistillationLoss.missing(output, target)).isEqualTo(missing);
  }

  private static float[] floats(INDArray values) {
    return values.dup('c').data().asFloat();
  }
}

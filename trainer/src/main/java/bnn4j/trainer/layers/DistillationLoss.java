package bnn4j.trainer.layers;

import org.nd4j.common.primitives.Pair;
import org.nd4j.linalg.activations.IActivation;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.lossfunctions.ILossFunction;

/**
 * Squared hinge loss to the labels' targets and to a teacher's outputs, in shares.
 *
 * <p>The hinge asks of an output only that it reaches +1 or -1, so the teacher's outputs are
 * clipped to [-1, 1]. A clipped one is a target like a label's. Any other is a value to meet: the
 * loss is the square of the distance. Outputs must be those of an identity activation.
 *
 * <p>Of two networks that learn at the same time each has its own.
 */
final class DistillationLoss implements ILossFunction {
  private static final long serialVersionUID = 1L;

  private final float weight;
  private float[] teacher = {};

  /**
   * A loss.
   *
   * @param weight the teacher's share, 0 to 1
   */
  DistillationLoss(double weight) {
    this.weight = (float) weight;
  }

  /**
   * Sets what the teacher says of the images that come next.
   *
   * @param outputs {@code [images][classes]}
   */
  void teach(INDArray outputs) {
    teacher = outputs.dup('c').data().asFloat();
  }

  @Override
  public double computeScore(
      INDArray labels, INDArray outputs, IActivation identity, INDArray mask, boolean average) {
    double sum = computeScoreArray(labels, outputs, identity, mask).sumNumber().doubleValue();
    return average ? sum / outputs.size(0) : sum;
  }

  @Override
  public INDArray computeScoreArray(
      INDArray labels, INDArray outputs, IActivation identity, INDArray mask) {
    float[] targets = floats(labels);
    float[] values = floats(outputs);
    int classes = (int) outputs.size(1);
    float[] losses = new float[values.length / classes];
    for (int i = 0; i < values.length; i++) {
      float hard = missing(values[i], targets[i]);
      float soft = missing(values[i], teacher[i]);
      losses[i / classes] += (1 - weight) * hard * hard + weight * soft * soft;
    }
    return Nd4j.createFromArray(losses).reshape(losses.length, 1);
  }

  @Override
  public INDArray computeGradient(
      INDArray labels, INDArray outputs, IActivation identity, INDArray mask) {
    float[] targets = floats(labels);
    float[] values = floats(outputs);
    float[] gradients = new float[values.length];
    for (int i = 0; i < values.length; i++) {
      gradients[i] =
          -2
              * ((1 - weight) * missing(values[i], targets[i])
                  + weight * missing(values[i], teacher[i]));
    }
    return Nd4j.createFromArray(gradients).reshape('c', outputs.shape());
  }

  @Override
  public Pair<Double, INDArray> computeGradientAndScore(
      INDArray labels, INDArray outputs, IActivation identity, INDArray mask, boolean average) {
    return new Pair<>(
        computeScore(labels, outputs, identity, mask, average),
        computeGradient(labels, outputs, identity, mask));
  }

  @Override
  public String name() {
    return "squared hinge with a teacher";
  }

  /** What an output lacks to its target: positive if it is to rise, 0 if it is there or beyond. */
  static float missing(float output, float target) {
    float difference = Math.max(-1, Math.min(1, target)) - output;
    if (target >= 1) {
      return Math.max(0, difference);
    }
    return target <= -1 ? Math.min(0, difference) : difference;
  }

  private static float[] floats(INDArray values) {
    return values.dup('c').data().asFloat();
  }
}

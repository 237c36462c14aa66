package bnn4j.finnthesizer;

import bnn4j.foundation.Refusal;
import bnn4j.network.DataType;
import bnn4j.network.TrainedLayer;
import bnn4j.overlay.AccumulatorDomain;
import bnn4j.overlay.MatrixLayer;

/**
 * Thresholds that decide exactly as in training, for every accumulator: {@code accumulator >
 * threshold} if and only if {@link TrainedLayer#value} reaches the quantizer's step.
 *
 * <p>The value is monotone in the accumulator, so the threshold is found by bisection with that
 * very method, ties and rounding included. A neuron that fires for all accumulators or for none
 * gets a threshold just outside their range, which the kept bits can hold.
 *
 * <p>Pooled layers need no care: the accelerator pools activations, and a network that pools after
 * the quantizer does so too, whatever the sign of the scale. (One that pools before the batch norm
 * takes, where the scale is negative, the largest of what becomes the smallest; no threshold can
 * express that.)
 *
 * <p>Layers that give scores have no thresholds. Only the sign of the scale is kept, in the
 * weights; the order of the scores is training's if scale and shift are the same for all classes.
 */
final class ExactFolding implements ThresholdFolding {
  @Override
  public FoldedNeuron fold(TrainedLayer from, int neuron, MatrixLayer to) {
    checkFinite(from, neuron, to);
    return new FoldedNeuron(weights(from, neuron, to), thresholds(from, neuron, to));
  }

  /** The largest number that the accelerator keeps; {@link MatrixLayer} sees that it is enough. */
  @Override
  public long paddingThreshold(MatrixLayer to) {
    return (1L << (to.thresholdBits() - 1)) - 1;
  }

  private static void checkFinite(TrainedLayer from, int neuron, MatrixLayer to) {
    checkFinite("bias", from.bias()[neuron], neuron, to);
    checkFinite("gamma", from.gamma()[neuron], neuron, to);
    checkFinite("beta", from.beta()[neuron], neuron, to);
    checkFinite("mean", from.mean()[neuron], neuron, to);
    checkFinite("inverse standard deviation", from.invStd()[neuron], neuron, to);
    for (int i = 0; i < from.synapses(); i++) {
      checkFinite("a weight", from.weights()[neuron * from.synapses() + i], neuron, to);
    }
  }

  private static void checkFinite(String what, float value, int neuron, MatrixLayer to) {
    if (!Float.isFinite(value)) {
      throw new Refusal(
          ("layer %d, neuron %d: %s is %s, exact folding needs finite numbers;"
                  + " training has diverged, use an earlier checkpoint")
              .formatted(to.index(), neuron, what, value));
    }
  }

  private static byte[] weights(TrainedLayer from, int neuron, MatrixLayer to) {
    DataType type = to.layer().weights();
    int sign = sign(from, neuron);
    byte[] weights = new byte[from.synapses()];
    for (int i = 0; i < weights.length; i++) {
      float latent = from.weights()[neuron * weights.length + i];
      weights[i] = (byte) (sign * type.quantized(latent));
    }
    return weights;
  }

  private static long[] thresholds(TrainedLayer from, int neuron, MatrixLayer to) {
    if (!to.hasThresholds()) {
      return new long[0];
    }
    double[] steps = to.layer().activations().orElseThrow().steps();
    long[] thresholds = new long[steps.length];
    for (int k = 0; k < steps.length; k++) {
      thresholds[k] = threshold(from, neuron, to, steps[k]);
    }
    return thresholds;
  }

  /** The largest accumulator that does not reach the step; one below all of them if all do. */
  private static long threshold(TrainedLayer from, int neuron, MatrixLayer to, double step) {
    AccumulatorDomain domain = new AccumulatorDomain(to);
    int below = to.accumulatorMin() - 1;
    int atOrAbove = to.accumulatorMax() + 1;
    while (atOrAbove - below > 1) {
      int middle = Math.floorDiv(below + atOrAbove, 2);
      if (from.value(neuron, domain.trained(middle, sign(from, neuron))) >= step) {
        atOrAbove = middle;
      } else {
        below = middle;
      }
    }
    return below;
  }

  private static int sign(TrainedLayer from, int neuron) {
    return from.scale(neuron) < 0 ? -1 : 1;
  }
}

package bnn4j.network;

import bnn4j.foundation.Refusal;

/**
 * A trained matrix layer and the batch norm after it, as floats.
 *
 * <p>What a quantizer (or the loss) sees of a neuron is {@link #value}. Arrays are not copied and
 * must not be changed.
 *
 * @param neurons neurons or output channels
 * @param synapses inputs of a neuron, without padding
 * @param weights latent weights in [-1, 1], {@code [neurons][synapses]} in one array; synapses of a
 *     convolution in the accelerator's order: kernel row, kernel column, input channel, the channel
 *     fastest (formats.md 1.4)
 * @param bias {@code [neurons]}, zeros where the layer has none
 * @param gamma scale of the batch norm, {@code [neurons]}
 * @param beta shift of the batch norm, {@code [neurons]}
 * @param mean running mean, {@code [neurons]}
 * @param invStd running inverse standard deviation, epsilon already inside, {@code [neurons]}
 */
public record TrainedLayer(
    int neurons,
    int synapses,
    float[] weights,
    float[] bias,
    float[] gamma,
    float[] beta,
    float[] mean,
    float[] invStd) {
  /**
   * Checks the lengths.
   *
   * @throws Refusal naming the array that has another one
   */
  public TrainedLayer {
    check("weights", weights, (long) neurons * synapses);
    check("bias", bias, neurons);
    check("gamma", gamma, neurons);
    check("beta", beta, neurons);
    check("mean", mean, neurons);
    check("inverse standard deviation", invStd, neurons);
  }

  /** A layer in which every number is 0, for its maker to fill. */
  public static TrainedLayer ofZeros(int neurons, int synapses) {
    return new TrainedLayer(
        neurons,
        synapses,
        new float[Math.multiplyExact(neurons, synapses)],
        new float[neurons],
        new float[neurons],
        new float[neurons],
        new float[neurons],
        new float[neurons]);
  }

  private static void check(String what, float[] array, long expected) {
    if (array.length != expected) {
      throw new Refusal("%s: expected %d values, found %d".formatted(what, expected, array.length));
    }
  }

  /**
   * The value after the batch norm: {@code ((accumulator + bias) - mean) * (gamma * invStd) +
   * beta}, in double and in exactly this order, which every step of training's evaluation must
   * keep. Rounding is monotone, so the value never falls as the accumulator rises if {@link #scale}
   * is positive, and never rises if it is negative. With finite parameters it is finite.
   *
   * @param neuron 0 .. neurons-1
   * @param accumulator sum of quantized weights times inputs, padding not counted; inputs are -1, 0
   *     or +1, or 8-bit values as real numbers q/128
   */
  public double value(int neuron, double accumulator) {
    return ((accumulator + bias[neuron]) - mean[neuron]) * scale(neuron) + beta[neuron];
  }

  /**
   * What the batch norm multiplies with, {@code gamma * invStd}; a double holds it exactly, so it
   * is 0 only if one of them is.
   */
  public double scale(int neuron) {
    return (double) gamma[neuron] * invStd[neuron];
  }
}

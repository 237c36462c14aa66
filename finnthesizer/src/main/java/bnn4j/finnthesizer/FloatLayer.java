package bnn4j.finnthesizer;

import bnn4j.overlay.Refusal;

/**
 * A trained matrix layer and the batch norm after it, as floats.
 *
 * <p>The value that a quantizer (or the loss) sees for neuron {@code n} with accumulator {@code a}
 * is {@code gamma[n] * invStd[n] * (a + bias[n] - mean[n]) + beta[n]}. Arrays are not copied;
 * nobody changes them after construction.
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
public record FloatLayer(
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
  public FloatLayer {
    check("weights", weights, Math.multiplyExact(neurons, synapses));
    check("bias", bias, neurons);
    check("gamma", gamma, neurons);
    check("beta", beta, neurons);
    check("mean", mean, neurons);
    check("inverse standard deviation", invStd, neurons);
  }

  private static void check(String what, float[] array, int expected) {
    if (array.length != expected) {
      throw new Refusal("%s: expected %d values, found %d".formatted(what, expected, array.length));
    }
  }
}

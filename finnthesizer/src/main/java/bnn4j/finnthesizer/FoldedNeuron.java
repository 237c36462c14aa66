package bnn4j.finnthesizer;

/**
 * A neuron in the accelerator's numbers. Arrays are not copied.
 *
 * @param weights {@code [synapses]}, padding not included: -1 or +1, with two bits also 0; other
 *     numbers, which latent weights beyond [-1, 1] give under the original's rule, keep their low
 *     two bits
 * @param thresholds {@code [thresholdsPerNeuron]}, ascending, in the unit of the layer's
 *     accumulator; empty for a layer that gives scores
 */
public record FoldedNeuron(byte[] weights, long[] thresholds) {}

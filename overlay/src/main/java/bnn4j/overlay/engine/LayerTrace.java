package bnn4j.overlay.engine;

/**
 * What one layer computed for one image. Dense {@code [neuron]}, convolution {@code
 * [row][column][channel]}; rows that pad the last layer included.
 *
 * @param accumulators before the thresholds, in the unit of the layer's accumulator
 * @param activations after them and before a pool: 0 and 1, or -1, 0 and 1; empty for scores
 * @param pooled after the pool; empty where there is none
 */
public record LayerTrace(int[] accumulators, byte[] activations, byte[] pooled) {}

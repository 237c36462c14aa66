package bnn4j.network;

/**
 * What one layer of a float network computed for one image; {@code [row][column][channel]}, a dense
 * layer being a map of one pixel. Arrays are not copied and must not be changed.
 *
 * @param dimension rows and columns of the map
 * @param sums what the batch norm saw: sums of quantized weights times inputs, without bias; the
 *     largest of each square where the network pools before the batch norm
 * @param values after the batch norm
 * @param activations after the quantizer: -1, 0, +1; empty for scores
 * @param pooled after a pool that follows the quantizer; empty where there is none
 */
public record TrainedLayerTrace(
    int dimension, double[] sums, double[] values, byte[] activations, byte[] pooled) {}

package bnn4j.offload.numpy;

import java.util.List;

/**
 * An array of floats. The values are not copied.
 *
 * @param shape lengths of the axes, outermost first
 * @param values with the last axis the fastest
 */
public record FloatArray(List<Integer> shape, float[] values) {}

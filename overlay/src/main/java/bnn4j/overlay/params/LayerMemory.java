package bnn4j.overlay.params;

/**
 * The memories of one layer, word for word as in its files (formats.md 1). Arrays are not copied;
 * nobody changes them after construction.
 *
 * @param weights {@code [pe][wmem]}: the weight bits of one SIMD group per word; group {@code sf}
 *     of the PE's neuron {@code nf} is word {@code nf * (columns / simd) + sf}
 * @param thresholds {@code [pe][tmem * thresholdsPerNeuron]}, sign-extended; the thresholds of a
 *     neuron are adjacent; empty arrays where the layer has none
 */
public record LayerMemory(long[][] weights, long[][] thresholds) {}

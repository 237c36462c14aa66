package bnn4j.overlay.params;

import bnn4j.overlay.MatrixLayer;
import java.util.Arrays;

/**
 * The memories of one layer, word for word as in its files (formats.md 1). Arrays are not copied
 * and must not be changed.
 *
 * @param weights {@code [pe][wmem]}: the weight bits of one SIMD group per word; group {@code sf}
 *     of the PE's neuron {@code nf} is word {@code nf * (columns / simd) + sf}
 * @param thresholds {@code [pe][tmem * thresholdsPerNeuron]}, sign-extended; the thresholds of a
 *     neuron are adjacent; empty arrays where the layer has none
 */
public record LayerMemory(long[][] weights, long[][] thresholds) {
  /**
   * A weight out of the interleaved memories of the PEs (formats.md 1.2 and 1.3): -1 or +1; with
   * two bits also 0, and the -2 that no generator writes.
   *
   * @param layer that these memories are of
   * @param neuron 0 .. rows-1
   * @param column 0 .. columns-1, padding included
   */
  public int weight(MatrixLayer layer, int neuron, int column) {
    int pe = layer.folding().pe();
    int simd = layer.folding().simd();
    int groups = layer.columns() / simd;
    long word = weights[neuron % pe][neuron / pe * groups + column / simd];
    int bits = layer.weightBits();
    int code = (int) (word >>> (column % simd * bits));
    return bits == 1 ? 2 * (code & 1) - 1 : code << 30 >> 30;
  }

  /** Equal if all words are. */
  @Override
  public boolean equals(Object other) {
    return other instanceof LayerMemory memory
        && Arrays.deepEquals(weights, memory.weights)
        && Arrays.deepEquals(thresholds, memory.thresholds);
  }

  @Override
  public int hashCode() {
    return 31 * Arrays.deepHashCode(weights) + Arrays.deepHashCode(thresholds);
  }
}

package bnn4j.overlay.engine;

import bnn4j.overlay.MatrixLayer;

/**
 * The weights of a layer by neuron and synapse, out of the interleaved memories of its PEs
 * (formats.md 1.2 and 1.3).
 */
record WeightMemory(MatrixLayer layer, long[][] words) {
  /** -1 or +1; with two bits also 0, and the -2 that no generator writes. */
  int weight(int neuron, int column) {
    int pe = layer.folding().pe();
    int simd = layer.folding().simd();
    int groups = layer.columns() / simd;
    long word = words[neuron % pe][neuron / pe * groups + column / simd];
    int bits = layer.weightBits();
    int code = (int) (word >>> (column % simd * bits));
    return bits == 1 ? 2 * (code & 1) - 1 : code << 30 >> 30;
  }

  /** The least of the weights. */
  int least() {
    int least = 1;
    for (int neuron = 0; neuron < layer.rows(); neuron++) {
      for (int column = 0; column < layer.columns(); column++) {
        least = Math.min(least, weight(neuron, column));
      }
    }
    return least;
  }

  /** Twice the weights, {@code [neuron][synapse]}. */
  int[][] doubled() {
    int[][] doubled = new int[layer.rows()][layer.columns()];
    for (int neuron = 0; neuron < layer.rows(); neuron++) {
      for (int column = 0; column < layer.columns(); column++) {
        doubled[neuron][column] = 2 * weight(neuron, column);
      }
    }
    return doubled;
  }
}

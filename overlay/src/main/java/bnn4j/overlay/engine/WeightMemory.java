package bnn4j.overlay.engine;

import bnn4j.overlay.MatrixLayer;
import bnn4j.overlay.params.LayerMemory;

/** The weights of a layer by neuron and synapse. */
record WeightMemory(MatrixLayer layer, LayerMemory memory) {
  /** -1 or +1; with two bits also 0, and the -2 that no generator writes. */
  int weight(int neuron, int column) {
    return memory.weight(layer, neuron, column);
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

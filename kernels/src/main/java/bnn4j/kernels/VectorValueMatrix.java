package bnn4j.kernels;

import java.util.Arrays;

/** Weights of the neurons of a group side by side, in 16 bits each. */
final class VectorValueMatrix implements ValueMatrix {
  private final int neurons;
  private final int synapses;

  /** {@code [group][synapse][lane]}. */
  private final int[] weights;

  VectorValueMatrix(int[][] weights) {
    this.neurons = weights.length;
    this.synapses = weights[0].length;
    this.weights = new int[VectorLanes.groups(neurons) * synapses * VectorLanes.LANES];
    for (int neuron = 0; neuron < neurons; neuron++) {
      int at = VectorLanes.index(neuron, synapses);
      for (int synapse = 0; synapse < synapses; synapse++) {
        this.weights[at + synapse * VectorLanes.LANES] |=
            (weights[neuron][synapse] & 0xffff) << VectorLanes.shift(neuron);
      }
    }
  }

  /** Whether no sum can overflow 16 bits. */
  static boolean fits(int[][] weights) {
    return Arrays.stream(weights)
        .allMatch(row -> Arrays.stream(row).map(Math::abs).sum() * 128L <= Short.MAX_VALUE);
  }

  int neurons() {
    return neurons;
  }

  int synapses() {
    return synapses;
  }

  int[] weights() {
    return weights;
  }

  @Override
  public ValueSums sums(Windows windows) {
    return new VectorValueSums(this, windows);
  }
}

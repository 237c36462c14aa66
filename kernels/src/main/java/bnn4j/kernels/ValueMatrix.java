package bnn4j.kernels;

/** Small integer weights that windows of an 8-bit picture are multiplied with; immutable. */
public interface ValueMatrix {
  /**
   * One thread's workspace.
   *
   * @param windows whose values are bytes, as many as a neuron has synapses
   */
  ValueSums sums(Windows windows);
}

package bnn4j.overlay.engine;

/** One thread's way from a layer's input to its accumulators. */
interface Synapses {
  /** Takes the picture, if this is the first layer. */
  void load(long[] input, int offset);

  /**
   * Computes the accumulators of all neurons at one output pixel; row and column are 0 for a dense
   * layer.
   */
  void accumulate(int row, int column, int[] accumulators);
}

package bnn4j.overlay.engine;

/**
 * Inner products of all neurons of a matrix with one input vector: where the time goes.
 *
 * <p>Vectors are packed 64 values to a word, the first in the least significant bit. Bits beyond
 * the last value are 0, in inputs and in weights, so whole words can be counted. A kernel holds no
 * state that a call changes; one serves all threads.
 */
public interface Kernel {
  /**
   * Neurons that lie side by side in {@link PackedWeights}, word by word. The kernel's wish: a
   * vector kernel takes as many as it has lanes, so that one load gets a word of each.
   */
  int lanes();

  /**
   * Binary weights and binary inputs, both -1 and +1.
   *
   * @param weights without magnitudes
   * @param input {@link PackedWeights#words} words; bit 1 means +1
   * @param differing gets, for each neuron, on how many bits {@code input} and {@link
   *     PackedWeights#minus} differ: as bit 1 means +1 in one and -1 in the other, that is the
   *     number of products that are +1; at least {@link PackedWeights#paddedNeurons} long
   */
  void popcounts(PackedWeights weights, long[] input, int[] differing);

  /**
   * Binary or ternary weights and ternary inputs.
   *
   * @param weights with or without magnitudes
   * @param magnitudes {@link PackedWeights#words} words; bit 1 where the input is not 0
   * @param signs as many; bit 1 where the input is -1
   * @param sums gets the sum of products of each neuron; at least {@link
   *     PackedWeights#paddedNeurons} long
   */
  void sums(PackedWeights weights, long[] magnitudes, long[] signs, int[] sums);
}

package bnn4j.kernels;

/** One thread's sums of products of windows of 8-bit pictures and the rows of a matrix. */
public interface ValueSums {
  /**
   * Takes pictures.
   *
   * @param values signed, pixel by pixel; read until the next call
   * @param images how many of them are to be summed
   */
  void read(byte[] values, int images);

  /**
   * Sums for some windows, all neurons.
   *
   * @param first the first window
   * @param windows how many
   * @param sums gets the sums of products, as {@link Kernel} says
   */
  void sum(int first, int windows, int[] sums);
}

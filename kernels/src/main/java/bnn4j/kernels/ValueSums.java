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

  /**
   * Sums for some windows, all neurons, and compares the sums.
   *
   * @param comparison of the kernel that made this
   * @param sums room as for {@link #sum}; its content is undefined afterwards
   * @param bits gets the words of the windows in turn, as {@link ThresholdComparison#exceeded} says
   * @param at where the first word goes
   */
  default void exceeded(
      int first, int windows, ThresholdComparison comparison, int[] sums, long[] bits, int at) {
    sum(first, windows, sums);
    comparison.allExceeded(sums, windows, bits, at);
  }
}

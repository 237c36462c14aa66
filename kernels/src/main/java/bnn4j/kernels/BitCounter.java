package bnn4j.kernels;

/** One thread's counting of the bits on which windows of a map and the rows of a matrix differ. */
public interface BitCounter {
  /**
   * Counts against another matrix from now on.
   *
   * @param matrix of the kernel that made this, of the same size
   */
  void against(BitMatrix matrix);

  /**
   * Takes a map.
   *
   * @param bits pixel by pixel; read until the next call
   * @param mask where differences count; without a mask they count everywhere, and this is null
   * @param images how many of the map are to be counted
   */
  void read(long[] bits, long[] mask, int images);

  /**
   * Counts for some windows, all neurons.
   *
   * @param first the first window
   * @param windows how many
   * @param counts gets the differing bits, of all planes together, as {@link Kernel} says
   */
  void count(int first, int windows, int[] counts);

  /**
   * Counts for some windows, all neurons, and compares the counts.
   *
   * @param comparison of the kernel that made this
   * @param counts room as for {@link #count}; its content is undefined afterwards
   * @param bits gets the words of the windows in turn, as {@link ThresholdComparison#exceeded} says
   * @param at where the first word goes
   */
  default void exceeded(
      int first, int windows, ThresholdComparison comparison, int[] counts, long[] bits, int at) {
    count(first, windows, counts);
    comparison.allExceeded(counts, windows, bits, at);
  }
}

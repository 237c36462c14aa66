package bnn4j.hardware.estimate;

/** Block RAMs of 18 kbit in the shapes that Xilinx' series 7 and UltraScale+ have. */
final class BlockRam {
  /** Widths of a word and how many words of each a block holds. */
  private static final int[][] SHAPES = {
    {36, 512}, {18, 1024}, {9, 2048}, {4, 4096}, {2, 8192}, {1, 16384}
  };

  private BlockRam() {}

  /**
   * How many a memory takes that is laid out as FINN does ({@code matrixvectoractivation.py}).
   *
   * @param width bits of a word
   * @param depth words
   */
  static long count(long width, long depth) {
    if (width == 1) {
      return divide(depth, 16384);
    }
    if (width == 2) {
      return divide(depth, 8192);
    }
    if (width <= 4) {
      return divide(depth, 4096);
    }
    if (width <= 9) {
      return divide(depth, 2048);
    }
    if (width <= 18 || depth > 512) {
      return divide(depth, 1024) * divide(width, 18);
    }
    return divide(depth, 512) * divide(width, 36);
  }

  /**
   * Blocks side by side and behind one another.
   *
   * @param blocks all of them
   * @param deep those that share a bit of the word
   */
  record Layout(long blocks, long deep) {}

  /**
   * The fewest blocks of one shape that hold a memory, and of those the shape with the most words.
   *
   * @param width bits of a word
   * @param depth words
   */
  static Layout fewest(long width, long depth) {
    Layout fewest = null;
    for (int[] shape : SHAPES) {
      long deep = divide(depth, shape[1]);
      long blocks = divide(width, shape[0]) * deep;
      if (fewest == null || blocks <= fewest.blocks) {
        fewest = new Layout(blocks, deep);
      }
    }
    return fewest;
  }

  /** Rounded up. */
  static long divide(long value, long by) {
    return (value + by - 1) / by;
  }
}

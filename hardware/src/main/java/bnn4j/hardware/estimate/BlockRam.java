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
   * How many a memory takes at least, if all blocks have the same shape.
   *
   * @param width bits of a word
   * @param depth words
   */
  static long fewest(long width, long depth) {
    long fewest = Long.MAX_VALUE;
    for (int[] shape : SHAPES) {
      fewest = Math.min(fewest, divide(width, shape[0]) * divide(depth, shape[1]));
    }
    return fewest;
  }

  /** Rounded up. */
  static long divide(long value, long by) {
    return (value + by - 1) / by;
  }
}

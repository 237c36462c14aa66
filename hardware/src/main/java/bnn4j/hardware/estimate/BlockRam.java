package bnn4j.hardware.estimate;

/** Block RAMs of 18 kbit in the shapes that Xilinx' series 7 and UltraScale+ have. */
final class BlockRam {
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

  /** Rounded up. */
  static long divide(long value, long by) {
    return (value + by - 1) / by;
  }
}

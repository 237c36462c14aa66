package bnn4j.hardware.estimate;

/** A memory of this project's SystemVerilog with one port to write and one to read. */
final class RtlMemory {
  /** Look-up tables up to which Yosys prefers them to a block RAM. */
  private static final long MOST_LUTS = 48;

  /** Of the multiplexer behind block RAMs that share a bit, for each bit, if they are few. */
  private static final double NARROW_MULTIPLEXER_LUT = 1.1;

  /** The same for each block but one, if they are more than a look-up table can choose from. */
  private static final double WIDE_MULTIPLEXER_LUT = 0.5;

  private static final int FEW = 4;

  private RtlMemory() {}

  /**
   * A memory that is read with a clock; block RAM has the register of the word read in it.
   *
   * @param width bits of a word
   * @param depth words
   */
  static Resources clocked(long width, long depth) {
    long luts = luts(width, depth);
    if (luts <= MOST_LUTS) {
      return new Resources(luts, width, 0, 0);
    }
    BlockRam.Layout layout = BlockRam.fewest(width, depth);
    return new Resources(multiplexer(width, layout.deep()), 0, layout.blocks(), 0);
  }

  private static long multiplexer(long width, long deep) {
    if (deep == 1) {
      return 0;
    }
    return Math.round(
        width * (deep <= FEW ? NARROW_MULTIPLEXER_LUT : WIDE_MULTIPLEXER_LUT * (deep - 1)));
  }

  /**
   * A memory that is read in the same cycle, which only look-up tables are.
   *
   * @param width bits of a word
   * @param depth words
   */
  static Resources unclocked(long width, long depth) {
    return new Resources(luts(width, depth), 0, 0, 0);
  }

  /** Four tables hold 32 words of 6 bits or 64 of 3 (RAM32M, RAM64M). */
  static long luts(long width, long depth) {
    return depth <= 32
        ? 4 * BlockRam.divide(width, 6)
        : 4 * BlockRam.divide(width, 3) * BlockRam.divide(depth, 64);
  }
}

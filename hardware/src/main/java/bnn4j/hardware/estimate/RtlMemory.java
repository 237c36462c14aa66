package bnn4j.hardware.estimate;

/** A memory of this project's SystemVerilog with one port to write and one to read. */
final class RtlMemory {
  /** Look-up tables up to which Yosys prefers them to a block RAM. */
  private static final long MOST_LUTS = 48;

  /** Of the multiplexer behind block RAMs that share a depth, for each bit. */
  private static final double MULTIPLEXER_LUT = 3.5;

  /** Words of the narrowest shape of a block RAM of 36 kbit. */
  private static final int DEEPEST = 16_384;

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
    long blocks = BlockRam.fewest(width, depth);
    boolean split = depth > 512 && blocks < BlockRam.divide(depth, DEEPEST) * width;
    boolean uneven = split && depth % 4096 != 0;
    return new Resources(uneven ? Math.round(MULTIPLEXER_LUT * width) : 0, 0, blocks, 0);
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

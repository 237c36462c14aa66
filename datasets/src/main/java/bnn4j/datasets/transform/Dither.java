package bnn4j.datasets.transform;

/**
 * Conversion of grey to black and white: by one threshold, or by an ordered matrix of thresholds.
 */
public enum Dither {
  /** The same threshold everywhere. */
  NONE(1, 0x0L),
  /** Bayer's 2x2 matrix: 4 thresholds, 64 grey levels apart. */
  BAYER2(2, 0x02_31L),
  /** Bayer's 4x4 matrix: 16 thresholds, 16 grey levels apart. */
  BAYER4(4, 0x082a_c4e6_3b19_f7d5L);

  private final int side;

  /** The order in which the matrix's pixels turn white, row by row, a hexadecimal digit each. */
  private final long ranks;

  Dither(int side, long ranks) {
    this.side = side;
    this.ranks = ranks;
  }

  /** Rows and columns of the matrix, which repeats over the image. */
  int side() {
    return side;
  }

  /**
   * The threshold of a cell of the matrix, counted row by row: spread evenly over 256 levels around
   * the centre, but 1..255, so that black stays black and white stays white.
   */
  int threshold(int centre, int cell) {
    int cells = side * side;
    int rank = (int) (ranks >> (4 * (cells - 1 - cell))) & 0xf;
    int offset = (2 * rank + 1 - cells) * 128 / cells;
    return Math.max(1, Math.min(255, centre + offset));
  }
}

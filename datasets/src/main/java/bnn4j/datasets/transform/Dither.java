package bnn4j.datasets.transform;

/** How grey becomes black and white: by one threshold, or by an ordered matrix of thresholds. */
public enum Dither {
  /** The same threshold everywhere. */
  NONE(1, 0),
  /** Bayer's 2x2 matrix: 4 thresholds, 64 grey levels apart. */
  BAYER2(2, 0, 2, 3, 1),
  /** Bayer's 4x4 matrix: 16 thresholds, 16 grey levels apart. */
  BAYER4(4, 0, 8, 2, 10, 12, 4, 14, 6, 3, 11, 1, 9, 15, 7, 13, 5);

  private final int side;
  private final int[] offsets;

  /** The matrix's ranks, row by row, each spread to an offset centred on 0. */
  Dither(int side, int... ranks) {
    this.side = side;
    this.offsets = new int[ranks.length];
    for (int i = 0; i < ranks.length; i++) {
      offsets[i] = (2 * ranks[i] + 1 - ranks.length) * 128 / ranks.length;
    }
  }

  /** The threshold at a pixel, 1..255, so that black stays black and white stays white. */
  int threshold(int centre, int row, int column) {
    int offset = offsets[row % side * side + column % side];
    return Math.max(1, Math.min(255, centre + offset));
  }
}

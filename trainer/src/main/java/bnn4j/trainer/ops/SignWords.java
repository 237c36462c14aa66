package bnn4j.trainer.ops;

import java.nio.LongBuffer;

/**
 * Packs rows of -1 and +1 into words, a bit for each: 1 is -1, as in the sign of a float.
 *
 * <p>Takes two floats at a time and leaves each pair's signs 32 bits apart. So bits do not stand in
 * the order of the values, but in the same order in everything that is packed here.
 */
final class SignWords {
  /** The signs of two floats. */
  private static final long SIGNS = 0x8000000080000000L;

  /** Two times +1. */
  private static final long ONES = 0x3f8000003f800000L;

  private static final int PAIRS = Long.SIZE / 2;

  private final int pairs;
  private final int words;
  private final long[] chunk;
  private final int chunkRows;

  /**
   * For rows of one length.
   *
   * @param values of a row, an even number
   */
  SignWords(int values) {
    this.pairs = values / 2;
    this.words = words(values);
    this.chunkRows = Math.max(1, NativeMemory.CHUNK / values);
    this.chunk = new long[chunkRows * pairs];
  }

  /** Words of a row of so many values. */
  static int words(int values) {
    return (values + Long.SIZE - 1) / Long.SIZE;
  }

  /**
   * Packs rows one after the other, until it finds something else than -1 and +1.
   *
   * @param values pairs of floats, from its position on; its position is moved
   * @param to gets the rows from its start on, each starting with a word
   * @return whether all values were -1 or +1
   */
  boolean pack(LongBuffer values, int rows, long[] to) {
    for (int row = 0; row < rows; row += chunkRows) {
      int count = Math.min(chunkRows, rows - row);
      values.get(chunk, 0, count * pairs);
      for (int i = 0; i < count; i++) {
        if (!packRow(i * pairs, to, (row + i) * words)) {
          return false;
        }
      }
    }
    return true;
  }

  private boolean packRow(int from, long[] to, int at) {
    long other = 0;
    for (int done = 0; done < pairs; done += PAIRS, at++) {
      int count = Math.min(PAIRS, pairs - done);
      long word = 0;
      for (int i = 0; i < count; i++) {
        long pair = chunk[from + done + i];
        word |= (pair & SIGNS) >>> i;
        other |= pair ^ ONES;
      }
      to[at] = word;
    }
    return (other & ~SIGNS) == 0;
  }
}

package bnn4j.trainer.ops;

import java.nio.FloatBuffer;
import java.nio.LongBuffer;

/**
 * Packs rows of -1 and +1 into words, a bit for each: 1 is -1, as in the sign of a float; or rows
 * in which, besides 0, there is only one number and its negative.
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
   * @param to gets the rows, each starting with a word
   * @param at where the first of them goes
   * @return whether all values were -1 or +1
   */
  boolean pack(LongBuffer values, int rows, long[] to, int at) {
    for (int row = 0; row < rows; row += chunkRows) {
      int count = Math.min(chunkRows, rows - row);
      values.get(chunk, 0, count * pairs);
      for (int i = 0; i < count; i++) {
        if (!packRow(i * pairs, to, at + (row + i) * words)) {
          return false;
        }
      }
    }
    return true;
  }

  private boolean packRow(int from, long[] to, int at) {
    // All are +1 but for their signs if that holds for what they have in common, and for the rest.
    long any = ONES;
    long all = ONES;
    for (int done = 0; done < pairs; done += PAIRS, at++) {
      int count = Math.min(PAIRS, pairs - done);
      int first = from + done;
      long word = 0;
      int i = 0;
      for (; i + 4 <= count; i += 4) {
        long a = chunk[first + i];
        long b = chunk[first + i + 1];
        long c = chunk[first + i + 2];
        long d = chunk[first + i + 3];
        any |= a | b | c | d;
        all &= a & b & c & d;
        long four = (a & SIGNS) | ((b & SIGNS) >>> 1) | ((c & SIGNS) >>> 2) | ((d & SIGNS) >>> 3);
        word |= four >>> i;
      }
      for (; i < count; i++) {
        long pair = chunk[first + i];
        any |= pair;
        all &= pair;
        word |= (pair & SIGNS) >>> i;
      }
      to[at] = word;
    }
    return (any & ~SIGNS) == ONES && (all & ~SIGNS) == ONES;
  }

  /**
   * Packs rows one after the other, until it finds something else than 0, the size and its
   * negative.
   *
   * @param values as above
   * @param size more than 2^-63
   * @param to gets the signs from its start on
   * @param mask gets the same of bits that are 1 where a value is not 0
   * @return whether all values were such
   */
  boolean pack(LongBuffer values, int rows, float size, long[] to, long[] mask) {
    // Of all exponents from 2^-63 on, one of these bits is set, and the other in all beyond 2.
    int shift = size < 2 ? 2 : 1;
    for (int row = 0; row < rows; row += chunkRows) {
      int count = Math.min(chunkRows, rows - row);
      values.get(chunk, 0, count * pairs);
      for (int i = 0; i < count; i++) {
        int at = (row + i) * words;
        if (!packRow(i * pairs, Float.floatToRawIntBits(size), shift, to, mask, at)) {
          return false;
        }
      }
    }
    return true;
  }

  private boolean packRow(int from, long size, int shift, long[] to, long[] mask, int at) {
    long other = 0;
    for (int done = 0; done < pairs; done += PAIRS, at++) {
      int count = Math.min(PAIRS, pairs - done);
      long word = 0;
      long present = 0;
      for (int i = 0; i < count; i++) {
        long pair = chunk[from + done + i];
        long there = (pair << shift) & SIGNS;
        word |= (pair & SIGNS) >>> i;
        present |= there >>> i;
        other |= (pair & ~SIGNS) ^ ((there >>> 31) * size);
      }
      to[at] = word;
      mask[at] = present;
    }
    return other == 0;
  }

  /** The size of the first value that is not 0, among so many; 1 if there is none. */
  static float firstSize(FloatBuffer values, int count) {
    for (int i = 0; i < count; i++) {
      float size = Math.abs(values.get(i));
      if (size != 0) {
        return size;
      }
    }
    return 1;
  }
}

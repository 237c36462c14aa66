package bnn4j.kernels;

/**
 * Loops over lanes, one array each: short, straight, and without an offset in any index, because
 * only then the compiler makes vector instructions of them.
 */
final class PopcountLanes {
  private PopcountLanes() {}

  /**
   * Counts the differing bits of some rows and one word for each of them.
   *
   * @param rows {@code [row][lane]}
   * @param words one for each row, from {@code at} on
   * @param count how many rows, even, at least 2
   * @param sums {@code [lane]}, overwritten
   */
  static void differences(int[][] rows, int[] words, int at, int count, int[] sums, int lanes) {
    int r = 2;
    if (count < 6) {
      set(rows[0], rows[1], words[at], words[at + 1], sums, lanes);
    } else {
      r = 6;
      set(
          rows[0],
          rows[1],
          rows[2],
          rows[3],
          rows[4],
          rows[5],
          words[at],
          words[at + 1],
          words[at + 2],
          words[at + 3],
          words[at + 4],
          words[at + 5],
          sums,
          lanes);
    }
    for (; r + 6 <= count; r += 6) {
      add(
          rows[r],
          rows[r + 1],
          rows[r + 2],
          rows[r + 3],
          rows[r + 4],
          rows[r + 5],
          words[at + r],
          words[at + r + 1],
          words[at + r + 2],
          words[at + r + 3],
          words[at + r + 4],
          words[at + r + 5],
          sums,
          lanes);
    }
    for (; r < count; r += 2) {
      add(rows[r], rows[r + 1], words[at + r], words[at + r + 1], sums, lanes);
    }
  }

  private static void set(
      int[] a,
      int[] b,
      int[] c,
      int[] d,
      int[] e,
      int[] f,
      int aWord,
      int bWord,
      int cWord,
      int dWord,
      int eWord,
      int fWord,
      int[] sums,
      int lanes) {
    for (int i = 0; i < lanes; i++) {
      sums[i] =
          Integer.bitCount(a[i] ^ aWord)
              + Integer.bitCount(b[i] ^ bWord)
              + Integer.bitCount(c[i] ^ cWord)
              + Integer.bitCount(d[i] ^ dWord)
              + Integer.bitCount(e[i] ^ eWord)
              + Integer.bitCount(f[i] ^ fWord);
    }
  }

  private static void set(int[] a, int[] b, int aWord, int bWord, int[] sums, int lanes) {
    for (int i = 0; i < lanes; i++) {
      sums[i] = Integer.bitCount(a[i] ^ aWord) + Integer.bitCount(b[i] ^ bWord);
    }
  }

  private static void add(
      int[] a,
      int[] b,
      int[] c,
      int[] d,
      int[] e,
      int[] f,
      int aWord,
      int bWord,
      int cWord,
      int dWord,
      int eWord,
      int fWord,
      int[] sums,
      int lanes) {
    for (int i = 0; i < lanes; i++) {
      sums[i] +=
          Integer.bitCount(a[i] ^ aWord)
              + Integer.bitCount(b[i] ^ bWord)
              + Integer.bitCount(c[i] ^ cWord)
              + Integer.bitCount(d[i] ^ dWord)
              + Integer.bitCount(e[i] ^ eWord)
              + Integer.bitCount(f[i] ^ fWord);
    }
  }

  private static void add(int[] a, int[] b, int aWord, int bWord, int[] sums, int lanes) {
    for (int i = 0; i < lanes; i++) {
      sums[i] += Integer.bitCount(a[i] ^ aWord) + Integer.bitCount(b[i] ^ bWord);
    }
  }

  /**
   * Sets four bits, one beside the other, in each lane: each where its sum is greater than its
   * threshold; their difference fits.
   *
   * @param bit the lowest one
   */
  static void mark(
      int[] a,
      int[] b,
      int[] c,
      int[] d,
      int aThreshold,
      int bThreshold,
      int cThreshold,
      int dThreshold,
      int bit,
      int[] bits,
      int lanes) {
    for (int i = 0; i < lanes; i++) {
      int marks =
          ((aThreshold - a[i]) >>> 31)
              | ((bThreshold - b[i]) >>> 31 << 1)
              | ((cThreshold - c[i]) >>> 31 << 2)
              | ((dThreshold - d[i]) >>> 31 << 3);
      bits[i] |= marks << bit;
    }
  }
}

package bnn4j.offload.slots;

/** Strings of bits in words, the least significant first. */
public final class BitString {
  private BitString() {}

  /**
   * Copies bits to where there are none yet.
   *
   * @param from first bit in the source
   * @param to first bit in the target, which is 0 from there on
   */
  public static void add(long[] source, int from, long[] target, int to, int count) {
    while (count > 0) {
      int shift = from & 63;
      int some = Math.min(count, Math.min(Long.SIZE - shift, Long.SIZE - (to & 63)));
      long bits = source[from >>> 6] >>> shift & -1L >>> (Long.SIZE - some);
      target[to >>> 6] |= bits << to;
      from += some;
      to += some;
      count -= some;
    }
  }
}

package bnn4j.kernels;

import static bnn4j.kernels.VectorLanes.INTS;
import static bnn4j.kernels.VectorLanes.LANES;
import static jdk.incubator.vector.IntVector.broadcast;
import static jdk.incubator.vector.IntVector.fromArray;
import static jdk.incubator.vector.VectorOperators.LSHL;
import static jdk.incubator.vector.VectorOperators.LSHR;
import static jdk.incubator.vector.VectorOperators.XOR;

import jdk.incubator.vector.IntVector;

/**
 * Counting as {@link VectorBitCounter} does, but without a mask and with adders of two operands at
 * a time, for processors that have no logic of three operands: there a mask of ones costs a quarter
 * of the time.
 */
final class VectorDifferences {
  private static final int ODD = 0x55555555;
  private static final int PAIRS = 0x33333333;
  private static final int NIBBLES = 0x0f0f0f0f;
  private static final int BYTES = 0x00ff00ff;
  private static final int SHORTS = 0x0000ffff;

  private VectorDifferences() {}

  /**
   * Counts the differing bits of one window and the neurons of one group. All in one method: where
   * vectors go through methods of this size, the compiler makes objects of them.
   *
   * @param pieces of 16 bits, a multiple of 4, at most {@link VectorBitCounter#PART}
   */
  static void count(
      int[] weights,
      int weightsAt,
      int pieces,
      int[] window,
      int windowAt,
      int[] counts,
      int countsAt) {
    IntVector ones = IntVector.zero(INTS);
    IntVector twos = ones;
    IntVector fours = ones;
    IntVector eights = ones;
    int first = pieces & 4;
    if (first != 0) {
      IntVector a =
          fromArray(INTS, weights, weightsAt).lanewise(XOR, broadcast(INTS, window[windowAt]));
      IntVector b =
          fromArray(INTS, weights, weightsAt + LANES)
              .lanewise(XOR, broadcast(INTS, window[windowAt + 1]));
      IntVector c =
          fromArray(INTS, weights, weightsAt + 2 * LANES)
              .lanewise(XOR, broadcast(INTS, window[windowAt + 2]));
      IntVector d =
          fromArray(INTS, weights, weightsAt + 3 * LANES)
              .lanewise(XOR, broadcast(INTS, window[windowAt + 3]));
      IntVector ab = a.and(b);
      ones = a.lanewise(XOR, b);
      IntVector either1 = ones.lanewise(XOR, c);
      IntVector cd = ones.and(c).or(either1.and(d));
      ones = either1.lanewise(XOR, d);
      fours = ab.and(cd);
      twos = ab.lanewise(XOR, cd);
    }
    for (int piece = first; piece < pieces; piece += 8) {
      int w = weightsAt + piece * LANES;
      int x = windowAt + piece;
      IntVector a = fromArray(INTS, weights, w).lanewise(XOR, broadcast(INTS, window[x]));
      IntVector b =
          fromArray(INTS, weights, w + LANES).lanewise(XOR, broadcast(INTS, window[x + 1]));
      IntVector either2 = ones.lanewise(XOR, a);
      IntVector ab = ones.and(a).or(either2.and(b));
      ones = either2.lanewise(XOR, b);
      a = fromArray(INTS, weights, w + 2 * LANES).lanewise(XOR, broadcast(INTS, window[x + 2]));
      b = fromArray(INTS, weights, w + 3 * LANES).lanewise(XOR, broadcast(INTS, window[x + 3]));
      IntVector either3 = ones.lanewise(XOR, a);
      IntVector cd = ones.and(a).or(either3.and(b));
      ones = either3.lanewise(XOR, b);
      IntVector either4 = twos.lanewise(XOR, ab);
      IntVector abcd = twos.and(ab).or(either4.and(cd));
      twos = either4.lanewise(XOR, cd);
      a = fromArray(INTS, weights, w + 4 * LANES).lanewise(XOR, broadcast(INTS, window[x + 4]));
      b = fromArray(INTS, weights, w + 5 * LANES).lanewise(XOR, broadcast(INTS, window[x + 5]));
      IntVector either5 = ones.lanewise(XOR, a);
      ab = ones.and(a).or(either5.and(b));
      ones = either5.lanewise(XOR, b);
      a = fromArray(INTS, weights, w + 6 * LANES).lanewise(XOR, broadcast(INTS, window[x + 6]));
      b = fromArray(INTS, weights, w + 7 * LANES).lanewise(XOR, broadcast(INTS, window[x + 7]));
      IntVector either6 = ones.lanewise(XOR, a);
      cd = ones.and(a).or(either6.and(b));
      ones = either6.lanewise(XOR, b);
      IntVector either7 = twos.lanewise(XOR, ab);
      IntVector efgh = twos.and(ab).or(either7.and(cd));
      twos = either7.lanewise(XOR, cd);
      IntVector either8 = fours.lanewise(XOR, abcd);
      IntVector eight = fours.and(abcd).or(either8.and(efgh));
      fours = either8.lanewise(XOR, efgh);
      eight = eight.sub(eight.lanewise(LSHR, 1).and(ODD));
      eight = eight.and(PAIRS).add(eight.lanewise(LSHR, 2).and(PAIRS));
      eights = eights.add(eight.add(eight.lanewise(LSHR, 4)).and(NIBBLES));
    }
    // Ones and twos as digits of numbers of two bits, which are then added.
    IntVector even = ones.and(ODD).or(twos.and(ODD).lanewise(LSHL, 1));
    IntVector odd = ones.lanewise(LSHR, 1).and(ODD).or(twos.and(~ODD));
    IntVector nibbles =
        even.and(PAIRS)
            .add(odd.and(PAIRS))
            .add(even.lanewise(LSHR, 2).and(PAIRS))
            .add(odd.lanewise(LSHR, 2).and(PAIRS));
    IntVector bytes = nibbles.and(NIBBLES).add(nibbles.lanewise(LSHR, 4).and(NIBBLES));
    IntVector four = fours.sub(fours.lanewise(LSHR, 1).and(ODD));
    four = four.and(PAIRS).add(four.lanewise(LSHR, 2).and(PAIRS));
    four = four.add(four.lanewise(LSHR, 4)).and(NIBBLES);
    bytes = bytes.add(four.lanewise(LSHL, 2));
    IntVector low = bytes.and(BYTES).add(bytes.lanewise(LSHR, 8).and(BYTES));
    IntVector high = eights.and(BYTES).add(eights.lanewise(LSHR, 8).and(BYTES));
    IntVector both = low.add(high.lanewise(LSHL, 3));
    both.and(SHORTS).intoArray(counts, countsAt);
    both.lanewise(LSHR, 16).intoArray(counts, countsAt + LANES);
  }
}

package bnn4j.kernels;

import static bnn4j.kernels.VectorLanes.GROUP;
import static bnn4j.kernels.VectorLanes.INTS;
import static bnn4j.kernels.VectorLanes.LANES;
import static jdk.incubator.vector.IntVector.broadcast;
import static jdk.incubator.vector.IntVector.fromArray;
import static jdk.incubator.vector.VectorOperators.LSHL;
import static jdk.incubator.vector.VectorOperators.LSHR;
import static jdk.incubator.vector.VectorOperators.XOR;

import java.util.Arrays;
import jdk.incubator.vector.IntVector;

/**
 * Counts with carry-save adders: eight words are added to three binary digits that are kept as
 * vectors, and only what overflows is counted (Harley and Seal; Warren, Hacker's Delight, 5-1).
 */
final class VectorBitCounter implements BitCounter {
  /**
   * Pieces of which one call of {@link #count(int, int, int, int[], int, int[], int)} counts at
   * most: else bytes would overflow.
   */
  static final int PART = 31 * 8;

  /** Every second bit, two of four, four of eight, and the lower byte of each two. */
  private static final int ODD = 0x55555555;

  private static final int PAIRS = 0x33333333;
  private static final int NIBBLES = 0x0f0f0f0f;
  private static final int BYTES = 0x00ff00ff;
  private static final int SHORTS = 0x0000ffff;

  private VectorBitMatrix matrix;
  private int[] weights;
  private final VectorWindows bits;
  private final VectorWindows masks;
  private final int[] ones;
  private final int imageSize;

  /** Counts of a plane or part that are added to those before. */
  private final int[] partCounts = new int[GROUP];

  VectorBitCounter(VectorBitMatrix matrix, Windows windows, boolean masked) {
    Windows pieces = windows.widened(VectorBitMatrix.PIECES);
    this.matrix = matrix;
    this.weights = matrix.bits();
    this.bits = new VectorWindows(pieces);
    this.masks = masked ? new VectorWindows(pieces) : null;
    this.ones = new int[matrix.pieces()];
    Arrays.fill(ones, -1);
    this.imageSize = windows.imageSize();
  }

  @Override
  public void against(BitMatrix other) {
    matrix = (VectorBitMatrix) other;
    weights = matrix.bits();
  }

  @Override
  public void read(long[] bits, long[] mask, int images) {
    spread(bits, images * imageSize, this.bits.map());
    if (masks != null) {
      spread(mask, images * imageSize, masks.map());
    }
  }

  private static void spread(long[] words, int count, int[] pieces) {
    for (int i = 0, at = 0; i < count; i++, at += VectorBitMatrix.PIECES) {
      long word = words[i];
      pieces[at] = VectorLanes.twice((int) word);
      pieces[at + 1] = VectorLanes.twice((int) (word >>> 16));
      pieces[at + 2] = VectorLanes.twice((int) (word >>> 32));
      pieces[at + 3] = VectorLanes.twice((int) (word >>> 48));
    }
  }

  @Override
  public void count(int first, int windows, int[] counts) {
    int stride = Kernel.stride(matrix.neurons());
    for (int done = 0; done < windows; done += VectorWindows.PORTION) {
      int portion = Math.min(VectorWindows.PORTION, windows - done);
      bits.copy(first + done, portion);
      if (masks != null) {
        masks.copy(first + done, portion);
      }
      for (int group = 0; group * GROUP < matrix.neurons(); group++) {
        countGroup(group, portion, counts, done * stride + group * GROUP, stride);
      }
    }
  }

  private void countGroup(int group, int windows, int[] counts, int countsAt, int stride) {
    for (int plane = 0; plane < matrix.planes(); plane++) {
      int weightsAt = plane * matrix.planeSize() + group * matrix.groupSize();
      for (int part = 0; part < matrix.pieces(); part += PART) {
        boolean more = plane + part > 0;
        for (int i = 0; i < windows; i++) {
          int at = countsAt + i * stride;
          countPart(
              weightsAt, i * matrix.pieces(), part, more ? partCounts : counts, more ? 0 : at);
          if (more) {
            addPart(counts, at);
          }
        }
      }
    }
  }

  private void countPart(int weightsAt, int windowAt, int part, int[] counts, int countsAt) {
    int pieces = Math.min(PART, matrix.pieces() - part);
    if (masks == null && !VectorLanes.LOGIC_OF_THREE) {
      VectorDifferences.count(
          weights,
          weightsAt + part * LANES,
          pieces,
          bits.values(),
          windowAt + part,
          counts,
          countsAt);
      return;
    }
    int[] mask = masks == null ? ones : masks.values();
    int maskAt = masks == null ? part : windowAt + part;
    count(weightsAt + part * LANES, pieces, windowAt + part, mask, maskAt, counts, countsAt);
  }

  private void addPart(int[] counts, int at) {
    for (int n = 0; n < GROUP; n++) {
      counts[at + n] += partCounts[n];
    }
  }

  /**
   * Counts the differing bits of one window and the neurons of one group. All in one method: where
   * vectors go through methods of this size, the compiler makes objects of them.
   *
   * @param pieces of 16 bits, a multiple of 4, at most {@link #PART}
   */
  private void count(
      int weightsAt, int pieces, int windowAt, int[] mask, int maskAt, int[] counts, int countsAt) {
    int[] window = bits.values();
    IntVector ones = IntVector.zero(INTS);
    IntVector twos = ones;
    IntVector fours = ones;
    IntVector eights = ones;
    int first = pieces & 4;
    if (first != 0) {
      IntVector a =
          fromArray(INTS, weights, weightsAt)
              .lanewise(XOR, broadcast(INTS, window[windowAt]))
              .and(broadcast(INTS, mask[maskAt]));
      IntVector b =
          fromArray(INTS, weights, weightsAt + LANES)
              .lanewise(XOR, broadcast(INTS, window[windowAt + 1]))
              .and(broadcast(INTS, mask[maskAt + 1]));
      IntVector c =
          fromArray(INTS, weights, weightsAt + 2 * LANES)
              .lanewise(XOR, broadcast(INTS, window[windowAt + 2]))
              .and(broadcast(INTS, mask[maskAt + 2]));
      IntVector d =
          fromArray(INTS, weights, weightsAt + 3 * LANES)
              .lanewise(XOR, broadcast(INTS, window[windowAt + 3]))
              .and(broadcast(INTS, mask[maskAt + 3]));
      IntVector ab = a.and(b);
      ones = a.lanewise(XOR, b);
      IntVector cd = ones.or(c).and(d).or(ones.and(c));
      ones = ones.lanewise(XOR, c).lanewise(XOR, d);
      fours = ab.and(cd);
      twos = ab.lanewise(XOR, cd);
    }
    for (int piece = first; piece < pieces; piece += 8) {
      int w = weightsAt + piece * LANES;
      int x = windowAt + piece;
      int m = maskAt + piece;
      IntVector a =
          fromArray(INTS, weights, w)
              .lanewise(XOR, broadcast(INTS, window[x]))
              .and(broadcast(INTS, mask[m]));
      IntVector b =
          fromArray(INTS, weights, w + LANES)
              .lanewise(XOR, broadcast(INTS, window[x + 1]))
              .and(broadcast(INTS, mask[m + 1]));
      IntVector ab = ones.or(a).and(b).or(ones.and(a));
      ones = ones.lanewise(XOR, a).lanewise(XOR, b);
      a =
          fromArray(INTS, weights, w + 2 * LANES)
              .lanewise(XOR, broadcast(INTS, window[x + 2]))
              .and(broadcast(INTS, mask[m + 2]));
      b =
          fromArray(INTS, weights, w + 3 * LANES)
              .lanewise(XOR, broadcast(INTS, window[x + 3]))
              .and(broadcast(INTS, mask[m + 3]));
      IntVector cd = ones.or(a).and(b).or(ones.and(a));
      ones = ones.lanewise(XOR, a).lanewise(XOR, b);
      IntVector abcd = twos.or(ab).and(cd).or(twos.and(ab));
      twos = twos.lanewise(XOR, ab).lanewise(XOR, cd);
      a =
          fromArray(INTS, weights, w + 4 * LANES)
              .lanewise(XOR, broadcast(INTS, window[x + 4]))
              .and(broadcast(INTS, mask[m + 4]));
      b =
          fromArray(INTS, weights, w + 5 * LANES)
              .lanewise(XOR, broadcast(INTS, window[x + 5]))
              .and(broadcast(INTS, mask[m + 5]));
      ab = ones.or(a).and(b).or(ones.and(a));
      ones = ones.lanewise(XOR, a).lanewise(XOR, b);
      a =
          fromArray(INTS, weights, w + 6 * LANES)
              .lanewise(XOR, broadcast(INTS, window[x + 6]))
              .and(broadcast(INTS, mask[m + 6]));
      b =
          fromArray(INTS, weights, w + 7 * LANES)
              .lanewise(XOR, broadcast(INTS, window[x + 7]))
              .and(broadcast(INTS, mask[m + 7]));
      cd = ones.or(a).and(b).or(ones.and(a));
      ones = ones.lanewise(XOR, a).lanewise(XOR, b);
      IntVector efgh = twos.or(ab).and(cd).or(twos.and(ab));
      twos = twos.lanewise(XOR, ab).lanewise(XOR, cd);
      IntVector eight = fours.or(abcd).and(efgh).or(fours.and(abcd));
      fours = fours.lanewise(XOR, abcd).lanewise(XOR, efgh);
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

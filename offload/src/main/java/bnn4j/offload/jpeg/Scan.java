package bnn4j.offload.jpeg;

import java.util.List;

/** Reads coefficients of one scan (T.81, F.2 and, for progressive pictures, G.2). */
final class Scan {
  private static final int BLOCK = 64;

  /** Places of coefficients in the order in which they come. */
  private static final int[] ZIGZAG = {
    0, 1, 8, 16, 9, 2, 3, 10, 17, 24, 32, 25, 18, 11, 4, 5, 12, 19, 26, 33, 40, 48, 41, 34, 27, 20,
    13, 6, 7, 14, 21, 28, 35, 42, 49, 56, 57, 50, 43, 36, 29, 22, 15, 23, 30, 37, 44, 51, 58, 59,
    52, 45, 38, 31, 39, 46, 53, 60, 61, 54, 47, 55, 62, 63
  };

  private final BitSource bits;
  private final boolean progressive;
  private final int first;
  private final int last;
  private final int high;
  private final int low;

  /** Blocks left of which only known coefficients are refined. */
  private int endOfBand;

  /**
   * @param first coefficient of the scan
   * @param last coefficient of the scan
   * @param high bits that are known already; 0 for a first scan
   * @param low bits that are left to later scans
   */
  Scan(BitSource bits, boolean progressive, int first, int last, int high, int low) {
    this.bits = bits;
    this.progressive = progressive;
    this.first = first;
    this.last = last;
    this.high = high;
    this.low = low;
  }

  /** Place of a coefficient by its number. */
  static int place(int number) {
    return ZIGZAG[number];
  }

  /** A component in a scan, and its codes. */
  record Member(Component component, HuffmanTable dc, HuffmanTable ac) {}

  /**
   * Reads all blocks.
   *
   * @param unitsWide units of all components to a row of the picture
   * @param restart units between restart markers; 0 for none
   */
  void read(List<Member> members, int unitsWide, int unitsHigh, int restart) {
    boolean alone = members.size() == 1;
    Component only = members.get(0).component();
    int wide = alone ? only.blocksWide : unitsWide;
    int units = wide * (alone ? only.blocksHigh : unitsHigh);
    for (int unit = 0; unit < units; unit++) {
      if (restart > 0 && unit > 0 && unit % restart == 0) {
        bits.restart();
        endOfBand = 0;
        members.forEach(member -> member.component().dc = 0);
      }
      if (alone) {
        block(members.get(0), unit % wide, unit / wide);
      } else {
        for (Member member : members) {
          unit(member, unit % wide, unit / wide);
        }
      }
    }
  }

  private void unit(Member member, int column, int row) {
    Component c = member.component();
    for (int y = 0; y < c.vertical; y++) {
      for (int x = 0; x < c.horizontal; x++) {
        block(member, column * c.horizontal + x, row * c.vertical + y);
      }
    }
  }

  private void block(Member member, int column, int row) {
    Component c = member.component();
    int at = (row * c.stride + column) * BLOCK;
    if (!progressive) {
      dc(member, at, 0);
      sequential(member, at);
    } else if (first == 0) {
      if (high == 0) {
        dc(member, at, low);
      } else if (bits.next(1) != 0) {
        c.coefficients[at] += (short) (1 << low);
      }
    } else if (high == 0) {
      firstOfBand(member, at);
    } else {
      refine(member, at);
    }
  }

  private void dc(Member member, int at, int shift) {
    int size = member.dc().next(bits);
    if (size > 15) {
      throw new JpegException("a difference of %d bits".formatted(size));
    }
    Component c = member.component();
    c.dc += bits.nextSigned(size);
    c.coefficients[at] = (short) (c.dc << shift);
  }

  private void sequential(Member member, int at) {
    for (int k = 1; k < BLOCK; k++) {
      int symbol = member.ac().next(bits);
      int size = symbol & 15;
      if (size == 0) {
        if (symbol != 0xf0) {
          return;
        }
        k += 15;
      } else {
        k += symbol >> 4;
        put(member, at, k, bits.nextSigned(size));
      }
    }
  }

  private static void put(Member member, int at, int k, int value) {
    if (k >= BLOCK) {
      throw new JpegException("a block of more than 64 coefficients");
    }
    member.component().coefficients[at + ZIGZAG[k]] = (short) value;
  }

  private void firstOfBand(Member member, int at) {
    if (endOfBand > 0) {
      endOfBand--;
      return;
    }
    for (int k = first; k <= last; k++) {
      int symbol = member.ac().next(bits);
      int run = symbol >> 4;
      int size = symbol & 15;
      if (size == 0 && run < 15) {
        endOfBand = (1 << run) - 1 + bits.next(run);
        return;
      }
      k += run;
      if (size > 0) {
        put(member, at, k, bits.nextSigned(size) << low);
      }
    }
  }

  private void refine(Member member, int at) {
    short[] coefficients = member.component().coefficients;
    int k = first;
    if (endOfBand == 0) {
      while (k <= last) {
        int symbol = member.ac().next(bits);
        int run = symbol >> 4;
        int value = 0;
        if ((symbol & 15) != 0) {
          value = bits.next(1) != 0 ? 1 << low : -(1 << low);
        } else if (run < 15) {
          endOfBand = (1 << run) + bits.next(run);
          break;
        }
        for (; k <= last; k++) {
          int place = at + ZIGZAG[k];
          if (coefficients[place] != 0) {
            correct(coefficients, place);
          } else if (run-- == 0) {
            coefficients[place] = (short) value;
            k++;
            break;
          }
        }
      }
    }
    if (endOfBand > 0) {
      for (; k <= last; k++) {
        int place = at + ZIGZAG[k];
        if (coefficients[place] != 0) {
          correct(coefficients, place);
        }
      }
      endOfBand--;
    }
  }

  private void correct(short[] coefficients, int place) {
    int bit = 1 << low;
    if (bits.next(1) != 0 && (coefficients[place] & bit) == 0) {
      coefficients[place] += (short) (coefficients[place] > 0 ? bit : -bit);
    }
  }
}

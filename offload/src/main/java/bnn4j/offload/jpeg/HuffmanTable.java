package bnn4j.offload.jpeg;

/** A Huffman code of at most 16 bits (ITU-T T.81, annex C), looked up in one step. */
final class HuffmanTable {
  private static final int BITS = 16;

  /** For every 16 bits that may follow: length of the code, then its value; 0 if there is none. */
  private final short[] codes = new short[1 << BITS];

  /**
   * @param counts codes of each length, 1 to 16
   * @param values in the order of their codes
   */
  HuffmanTable(int[] counts, byte[] values) {
    int code = 0;
    int next = 0;
    for (int length = 1; length <= BITS; length++) {
      for (int i = 0; i < counts[length - 1]; i++) {
        int first = code << (BITS - length);
        int last = (code + 1) << (BITS - length);
        if (last > codes.length) {
          throw new JpegException("a Huffman table has too many codes");
        }
        for (int bits = first; bits < last; bits++) {
          codes[bits] = (short) ((length << Byte.SIZE) | (values[next] & 0xff));
        }
        next++;
        code++;
      }
      code <<= 1;
    }
  }

  /** The next symbol. */
  int next(BitSource bits) {
    int found = codes[bits.peek16()];
    if (found == 0) {
      throw new JpegException("a code that is missing in the table");
    }
    bits.skip(found >>> Byte.SIZE);
    return found & 0xff;
  }
}

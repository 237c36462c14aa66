package bnn4j.foundation;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** Converts 64-bit words to bytes, lowest byte first: the order of all files and memories here. */
public final class LittleEndian {
  private LittleEndian() {}

  /**
   * The bytes of words.
   *
   * @return eight for each
   * @throws ArithmeticException if no array has so many
   */
  public static byte[] bytes(long[] words) {
    ByteBuffer bytes =
        ByteBuffer.allocate(Math.multiplyExact(words.length, Long.BYTES))
            .order(ByteOrder.LITTLE_ENDIAN);
    bytes.asLongBuffer().put(words);
    return bytes.array();
  }
}

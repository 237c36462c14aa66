package bnn4j.trainer.modelfile;

import bnn4j.foundation.Refusal;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.FloatBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * A vector of floats as ND4J 1.0.0-M2.1 serializes one ({@code Nd4j.write}): two buffers, the
 * description of the array and its values. Each buffer begins with how it was allocated, its length
 * and the type of its values; all big-endian. The description is the rank, the shape, the strides,
 * flags for the type, the stride from element to element, and the order as a letter.
 *
 * <p>Only one description is right for so many floats, so each of its numbers is compared with what
 * it must be.
 */
final class StoredNumbers {
  private static final String ALLOCATION = "MIXED_DATA_TYPES";
  private static final long FLOAT_FLAG = 1 << 13;

  /** Values of a description beside shape and strides. */
  private static final int OTHERS = 4;

  private static final int CHUNK = 1 << 14;

  private final DataInputStream in;
  private final long count;

  private StoredNumbers(InputStream in, long count) {
    this.in = new DataInputStream(in);
    this.count = count;
  }

  /**
   * Reads a vector.
   *
   * @param in not closed, and read no further than the vector's end
   * @param size bytes that there are
   * @param count floats that there must be
   * @throws Refusal if there is anything else; nothing is allocated before the size belongs to the
   *     count
   */
  static float[] read(InputStream in, long size, long count) throws IOException {
    if (count > Integer.MAX_VALUE / 4) {
      throw new Refusal("the layers have %d numbers, which are too many to read".formatted(count));
    }
    if (size != bytes(1, count) && size != bytes(2, count)) {
      throw new Refusal(
          "expected %d bytes for the %d numbers of the layers, found %d"
              .formatted(bytes(1, count), count, size));
    }
    return new StoredNumbers(in, count).read();
  }

  private static long bytes(int rank, long count) {
    return buffer("LONG") + (2L * rank + OTHERS) * Long.BYTES + buffer("FLOAT") + 4 * count;
  }

  /** What stands before the values of a buffer. */
  private static long buffer(String type) {
    return (long) Short.BYTES + ALLOCATION.length() + Long.BYTES + Short.BYTES + type.length();
  }

  private float[] read() throws IOException {
    readDescription();
    readBuffer("the values", "FLOAT", count);
    float[] numbers = new float[(int) count];
    byte[] bytes = new byte[CHUNK * Float.BYTES];
    FloatBuffer floats = ByteBuffer.wrap(bytes).asFloatBuffer();
    for (int at = 0; at < numbers.length; at += CHUNK) {
      int length = Math.min(CHUNK, numbers.length - at);
      in.readFully(bytes, 0, length * Float.BYTES);
      floats.get(0, numbers, at, length);
      checkFinite(numbers, at, length);
    }
    return numbers;
  }

  private static void checkFinite(float[] numbers, int from, int length) {
    for (int i = from; i < from + length; i++) {
      if (!Float.isFinite(numbers[i])) {
        throw new Refusal(
            "number %d is %s; training diverged or the file is damaged; use an earlier file"
                .formatted(i, numbers[i]));
      }
    }
  }

  /** A vector, or a matrix of one row, side by side in memory. */
  private void readDescription() throws IOException {
    long length = readHead("the shape", "LONG");
    if (length != 2 + OTHERS && length != 4 + OTHERS) {
      throw new Refusal(
          "expected a shape of %d or %d values, found %d"
              .formatted(2 + OTHERS, 4 + OTHERS, length));
    }
    long rank = (length - OTHERS) / 2;
    expect("rank", rank, in.readLong());
    if (rank == 2) {
      expect("rows", 1, in.readLong());
    }
    expect("numbers in the shape", count, in.readLong());
    if (rank == 2) {
      expectEither("stride of the rows", count, 1, in.readLong());
    }
    expect("stride", 1, in.readLong());
    expect("type flags", FLOAT_FLAG, in.readLong());
    expect("stride from element to element", 1, in.readLong());
    expectEither("order", 'c', 'f', in.readLong());
  }

  private void readBuffer(String what, String type, long length) throws IOException {
    expect("length of " + what, length, readHead(what, type));
  }

  /** The length of a buffer, if all before its values is as it must be. */
  private long readHead(String what, String type) throws IOException {
    expectText("allocation of " + what, ALLOCATION);
    long length = in.readLong();
    expectText("type of " + what, type);
    return length;
  }

  private void expectText(String what, String expected) throws IOException {
    byte[] wanted = expected.getBytes(StandardCharsets.US_ASCII);
    expect("length of the " + what, wanted.length, in.readUnsignedShort());
    if (!Arrays.equals(in.readNBytes(wanted.length), wanted)) {
      throw new Refusal("expected %s %s, found another".formatted(what, expected));
    }
  }

  private static void expect(String what, long expected, long found) {
    expectEither(what, expected, expected, found);
  }

  private static void expectEither(String what, long expected, long other, long found) {
    if (found != expected && found != other) {
      throw new Refusal("expected %s %d, found %d".formatted(what, expected, found));
    }
  }
}

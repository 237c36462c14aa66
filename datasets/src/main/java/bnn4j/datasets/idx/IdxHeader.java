package bnn4j.datasets.idx;

import bnn4j.foundation.Refusal;
import java.io.DataInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/**
 * What an IDX file of unsigned bytes says of itself, and what has been found to agree with its
 * size: two zero bytes, the type, the number of dimensions, each dimension as a big-endian 32-bit
 * number.
 *
 * @param dimensions the length of each, outermost first: {@code [images][rows][columns]} or {@code
 *     [labels]}
 */
public record IdxHeader(List<Integer> dimensions) {
  /** Dimensions of a file of images. */
  public static final int IMAGES = 3;

  /** Dimensions of a file of labels. */
  public static final int LABELS = 1;

  private static final int UNSIGNED_BYTE = 0x08;

  /** Copies the list. */
  public IdxHeader {
    dimensions = List.copyOf(dimensions);
  }

  /**
   * Reads one from the beginning of a file.
   *
   * @param in at the beginning; left behind the header
   * @param place of the file, for messages
   * @param size of the unpacked file in bytes
   * @param dimensionCount {@link #IMAGES} or {@link #LABELS}
   * @throws Refusal if it is none, or does not agree with the size
   */
  public static IdxHeader read(DataInputStream in, String place, long size, int dimensionCount)
      throws IOException {
    if (size < bytes(dimensionCount)) {
      throw refusal(
          place, size, "a header of %d bytes".formatted(bytes(dimensionCount)), "the end");
    }
    checkMagic(in, place, dimensionCount);
    List<Integer> dimensions = readDimensions(in, place, dimensionCount);
    checkSize(dimensions, place, size);
    return new IdxHeader(dimensions);
  }

  /** Whether a file that begins so says that it holds so many dimensions of unsigned bytes. */
  public static boolean begins(byte[] head, int dimensionCount) {
    return head.length >= 4
        && head[0] == 0
        && head[1] == 0
        && head[2] == UNSIGNED_BYTE
        && head[3] == dimensionCount;
  }

  /** The bytes that say so. */
  byte[] toBytes() {
    ByteBuffer bytes = ByteBuffer.allocate(bytes());
    bytes.put(new byte[] {0, 0, UNSIGNED_BYTE, (byte) dimensions.size()});
    dimensions.forEach(bytes::putInt);
    return bytes.array();
  }

  /** How many images or labels there are. */
  public int count() {
    return dimensions.get(0);
  }

  /** Bytes before the first value. */
  public int bytes() {
    return bytes(dimensions.size());
  }

  static int bytes(int dimensionCount) {
    return 4 + 4 * dimensionCount;
  }

  /** Values of one image or label. */
  public int valuesEach() {
    return dimensions.stream().skip(1).reduce(1, Math::multiplyExact);
  }

  private static void checkMagic(DataInputStream in, String place, int dimensionCount)
      throws IOException {
    int zeros = in.readUnsignedShort();
    if (zeros != 0) {
      throw refusal(place, 0, "two zero bytes, as IDX files begin", "0x%04x".formatted(zeros));
    }
    int type = in.readUnsignedByte();
    if (type != UNSIGNED_BYTE) {
      throw refusal(
          place, 2, "type 0x08 (unsigned byte)", "0x%02x%s".formatted(type, typeName(type)));
    }
    int found = in.readUnsignedByte();
    if (found != dimensionCount) {
      String what = dimensionCount == IMAGES ? "3 dimensions (images)" : "1 dimension (labels)";
      throw refusal(place, 3, what, Integer.toString(found));
    }
  }

  private static List<Integer> readDimensions(DataInputStream in, String place, int count)
      throws IOException {
    List<Integer> dimensions = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      int length = in.readInt();
      if (length < 1) {
        throw refusal(
            place,
            bytes(i),
            "a dimension of 1..%d".formatted(Integer.MAX_VALUE),
            Integer.toUnsignedString(length));
      }
      dimensions.add(length);
    }
    return dimensions;
  }

  /** The file must have just as many values. */
  private static void checkSize(List<Integer> dimensions, String place, long size) {
    int header = bytes(dimensions.size());
    long found = size - header;
    long expected = 1;
    for (int length : dimensions) {
      // Above any file's size nothing can be equal, so there the product need not be exact.
      expected = expected > Long.MAX_VALUE / length ? Long.MAX_VALUE : expected * length;
    }
    if (expected != found) {
      throw refusal(
          place,
          header,
          "%s bytes of data for dimensions %s"
              .formatted(expected == Long.MAX_VALUE ? "over 2^63" : expected, dimensions),
          Long.toString(found));
    }
  }

  private static String typeName(int type) {
    return switch (type) {
      case 0x09 -> " (signed byte)";
      case 0x0b -> " (16-bit integer)";
      case 0x0c -> " (32-bit integer)";
      case 0x0d -> " (32-bit float)";
      case 0x0e -> " (64-bit float)";
      default -> "";
    };
  }

  static Refusal refusal(String place, long offset, String expected, String found) {
    return new Refusal(
        "%s: offset %d: expected %s, found %s".formatted(place, offset, expected, found));
  }
}

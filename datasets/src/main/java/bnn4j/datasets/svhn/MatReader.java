package bnn4j.datasets.svhn;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.zip.InflaterInputStream;

/**
 * Reads numeric arrays from a MATLAB 5 file (MathWorks, "MAT-File Format", level 5). The library
 * allocates what a header claims; this reader allocates only what the file contains.
 */
final class MatReader {
  private static final int HEADER = 128;
  private static final int MATRIX = 14;
  private static final int COMPRESSED = 15;
  private static final int MOST_DIMENSIONS = 8;
  private static final int LONGEST_NAME = 64;

  /** Deflate never makes less than one byte of 1032. */
  private static final long GREATEST_COMPRESSION = 1032;

  /** What arrays are called by their class, from 6 on. */
  private static final String[] CLASSES = {
    "double", "single", "int8", "uint8", "int16", "uint16", "int32", "uint32", "int64", "uint64"
  };

  private static final int FIRST_CLASS = 6;

  private final DataInputStream in;
  private final ByteOrder order;

  private MatReader(InputStream in, ByteOrder order) {
    this.in = new DataInputStream(in);
    this.order = order;
  }

  /**
   * An array of numbers.
   *
   * @param type its class, such as {@code uint8}
   * @param dimensions lengths, the first index fastest
   * @param stored how each number is kept, a data type of the format
   * @param bytes the numbers, in their order of bytes
   */
  record Numbers(String type, int[] dimensions, int stored, ByteBuffer bytes) {
    /** How many there are. */
    int count() {
      return bytes.capacity() / size(stored);
    }

    /** One of them. */
    double number(int index) {
      int at = index * size(stored);
      return switch (stored) {
        case 1 -> bytes.get(at);
        case 2 -> bytes.get(at) & 0xff;
        case 3 -> bytes.getShort(at);
        case 4 -> bytes.getShort(at) & 0xffff;
        case 5 -> bytes.getInt(at);
        case 6 -> bytes.getInt(at) & 0xffffffffL;
        case 7 -> bytes.getFloat(at);
        case 9 -> bytes.getDouble(at);
        default -> bytes.getLong(at);
      };
    }
  }

  /**
   * What stands before data: their type and their length in bytes, and the data if they are few.
   */
  private record Tag(int type, long length, byte[] few) {
    /** The bytes to the next element, which begins at a multiple of eight. */
    long padded() {
      return few != null ? 0 : (length + 7) / 8 * 8;
    }
  }

  /**
   * The arrays of numbers with these names; others are skipped.
   *
   * @param size of the file in bytes
   * @throws IOException if it is no such file, or damaged
   */
  static Map<String, Numbers> read(InputStream file, long size, Set<String> names)
      throws IOException {
    DataInputStream in = new DataInputStream(new BufferedInputStream(file, 1 << 16));
    byte[] header = new byte[HEADER];
    in.readFully(header);
    String mark = new String(header, HEADER - 2, 2, StandardCharsets.ISO_8859_1);
    if (!mark.equals("IM") && !mark.equals("MI")) {
      throw new IOException("its header has no byte order");
    }
    ByteOrder order = mark.equals("IM") ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN;
    MatReader reader = new MatReader(in, order);
    Map<String, Numbers> found = new HashMap<>();
    long left = size - HEADER;
    while (left >= 8) {
      Tag tag = reader.tag();
      left -= 8;
      if (tag.length > left) {
        throw new IOException(
            "an element of %d bytes is in the last %d".formatted(tag.length, left));
      }
      left -= tag.few != null ? 0 : tag.length;
      if (tag.type == COMPRESSED) {
        Part part = new Part(in, tag.few != null ? 0 : tag.length);
        try (InputStream unpacked = new BufferedInputStream(new InflaterInputStream(part))) {
          MatReader inside = new MatReader(unpacked, order);
          if (inside.tag().type == MATRIX) {
            inside.matrix(tag.length * GREATEST_COMPRESSION, names, found);
          }
        }
        part.skipNBytes(part.left);
      } else {
        Part part = new Part(in, tag.few != null ? 0 : tag.length);
        if (tag.type == MATRIX) {
          new MatReader(part, order).matrix(tag.length, names, found);
        }
        part.skipNBytes(part.left);
      }
    }
    return found;
  }

  /** The next bytes of a stream, so many and no more; closing it leaves the stream open. */
  private static final class Part extends InputStream {
    private final InputStream whole;
    private long left;

    Part(InputStream whole, long length) {
      this.whole = whole;
      this.left = length;
    }

    @Override
    public int read() throws IOException {
      if (left == 0) {
        return -1;
      }
      left--;
      return whole.read();
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
      if (left == 0) {
        return length == 0 ? 0 : -1;
      }
      int read = whole.read(target, offset, (int) Math.min(length, left));
      left -= Math.max(0, read);
      return read;
    }
  }

  /** Flags, dimensions, name, numbers: each an element of its own. */
  private void matrix(long most, Set<String> names, Map<String, Numbers> found) throws IOException {
    byte[] flags = data(tag(), 8);
    byte[] lengths = data(tag(), 4 * MOST_DIMENSIONS);
    byte[] letters = data(tag(), LONGEST_NAME);
    String name = new String(letters, StandardCharsets.ISO_8859_1);
    if (flags.length != 8 || lengths.length < 8 || lengths.length % 4 != 0) {
      throw new IOException("an array's flags or dimensions have another length");
    }
    int flag = ByteBuffer.wrap(flags).order(order).getInt();
    int kind = (flag & 255) - FIRST_CLASS;
    boolean complex = (flag & 0x800) != 0;
    if (!names.contains(name) || kind < 0 || kind >= CLASSES.length || complex) {
      return;
    }
    int[] dimensions = new int[lengths.length / 4];
    ByteBuffer.wrap(lengths).order(order).asIntBuffer().get(dimensions);
    Tag tag = tag();
    int size = size(tag.type);
    if (size == 0) {
      throw new IOException("array %s is of unknown type %d".formatted(name, tag.type));
    }
    long expected = size;
    for (int length : dimensions) {
      boolean sensible = length >= 0 && (length == 0 || expected <= Long.MAX_VALUE / length);
      expected = sensible ? expected * length : -1;
      if (expected < 0) {
        break;
      }
    }
    if (expected != tag.length || expected > most || expected > Integer.MAX_VALUE - 8) {
      throw new IOException(
          "array %s of dimensions %s has %d bytes, of %d at most"
              .formatted(name, Arrays.toString(dimensions), tag.length, most));
    }
    ByteBuffer bytes = ByteBuffer.wrap(data(tag, (int) expected)).order(order);
    found.put(name, new Numbers(CLASSES[kind], dimensions, tag.type, bytes));
  }

  private Tag tag() throws IOException {
    byte[] eight = new byte[8];
    in.readFully(eight);
    ByteBuffer tag = ByteBuffer.wrap(eight).order(order);
    int first = tag.getInt(0);
    int few = first >>> 16;
    if (few == 0) {
      return new Tag(first, tag.getInt(4) & 0xffffffffL, null);
    }
    if (few > 4) {
      throw new EOFException("a short element of %d bytes".formatted(few));
    }
    return new Tag(first & 0xffff, few, Arrays.copyOfRange(eight, 4, 4 + few));
  }

  private byte[] data(Tag tag, int most) throws IOException {
    if (tag.few != null) {
      return tag.few;
    }
    if (tag.length > most) {
      throw new IOException("expected at most %d bytes, found %d".formatted(most, tag.length));
    }
    byte[] bytes = new byte[(int) tag.length];
    in.readFully(bytes);
    // The last element of a compressed one may end without.
    for (long gap = tag.padded() - tag.length; gap > 0 && in.read() >= 0; gap--) {
      // Its content is ignored.
    }
    return bytes;
  }

  /** Bytes of a number, 0 for what is none. */
  private static int size(int type) {
    return switch (type) {
      case 1, 2 -> 1;
      case 3, 4 -> 2;
      case 5, 6, 7 -> 4;
      case 9, 12, 13 -> 8;
      default -> 0;
    };
  }
}

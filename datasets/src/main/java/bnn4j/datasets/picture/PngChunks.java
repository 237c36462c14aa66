package bnn4j.datasets.picture;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32;

/**
 * The chunks that a PNG file is made of (PNG specification, section 5). ImageIO does not look at
 * their checksums, so that a picture of which bytes have changed becomes another picture.
 */
final class PngChunks {
  private static final int SIGNATURE = 8;

  /** Length, name and checksum. */
  private static final int AROUND = 12;

  private PngChunks() {}

  /**
   * Checks that the picture is there to its end, and that the chunks it needs are as they were
   * written. What follows the end, and what describes the picture, is not checked.
   *
   * @throws IOException saying what is wrong
   */
  static void check(byte[] file) throws IOException {
    ByteBuffer bytes = ByteBuffer.wrap(file);
    int at = SIGNATURE;
    while (at <= file.length - AROUND) {
      int length = bytes.getInt(at);
      if (length < 0 || length > file.length - at - AROUND) {
        break;
      }
      String name = new String(file, at + 4, 4, StandardCharsets.ISO_8859_1);
      if (isNeeded(name)) {
        checkSum(file, at, length, name);
      }
      if (name.equals("IEND")) {
        return;
      }
      at += AROUND + length;
    }
    throw new IOException("the file ends before the picture does");
  }

  /** Without the others a picture looks the same, but for transparency. */
  private static boolean isNeeded(String name) {
    return Character.isUpperCase(name.charAt(0)) || name.equals("tRNS");
  }

  private static void checkSum(byte[] file, int at, int length, String name) throws IOException {
    CRC32 crc = new CRC32();
    crc.update(file, at + 4, 4 + length);
    int found = ByteBuffer.wrap(file).getInt(at + 8 + length);
    if (found != (int) crc.getValue()) {
      throw new IOException(
          "offset %d: the checksum of %s is wrong, so its bytes have changed".formatted(at, name));
    }
  }
}

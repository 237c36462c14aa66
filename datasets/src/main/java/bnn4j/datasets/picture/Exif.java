package bnn4j.datasets.picture;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * The orientation in an image's Exif block, from 1 (upright) to 8, in a JPEG's APP1 segment, a
 * PNG's chunk {@code eXIf} or a WebP's chunk {@code EXIF}. Invalid data count as upright.
 */
final class Exif {
  /** As the picture is stored. */
  static final int UPRIGHT = 1;

  private static final int ORIENTATION = 0x0112;
  private static final int SHORT = 3;
  private static final int ENTRY = 12;

  private Exif() {}

  /** What the file says. */
  static int orientation(PictureKind kind, byte[] file) {
    return switch (kind) {
      case JPEG -> JpegHeader.of(file).orientation();
      case PNG -> ofPng(file);
      case WEBP -> ofWebp(file);
      default -> UPRIGHT;
    };
  }

  /** What an Exif block says, a TIFF file of its own between these offsets. */
  static int orientation(byte[] file, int from, int to) {
    int length = to - from;
    if (length < 8 || (file[from] != 'I' && file[from] != 'M')) {
      return UPRIGHT;
    }
    ByteBuffer block =
        ByteBuffer.wrap(file, from, length)
            .slice()
            .order(file[from] == 'I' ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN);
    int directory = block.getInt(4);
    if (directory < 8 || directory > length - 2) {
      return UPRIGHT;
    }
    int entries = block.getShort(directory) & 0xffff;
    for (int i = 0, at = directory + 2; i < entries && at <= length - ENTRY; i++, at += ENTRY) {
      if (block.getShort(at) == ORIENTATION && block.getShort(at + 2) == SHORT) {
        int value = block.getShort(at + 8);
        return value >= 1 && value <= 8 ? value : UPRIGHT;
      }
    }
    return UPRIGHT;
  }

  private static int ofPng(byte[] file) {
    ByteBuffer chunks = ByteBuffer.wrap(file);
    for (int at = 8; at <= file.length - 12; ) {
      int length = chunks.getInt(at);
      if (length < 0 || length > file.length - 12 - at) {
        return UPRIGHT;
      }
      if (chunks.getInt(at + 4) == 0x65584966) { // eXIf
        return orientation(file, at + 8, at + 8 + length);
      }
      at += 12 + length;
    }
    return UPRIGHT;
  }

  private static int ofWebp(byte[] file) {
    for (WebpHeader.Chunk chunk : WebpHeader.chunks(file, 12, file.length)) {
      if (chunk.name().equals("EXIF")) {
        // Some writers put the name that a JPEG has there before the block.
        boolean named = chunk.length() > 6 && file[chunk.from()] == 'E';
        return orientation(file, chunk.from() + (named ? 6 : 0), chunk.from() + chunk.length());
      }
    }
    return UPRIGHT;
  }
}

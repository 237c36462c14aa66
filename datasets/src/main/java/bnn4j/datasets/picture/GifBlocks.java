package bnn4j.datasets.picture;

/**
 * Walks over the blocks of a GIF file without unpacking them, to count its images (GIF89a
 * specification, sections 18 to 27).
 */
final class GifBlocks {
  private static final int HEADER = 13;
  private static final int IMAGE = 0x2c;
  private static final int EXTENSION = 0x21;

  private final byte[] file;
  private int at;

  private GifBlocks(byte[] file) {
    this.file = file;
  }

  /** Whether the file has more than one image. What comes behind damage is not counted. */
  static boolean haveSeveralImages(byte[] file) {
    return file.length > HEADER && new GifBlocks(file).countTo(2) == 2;
  }

  private int countTo(int most) {
    at = HEADER + colours(file[10]);
    int images = 0;
    while (images < most && at < file.length) {
      int block = file[at++] & 255;
      if (block == EXTENSION) {
        at++;
      } else if (block == IMAGE && at + 9 < file.length) {
        images++;
        // Its place, size and own colours, then the size of its first code.
        at += 9 + colours(file[at + 8]) + 1;
      } else {
        break;
      }
      skipData();
    }
    return images;
  }

  /** Bytes of the table of colours that these flags announce. */
  private static int colours(byte flags) {
    return (flags & 0x80) == 0 ? 0 : 3 * (2 << (flags & 7));
  }

  /** Data lies in pieces, each after its length; a length of 0 ends it. */
  private void skipData() {
    while (at < file.length && file[at] != 0) {
      at += 1 + (file[at] & 255);
    }
    at++;
  }
}

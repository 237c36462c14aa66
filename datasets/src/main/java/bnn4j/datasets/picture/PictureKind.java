package bnn4j.datasets.picture;

import java.util.Arrays;
import java.util.Optional;

/** Kinds of picture files, told by their first bytes. */
enum PictureKind {
  PNG("png", new int[] {0x89, 'P', 'N', 'G', '\r', '\n'}) {
    /** Deflate never makes less than one byte of 1032, and pixels have a bit at least. */
    @Override
    long mostPixels(byte[] file) {
      if (file.length < 26) {
        return 0;
      }
      int samples = new int[] {1, 1, 3, 1, 2, 1, 4, 1}[file[25] & 7];
      return file.length * 1032L * 8 / Math.max(1, samples * (file[24] & 255));
    }
  },
  JPEG("jpeg", new int[] {0xff, 0xd8, 0xff}),
  GIF("gif", new int[] {'G', 'I', 'F', '8'}),
  BMP("bmp", new int[] {'B', 'M'}),
  WEBP("webp", new int[] {'R', 'I', 'F', 'F'}) {
    @Override
    boolean matches(byte[] head) {
      return super.matches(head)
          && head.length >= HEAD
          && head[8] == 'W'
          && head[9] == 'E'
          && head[10] == 'B'
          && head[11] == 'P';
    }
  },
  /** Portable pixmap, greymap or bitmap, raw or in words. */
  PPM("pnm", new int[] {'P'}) {
    @Override
    boolean matches(byte[] head) {
      return head.length >= 3
          && head[0] == 'P'
          && head[1] >= '1'
          && head[1] <= '6'
          && (Character.isWhitespace(head[2]) || head[2] == '#');
    }

    /** A bit for each pixel at least. */
    @Override
    long mostPixels(byte[] file) {
      return 8L * file.length;
    }
  };

  /** Bytes of a file that tell its kind. */
  static final int HEAD = 12;

  /** All of them, for messages. */
  static final String NAMES = "PNG, JPEG, PPM, GIF, BMP or WebP";

  private final String format;
  private final byte[] magic;

  PictureKind(String format, int[] magic) {
    this.format = format;
    this.magic = new byte[magic.length];
    for (int i = 0; i < magic.length; i++) {
      this.magic[i] = (byte) magic[i];
    }
  }

  /** What ImageIO calls it. */
  String format() {
    return format;
  }

  /** How many pixels a file of that kind and length can hold. */
  long mostPixels(byte[] file) {
    return Long.MAX_VALUE;
  }

  boolean matches(byte[] head) {
    return head.length >= magic.length
        && Arrays.equals(head, 0, magic.length, magic, 0, magic.length);
  }

  static Optional<PictureKind> of(byte[] head) {
    return Arrays.stream(values()).filter(kind -> kind.matches(head)).findFirst();
  }
}

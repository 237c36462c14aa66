package bnn4j.datasets.picture;

import java.util.Arrays;
import java.util.Optional;

/** Kinds of picture files, told by their first bytes. */
enum PictureKind {
  PNG("png", new int[] {0x89, 'P', 'N', 'G', '\r', '\n'}),
  JPEG("jpeg", new int[] {0xff, 0xd8, 0xff}),
  GIF("gif", new int[] {'G', 'I', 'F', '8'}),
  BMP("bmp", new int[] {'B', 'M'}),
  WEBP("webp", new int[] {'R', 'I', 'F', 'F'}),
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
  };

  /** Bytes of a file that tell its kind. */
  static final int HEAD = 8;

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

  boolean matches(byte[] head) {
    return head.length >= magic.length
        && Arrays.equals(head, 0, magic.length, magic, 0, magic.length);
  }

  static Optional<PictureKind> of(byte[] head) {
    return Arrays.stream(values()).filter(kind -> kind.matches(head)).findFirst();
  }
}

package bnn4j.datasets.picture;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Optional;

/** Kinds of image files, detected by their first bytes. */
enum PictureKind {
  PNG("png", new int[] {0x89, 'P', 'N', 'G', '\r', '\n'}) {
    /** Deflate never makes less than one byte of 1032, and pixels have a bit at least. */
    @Override
    long mostPixels(byte[] file) {
      if (file.length < 26) {
        return 0;
      }
      return file.length * 1032L * 8 / bits(file);
    }

    @Override
    int bytesPerPixel(byte[] file) {
      return file.length < 26 ? super.bytesPerPixel(file) : bits(file) / 8;
    }

    /** An APNG has a chunk of its own before the first image. */
    @Override
    boolean isAnimation(byte[] file) {
      ByteBuffer chunks = ByteBuffer.wrap(file);
      for (long at = 8;
          at + 12 <= file.length;
          at += 12 + (chunks.getInt((int) at) & 0xffffffffL)) {
        int type = chunks.getInt((int) at + 4);
        if (type == IMAGE_DATA) {
          return false;
        }
        if (type == ANIMATION_CONTROL) {
          return chunks.getInt((int) at + 8) > 1;
        }
      }
      return false;
    }

    private static int bits(byte[] file) {
      int samples = new int[] {1, 1, 3, 1, 2, 1, 4, 1}[file[25] & 7];
      return Math.max(1, samples * (file[24] & 255));
    }
  },
  JPEG("jpeg", new int[] {0xff, 0xd8, 0xff}) {
    /** A bit at least for each block of 8 x 8. */
    @Override
    long mostPixels(byte[] file) {
      return 8L * 64 * file.length;
    }
  },
  GIF("gif", new int[] {'G', 'I', 'F', '8'}) {
    /** A code stands for as many pixels as there are codes at the most, and has a byte and more. */
    @Override
    long mostPixels(byte[] file) {
      return 4096L * file.length;
    }

    @Override
    boolean isAnimation(byte[] file) {
      return GifBlocks.haveSeveralImages(file);
    }
  },
  BMP("bmp", new int[] {'B', 'M'}) {
    /** As many bits as its header says, but for those that are packed. */
    @Override
    long mostPixels(byte[] file) {
      if (file.length < 34 || file[30] == 1 || file[30] == 2) {
        return super.mostPixels(file);
      }
      return 8L * file.length;
    }
  },
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

    /** The extended header has a bit for it. */
    @Override
    boolean isAnimation(byte[] file) {
      return file.length > 20 && file[12] == 'V' && file[15] == 'X' && (file[20] & 2) != 0;
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

  private static final int IMAGE_DATA = 0x49444154;
  private static final int ANIMATION_CONTROL = 0x6163544c;

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

  /** How many bytes a pixel takes in memory while the file is read. */
  int bytesPerPixel(byte[] file) {
    return Picture.CHANNELS;
  }

  /** Whether a file of that kind says that it has several images to be shown in turn. */
  boolean isAnimation(byte[] file) {
    return false;
  }

  boolean matches(byte[] head) {
    return head.length >= magic.length
        && Arrays.equals(head, 0, magic.length, magic, 0, magic.length);
  }

  static Optional<PictureKind> of(byte[] head) {
    return Arrays.stream(values()).filter(kind -> kind.matches(head)).findFirst();
  }
}

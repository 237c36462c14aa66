package bnn4j.datasets.picture;

import java.util.Optional;

/**
 * Portable pixmaps of the plainest kind, {@code P6} with values up to 255, in which GTSRB has its
 * tens of thousands of pictures: read without ImageIO, which takes several times as long.
 */
final class RawPixmap {
  private static final int LONGEST_SIDE = 20_000;

  private final byte[] bytes;
  private int position = 2;

  private RawPixmap(byte[] bytes) {
    this.bytes = bytes;
  }

  /** The picture, if it is such a pixmap and whole; anything else is left to ImageIO. */
  static Optional<Picture> read(byte[] bytes) {
    boolean raw = bytes.length > 2 && bytes[0] == 'P' && bytes[1] == '6';
    return raw ? new RawPixmap(bytes).read() : Optional.empty();
  }

  private Optional<Picture> read() {
    int columns = number();
    int rows = number();
    int most = number();
    position++; // the one white space after the header
    boolean plain = columns > 0 && rows > 0 && most == 255;
    if (!plain || bytes.length - position < (long) rows * columns * Picture.CHANNELS) {
      return Optional.empty();
    }
    int area = rows * columns;
    byte[] values = new byte[Picture.CHANNELS * area];
    for (int i = 0; i < area; i++) {
      values[i] = bytes[position++];
      values[area + i] = bytes[position++];
      values[2 * area + i] = bytes[position++];
    }
    return Optional.of(new Picture(rows, columns, values));
  }

  /** The next number of the header; 0 if there is none that is sensible. */
  private int number() {
    while (position < bytes.length && (isSpace(bytes[position]) || bytes[position] == '#')) {
      if (bytes[position] == '#') {
        while (position < bytes.length && bytes[position] != '\n') {
          position++;
        }
      } else {
        position++;
      }
    }
    int number = 0;
    while (position < bytes.length && bytes[position] >= '0' && bytes[position] <= '9') {
      number = Math.min(LONGEST_SIDE + 1, 10 * number + bytes[position++] - '0');
    }
    return number > LONGEST_SIDE ? 0 : number;
  }

  private static boolean isSpace(byte b) {
    return b == ' ' || (b >= '\t' && b <= '\r');
  }
}

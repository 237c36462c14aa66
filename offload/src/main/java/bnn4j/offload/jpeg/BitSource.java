package bnn4j.offload.jpeg;

/** Bits of a scan, the most significant first, without the stuffed zeros; 0 beyond its end. */
final class BitSource {
  private final byte[] bytes;
  private int position;
  private long buffer;
  private int count;
  private boolean ended;

  BitSource(byte[] bytes, int position) {
    this.bytes = bytes;
    this.position = position;
  }

  private void fill() {
    while (count <= Integer.SIZE) {
      int next = 0;
      if (!ended && position < bytes.length) {
        next = bytes[position] & 0xff;
        if (next == 0xff) {
          int after = position + 1 < bytes.length ? bytes[position + 1] & 0xff : 0xd9;
          if (after == 0) {
            position++;
          } else {
            ended = true;
            next = 0;
          }
        }
        if (!ended) {
          position++;
        }
      }
      buffer = buffer << Byte.SIZE | next;
      count += Byte.SIZE;
    }
  }

  /** The next 16 bits, which stay. */
  int peek16() {
    fill();
    return (int) (buffer >>> (count - 16)) & 0xffff;
  }

  void skip(int bits) {
    count -= bits;
  }

  int next(int bits) {
    if (bits == 0) {
      return 0;
    }
    int value = peek16() >>> (16 - bits);
    skip(bits);
    return value;
  }

  /** A number of so many bits, negative ones coded from below (T.81, F.12). */
  int nextSigned(int bits) {
    int value = next(bits);
    return bits > 0 && value < 1 << (bits - 1) ? value - (1 << bits) + 1 : value;
  }

  /** Drops what is left, and goes on behind a restart marker if there is one. */
  void restart() {
    buffer = 0;
    count = 0;
    int marker = marker();
    if (marker >= 0xd0 && marker <= 0xd7) {
      position += 2;
      ended = false;
    } else {
      ended = true;
    }
  }

  /** The marker at which the scan has ended; skips what is left of its bytes. */
  private int marker() {
    while (position + 1 < bytes.length) {
      if ((bytes[position] & 0xff) == 0xff
          && bytes[position + 1] != 0
          && (bytes[position + 1] & 0xff) != 0xff) {
        return bytes[position + 1] & 0xff;
      }
      position++;
    }
    return -1;
  }

  /** Where the next marker is, or the end. */
  int end() {
    return marker() < 0 ? bytes.length : position;
  }
}

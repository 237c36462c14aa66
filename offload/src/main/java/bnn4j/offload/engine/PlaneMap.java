package bnn4j.offload.engine;

import bnn4j.offload.OffloadOverlay;
import bnn4j.offload.slots.BitString;
import java.util.Arrays;

/** An activation map, a plane for each bit of its values; belongs to one thread. */
final class PlaneMap {
  private final int channels;
  private final int side;
  private final int words;

  /** {@code [plane][(row * side + column) * words + word]}; a channel is a bit of the words. */
  private final long[][] planes;

  PlaneMap(int channels, int side, int bits) {
    this.channels = channels;
    this.side = side;
    this.words = (channels + Long.SIZE - 1) / Long.SIZE;
    this.planes = new long[bits][side * side * words];
  }

  /** Channels that may be other than 0. */
  int channels() {
    return channels;
  }

  int side() {
    return side;
  }

  /** Words of a pixel. */
  int words() {
    return words;
  }

  long[] plane(int plane) {
    return planes[plane];
  }

  /** Copies channels of another map of the same side to where there are none yet. */
  void addChannels(PlaneMap source, int from, int to, int count) {
    for (int p = 0; p < planes.length; p++) {
      for (int pixel = 0; pixel < side * side; pixel++) {
        BitString.add(
            source.planes[p],
            pixel * source.words * Long.SIZE + from,
            planes[p],
            pixel * words * Long.SIZE + to,
            count);
      }
    }
  }

  void clear() {
    for (long[] plane : planes) {
      Arrays.fill(plane, 0);
    }
  }

  /** Takes a map as it lies in memory; all channels of it. */
  void unpack(long[] slots, int offset, OffloadOverlay overlay) {
    int bits = planes.length;
    clear();
    for (int pixel = 0; pixel < side * side; pixel++) {
      int slot = offset + pixel * overlay.slotWords();
      for (int c = 0; c < channels; c++) {
        int at = c * bits;
        int shift = at & 63;
        long value = slots[slot + (at >>> 6)] >>> shift;
        if (shift + bits > Long.SIZE) {
          value |= slots[slot + (at >>> 6) + 1] << (Long.SIZE - shift);
        }
        int word = pixel * words + (c >>> 6);
        for (int p = 0; p < bits; p++) {
          planes[p][word] |= (value >>> p & 1) << c;
        }
      }
    }
  }

  /** Writes the first channels as they lie in memory, to where there is nothing yet. */
  void pack(long[] slots, int offset, int count, OffloadOverlay overlay) {
    int bits = planes.length;
    for (int pixel = 0; pixel < side * side; pixel++) {
      int slot = offset + pixel * overlay.slotWords();
      for (int c = 0; c < count; c++) {
        long value = value(pixel, c);
        int at = c * bits;
        int shift = at & 63;
        slots[slot + (at >>> 6)] |= value << shift;
        if (shift + bits > Long.SIZE) {
          slots[slot + (at >>> 6) + 1] |= value >>> (Long.SIZE - shift);
        }
      }
    }
  }

  private long value(int pixel, int channel) {
    int word = pixel * words + (channel >>> 6);
    long value = 0;
    for (int p = 0; p < planes.length; p++) {
      value |= (planes[p][word] >>> channel & 1) << p;
    }
    return value;
  }

  /** All values, {@code [row][column][channel]}. */
  byte[] values(int count) {
    byte[] values = new byte[side * side * count];
    for (int pixel = 0; pixel < side * side; pixel++) {
      for (int c = 0; c < count; c++) {
        values[pixel * count + c] = (byte) value(pixel, c);
      }
    }
    return values;
  }
}

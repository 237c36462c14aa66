package bnn4j.offload.slots;

import bnn4j.foundation.LittleEndian;
import bnn4j.foundation.Refusal;
import bnn4j.offload.OffloadOverlay;
import bnn4j.offload.layers.MapShape;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * How a map lies in memory (qnn-mo.md 6): row by row a slot for each pixel, in which channel {@code
 * c} has the bits from {@code c * b} on, the least significant first, and what is left is 0.
 *
 * @param overlay gives the slot its size and a value its bits
 * @param shape of the map
 */
public record SlotFormat(OffloadOverlay overlay, MapShape shape) {
  /** Pixels of the map. */
  public int pixels() {
    return shape.side() * shape.side();
  }

  /** Words of the map. */
  public int words() {
    return pixels() * overlay.slotWords();
  }

  /** Bits of a pixel that mean something. */
  private int usedBits() {
    return shape.channels() * overlay.activationBits();
  }

  /**
   * Packs values.
   *
   * @param values one byte each, {@code [row][column][channel]}
   * @return {@link #words} words
   */
  public long[] pack(byte[] values) {
    long[] words = new long[words()];
    pack(values, words, 0);
    return words;
  }

  /**
   * Packs values to where there are only zeros.
   *
   * @param offset where the map starts
   */
  public void pack(byte[] values, long[] words, int offset) {
    int bits = overlay.activationBits();
    int channels = shape.channels();
    for (int pixel = 0; pixel < pixels(); pixel++) {
      for (int c = 0; c < channels; c++) {
        long value = values[pixel * channels + c] & overlay.maxActivation();
        int at = c * bits;
        int word = offset + pixel * overlay.slotWords() + at / Long.SIZE;
        words[word] |= value << at;
        if (at % Long.SIZE + bits > Long.SIZE) {
          words[word + 1] |= value >>> (Long.SIZE - at % Long.SIZE);
        }
      }
    }
  }

  /**
   * Unpacks a map.
   *
   * @param words of many maps, maybe
   * @param offset where this one starts
   * @return values, one byte each, {@code [row][column][channel]}
   */
  public byte[] unpack(long[] words, int offset) {
    byte[] values = new byte[pixels() * shape.channels()];
    unpack(words, offset, values);
    return values;
  }

  /** The same, into an array of as many bytes as the map has values. */
  public void unpack(long[] words, int offset, byte[] values) {
    int bits = overlay.activationBits();
    int channels = shape.channels();
    for (int pixel = 0; pixel < pixels(); pixel++) {
      for (int c = 0; c < channels; c++) {
        int at = c * bits;
        int word = offset + pixel * overlay.slotWords() + at / Long.SIZE;
        long value = words[word] >>> at;
        if (at % Long.SIZE + bits > Long.SIZE) {
          value |= words[word + 1] << (Long.SIZE - at % Long.SIZE);
        }
        values[pixel * channels + c] = (byte) (value & overlay.maxActivation());
      }
    }
  }

  /**
   * Takes a map from bytes in one of the layouts that the original's host takes: as many bytes for
   * each pixel as the map has pixels for, at least what the channels need; or a buffer for the
   * largest map that the overlay has, of which only the beginning is used.
   *
   * @param name of the file, for messages
   * @return {@link #words} words
   * @throws Refusal if it is of no such size, or bits are set that belong to no channel
   */
  public long[] read(String name, byte[] bytes) {
    long whole = (long) overlay.maxInputSide() * overlay.maxInputSide() * overlay.slotBytes();
    int pixelBytes = bytes.length == whole ? overlay.slotBytes() : pixelBytes(name, bytes.length);
    ByteBuffer slots = ByteBuffer.allocate(words() * Long.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    for (int pixel = 0; pixel < pixels(); pixel++) {
      checkUnused(name, bytes, pixel, pixelBytes);
      slots.put(
          pixel * overlay.slotBytes(),
          bytes,
          pixel * pixelBytes,
          Math.min(pixelBytes, overlay.slotBytes()));
    }
    long[] words = new long[words()];
    slots.asLongBuffer().get(words);
    return words;
  }

  private int pixelBytes(String name, int size) {
    int least = (usedBits() + Byte.SIZE - 1) / Byte.SIZE;
    if (size % pixels() != 0 || size / pixels() < least || size / pixels() > overlay.slotBytes()) {
      throw new Refusal(
          ("%s: %d bytes, expected %d pixels (%d x %d) of %d to %d bytes each, so %d to %d bytes,"
                  + " for %d channels of %d bits")
              .formatted(
                  name,
                  size,
                  pixels(),
                  shape.side(),
                  shape.side(),
                  least,
                  overlay.slotBytes(),
                  pixels() * least,
                  pixels() * overlay.slotBytes(),
                  shape.channels(),
                  overlay.activationBits()));
    }
    return size / pixels();
  }

  /** The accelerator would take such bits for channels. */
  private void checkUnused(String name, byte[] bytes, int pixel, int pixelBytes) {
    for (int i = usedBits() / Byte.SIZE; i < pixelBytes; i++) {
      int used = Math.max(0, usedBits() - i * Byte.SIZE);
      int value = bytes[pixel * pixelBytes + i] & 0xff;
      if (value >>> used != 0) {
        throw new Refusal(
            ("%s: offset %d: expected 0 above the %d bits of %d channels in pixel (row %d, column"
                    + " %d), found 0x%02x")
                .formatted(
                    name,
                    pixel * pixelBytes + i,
                    usedBits(),
                    shape.channels(),
                    pixel / shape.side(),
                    pixel % shape.side(),
                    value));
      }
    }
  }

  /** The map as bytes, little-endian, whole slots. */
  public byte[] bytes(long[] words) {
    return LittleEndian.bytes(words);
  }
}

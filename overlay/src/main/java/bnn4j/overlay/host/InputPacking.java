package bnn4j.overlay.host;

import bnn4j.network.InputFormat;
import bnn4j.overlay.Overlay;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;

/**
 * Makes input words of raw pictures (formats.md 5.1 and 5.2).
 *
 * <p>Values stand pixel by pixel, row by row, the channels of a pixel together, the first in the
 * least significant bits of the first word; the rest of the last word is 0. Binary: bit 1 for a
 * value of 128 or more. 8 bits: {@code -1 + 2*value/255} in units of 1/128, which is never 0.
 *
 * <p>Immutable, allocates nothing.
 */
public final class InputPacking {
  private static final VarHandle EIGHT_PIXELS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

  private final InputFormat format;
  private final int words;

  /** What a value of a picture, 0 to 255, is in a word. */
  private final long[] codes = new long[256];

  private InputPacking(InputFormat format, int words) {
    this.format = format;
    this.words = words;
    Arrays.setAll(codes, value -> format.bits() == 1 ? value >>> 7 : fixedPoint(value) & 0xff);
  }

  /** Packs for this overlay. */
  public static InputPacking of(Overlay overlay) {
    return of(overlay.network().input());
  }

  /** Packs for what takes such pictures. */
  public static InputPacking of(InputFormat format) {
    int bits = format.values() * format.bits();
    return new InputPacking(format, (bits + Overlay.WORD_BITS - 1) / Overlay.WORD_BITS);
  }

  /** Bytes of a raw picture. */
  public int pixels() {
    return format.values();
  }

  /** Words of a packed picture. */
  public int words() {
    return words;
  }

  /**
   * Packs one picture.
   *
   * @param pixels unsigned, {@code [channels][rows][columns]} from {@code offset} on
   * @param offset where the picture starts
   * @param target takes {@link #words} words from {@code wordOffset} on
   * @param wordOffset where the packed picture starts
   */
  public void pack(byte[] pixels, int offset, long[] target, int wordOffset) {
    boolean bits = format.bits() == 1 && format.channels() == 1;
    int whole = bits ? format.values() / Overlay.WORD_BITS : 0;
    for (int word = 0; word < whole; word++) {
      target[wordOffset + word] = bits(pixels, offset + word * Overlay.WORD_BITS);
    }
    packValues(pixels, offset, whole * Overlay.WORD_BITS, target, wordOffset + whole);
  }

  /** The highest bits of 64 pixels. */
  private static long bits(byte[] pixels, int from) {
    long word = 0;
    for (int i = 0; i < Overlay.WORD_BITS; i += Long.BYTES) {
      long highest = (long) EIGHT_PIXELS.get(pixels, from + i) >>> 7 & 0x0101010101010101L;
      // The product has bit 8k of the factor at 56 + k, and nothing else above 55.
      word |= (highest * 0x0102040810204080L) >>> 56 << i;
    }
    return word;
  }

  /** Packs value by value from a pixel on, which starts a word. */
  private void packValues(byte[] pixels, int offset, int firstPixel, long[] target, int at) {
    int area = format.dimension() * format.dimension();
    long word = 0;
    int used = 0;
    for (int pixel = firstPixel; pixel < area; pixel++) {
      for (int from = offset + pixel; from < offset + format.values(); from += area) {
        word |= codes[Byte.toUnsignedInt(pixels[from])] << used;
        used += format.bits();
        if (used == Overlay.WORD_BITS) {
          target[at++] = word;
          word = 0;
          used = 0;
        }
      }
    }
    if (used > 0) {
      target[at] = word;
    }
  }

  /** The 8-bit value of a colour: rounded half up, saturated. */
  private static int fixedPoint(int value) {
    return value <= 127 ? value - 128 : Math.min(value - 127, 127);
  }
}

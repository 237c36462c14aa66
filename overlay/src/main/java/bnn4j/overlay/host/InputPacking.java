package bnn4j.overlay.host;

import bnn4j.overlay.InputFormat;
import bnn4j.overlay.Overlay;
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
  private final InputFormat format;
  private final int words;

  private InputPacking(InputFormat format, int words) {
    this.format = format;
    this.words = words;
  }

  /** Packs for this overlay. */
  public static InputPacking of(Overlay overlay) {
    return new InputPacking(overlay.topology().input(), overlay.inputWords());
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
    Arrays.fill(target, wordOffset, wordOffset + words, 0);
    int area = format.dimension() * format.dimension();
    int channels = format.channels();
    for (int channel = 0; channel < channels; channel++) {
      for (int pixel = 0; pixel < area; pixel++) {
        int value = Byte.toUnsignedInt(pixels[offset + channel * area + pixel]);
        int bit = (pixel * channels + channel) * format.bits();
        target[wordOffset + bit / Overlay.WORD_BITS] |= code(value) << bit;
      }
    }
  }

  private long code(int value) {
    return format.bits() == 1 ? value >>> 7 : fixedPoint(value) & 0xff;
  }

  /** The 8-bit value of a colour: rounded half up, saturated. */
  private static int fixedPoint(int value) {
    return value <= 127 ? value - 128 : Math.min(value - 127, 127);
  }
}

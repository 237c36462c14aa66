package bnn4j.trainer.batches;

import bnn4j.overlay.InputFormat;

/**
 * The value that the network sees for each pixel byte: what the host's packing makes of it
 * (formats.md 5.1 and 5.2).
 */
public final class InputValues {
  private final float[] values = new float[256];

  /** The values of an input format: -1 or +1 for one bit, q/128 for eight. */
  public InputValues(InputFormat format) {
    for (int pixel = 0; pixel < values.length; pixel++) {
      if (format.bits() == 1) {
        values[pixel] = pixel >= 128 ? 1 : -1;
      } else {
        int q = pixel <= 127 ? pixel - 128 : Math.min(pixel - 127, 127);
        values[pixel] = q / 128f;
      }
    }
  }

  /** Converts {@code count} unsigned bytes. */
  public void convert(byte[] pixels, int offset, float[] target, int targetOffset, int count) {
    for (int i = 0; i < count; i++) {
      target[targetOffset + i] = values[pixels[offset + i] & 0xff];
    }
  }
}

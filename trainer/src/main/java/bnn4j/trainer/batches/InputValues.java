package bnn4j.trainer.batches;

import bnn4j.network.InputFormat;

/**
 * The value that the network sees for each pixel byte: what the host's packing makes of it
 * (formats.md 5.1 and 5.2).
 */
public final class InputValues {
  private final float[] values = new float[256];
  private final InputFormat format;

  /** The values of an input format: -1 or +1 for one bit, q/128 for eight. */
  public InputValues(InputFormat format) {
    this.format = format;
    for (int pixel = 0; pixel < values.length; pixel++) {
      if (format.bits() == 1) {
        values[pixel] = pixel >= 128 ? 1 : -1;
      } else {
        int q = pixel <= 127 ? pixel - 128 : Math.min(pixel - 127, 127);
        values[pixel] = q / 128f;
      }
    }
  }

  /** The shape of so many pictures: {@code [images][rows][columns][channels]}. */
  public long[] shape(int images) {
    return new long[] {images, format.dimension(), format.dimension(), format.channels()};
  }

  /**
   * Converts one picture.
   *
   * @param pixels {@code [channels][rows][columns]} from {@code offset} on, unsigned
   * @param target gets {@code [rows][columns][channels]} from {@code targetOffset} on: the
   *     accelerator's order, in which convolutions are fastest
   * @param count values of the picture
   */
  public void convert(byte[] pixels, int offset, float[] target, int targetOffset, int count) {
    int channels = format.channels();
    int plane = count / channels;
    for (int channel = 0; channel < channels; channel++) {
      int from = offset + channel * plane;
      int to = targetOffset + channel;
      for (int pixel = 0; pixel < plane; pixel++) {
        target[to + pixel * channels] = values[pixels[from + pixel] & 0xff];
      }
    }
  }
}

package bnn4j.datasets.picture;

import java.awt.color.ColorSpace;
import java.awt.image.BufferedImage;
import java.awt.image.ComponentColorModel;
import java.awt.image.Raster;
import java.io.IOException;

/** Extracts the colours of a JDK image as stored: grey or RGB. */
final class ImageColours {
  private ImageColours() {}

  /**
   * The colours; what is transparent shows white paper below.
   *
   * @throws IOException if they are of another model, such as CMYK
   */
  static Picture of(BufferedImage image) throws IOException {
    int rows = image.getHeight();
    int columns = image.getWidth();
    int area = rows * columns;
    byte[] values = new byte[Picture.CHANNELS * area];
    boolean samples = image.getColorModel() instanceof ComponentColorModel;
    int model = image.getColorModel().getColorSpace().getType();
    if (samples && model != ColorSpace.TYPE_RGB && model != ColorSpace.TYPE_GRAY) {
      throw new IOException("its colours are neither grey nor RGB; convert it to grey or RGB");
    }
    boolean transparent = image.getColorModel().hasAlpha();
    int[] line = new int[columns];
    for (int i = 0; i < area; i++) {
      int column = i % columns;
      int row = i / columns;
      if (column == 0 && (transparent || !samples)) {
        // A line at a time: for a single pixel it would make an object.
        image.getRGB(0, row, columns, 1, line, 0, columns);
      }
      // getRGB would bend greys, and colours with a profile, to another scale.
      int rgb = samples ? samples(image, column, row) : line[column];
      if (transparent) {
        rgb = onWhite(rgb, line[column] >>> 24);
      }
      values[i] = (byte) (rgb >> 16);
      values[area + i] = (byte) (rgb >> 8);
      values[2 * area + i] = (byte) rgb;
    }
    return new Picture(rows, columns, values);
  }

  private static int onWhite(int rgb, int opacity) {
    int mixed = 0;
    for (int shift = 16; shift >= 0; shift -= 8) {
      int value = (rgb >> shift) & 255;
      mixed |= ((value * opacity + 255 * (255 - opacity) + 127) / 255) << shift;
    }
    return mixed;
  }

  private static int samples(BufferedImage image, int column, int row) {
    Raster raster = image.getRaster();
    boolean grey = raster.getNumBands() < Picture.CHANNELS;
    int rgb = 0;
    for (int channel = 0; channel < Picture.CHANNELS; channel++) {
      int band = grey ? 0 : channel;
      long largest = (1L << image.getColorModel().getComponentSize(band)) - 1;
      long sample = raster.getSample(column, row, band) & 0xffffffffL;
      rgb = (rgb << 8) | (int) ((sample * 255 + largest / 2) / largest);
    }
    return rgb;
  }
}

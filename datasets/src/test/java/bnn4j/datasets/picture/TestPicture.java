package bnn4j.datasets.picture;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import javax.imageio.ImageIO;

/** Pictures to test with. */
final class TestPicture {
  private TestPicture() {}

  /** Noise that any language makes alike: bits 16 to 23 of a 31-bit linear congruence. */
  static Picture noise(int columns, int rows) {
    byte[] values = new byte[3 * rows * columns];
    int state = 1000 * columns + rows;
    for (int pixel = 0; pixel < rows * columns; pixel++) {
      for (int channel = 0; channel < 3; channel++) {
        state = (state * 1103515245 + 12345) & 0x7fffffff;
        values[channel * rows * columns + pixel] = (byte) (state >> 16);
      }
    }
    return new Picture(rows, columns, values);
  }

  static BufferedImage image(Picture picture, int type) {
    int area = picture.rows() * picture.columns();
    BufferedImage image = new BufferedImage(picture.columns(), picture.rows(), type);
    for (int i = 0; i < area; i++) {
      int rgb = 0x40 << 24;
      for (int channel = 0; channel < 3; channel++) {
        rgb |= (picture.values()[channel * area + i] & 255) << (16 - 8 * channel);
      }
      image.setRGB(i % picture.columns(), i / picture.columns(), rgb);
    }
    return image;
  }

  static Path write(BufferedImage image, String format, Path file) {
    try {
      if (!ImageIO.write(image, format, file.toFile())) {
        throw new IllegalArgumentException(format);
      }
      return file;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}

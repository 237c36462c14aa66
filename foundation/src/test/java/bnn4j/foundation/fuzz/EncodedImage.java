package bnn4j.foundation.fuzz;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import javax.imageio.ImageIO;

/** Images as the bytes of files. */
public final class EncodedImage {
  private EncodedImage() {}

  /** A PNG file. */
  public static byte[] png(BufferedImage image) {
    return of(image, "png");
  }

  /**
   * A file of some format.
   *
   * @param format as ImageIO names it
   */
  public static byte[] of(BufferedImage image, String format) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try {
      ImageIO.write(image, format, bytes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }
}

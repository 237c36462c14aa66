package bnn4j.evaluation.pictures;

import bnn4j.datasets.picture.Picture;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import javax.imageio.ImageIO;

/** Images as PNG bytes for HTML pages. */
public final class PngFile {
  private PngFile() {}

  /** The bytes of a PNG. */
  public static byte[] of(BufferedImage image) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try {
      if (!ImageIO.write(image, "png", bytes)) {
        throw new IOException("this JVM cannot write PNG");
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  /** The bytes of a PNG in the picture's own size. */
  public static byte[] of(Picture picture) {
    return of(picture.image());
  }

  /** The bytes of a PNG whose longer side is at most so many pixels. */
  public static byte[] thumbnail(Picture picture, int longer) {
    int side = Math.max(picture.rows(), picture.columns());
    if (side <= longer) {
      return of(picture);
    }
    // First by whole pixels, so that none is lost; then to the size.
    Picture some = picture.shrunk(Math.min(side / longer, shorter(picture)));
    double scale = (double) longer / Math.max(some.rows(), some.columns());
    int width = Math.max(1, (int) Math.round(some.columns() * scale));
    int height = Math.max(1, (int) Math.round(some.rows() * scale));
    BufferedImage small = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    Graphics2D graphics = small.createGraphics();
    graphics.setRenderingHint(
        RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BICUBIC);
    graphics.drawImage(some.image(), 0, 0, width, height, null);
    graphics.dispose();
    return of(small);
  }

  private static int shorter(Picture picture) {
    return Math.min(picture.rows(), picture.columns());
  }
}

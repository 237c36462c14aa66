package bnn4j.datasets.picture;

import java.awt.image.Raster;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.imageio.ImageReader;

/**
 * Reads JPEG with ImageIO, and adds what ImageIO leaves to its caller: checking warnings, which are
 * the only sign of a truncated file, and converting colour models.
 */
final class JpegReader {
  private static final Pattern EXTRANEOUS =
      Pattern.compile("Corrupt JPEG data: (\\d+) extraneous bytes before marker.*");

  /** So many bytes before a marker are a camera's padding; more are a picture's that were lost. */
  private static final int PADDING = 16;

  private JpegReader() {}

  /**
   * The picture.
   *
   * @throws IOException if it is damaged, or only a part of it is there
   */
  static Picture read(ImageReader reader, JpegHeader header) throws IOException {
    List<String> warnings = new ArrayList<>();
    reader.addIIOReadWarningListener((source, warning) -> warnings.add(warning));
    Picture picture;
    if (header.isFourColours()) {
      picture = fourColours(reader.readRaster(0, null), header.transform() == 2);
    } else if (header.isPlainYcc()) {
      picture = ycc(reader.readRaster(0, null));
    } else {
      picture = ImageColours.of(reader.read(0));
    }
    Optional<String> damage = warnings.stream().filter(JpegReader::meansDamage).findFirst();
    if (damage.isPresent()) {
      throw new IOException("part of the image is missing or damaged: " + damage.get());
    }
    return picture;
  }

  /** Without its end mark alone, the picture is whole. */
  private static boolean meansDamage(String warning) {
    Matcher extraneous = EXTRANEOUS.matcher(warning);
    return extraneous.matches()
        ? extraneous.group(1).length() > 4 || Integer.parseInt(extraneous.group(1)) > PADDING
        : warning.contains("orrupt JPEG data");
  }

  /**
   * Cyan, magenta, yellow, black, stored inverted as all programs that write such files do: what is
   * stored is how much of red, green and blue is left, and of the light. YCCK keeps the first three
   * as YCbCr of their opposites.
   */
  private static Picture fourColours(Raster raster, boolean ycck) {
    int area = raster.getWidth() * raster.getHeight();
    byte[] values = new byte[Picture.CHANNELS * area];
    int[] pixel = new int[4];
    for (int i = 0; i < area; i++) {
      raster.getPixel(
          raster.getMinX() + i % raster.getWidth(),
          raster.getMinY() + i / raster.getWidth(),
          pixel);
      if (ycck) {
        toRgb(pixel);
      }
      for (int channel = 0; channel < Picture.CHANNELS; channel++) {
        int left = ycck ? 255 - pixel[channel] : pixel[channel];
        values[channel * area + i] = (byte) ((left * pixel[3] + 127) / 255);
      }
    }
    return new Picture(raster.getHeight(), raster.getWidth(), values);
  }

  private static Picture ycc(Raster raster) {
    int area = raster.getWidth() * raster.getHeight();
    byte[] values = new byte[Picture.CHANNELS * area];
    int[] pixel = new int[Picture.CHANNELS];
    for (int i = 0; i < area; i++) {
      raster.getPixel(
          raster.getMinX() + i % raster.getWidth(),
          raster.getMinY() + i / raster.getWidth(),
          pixel);
      toRgb(pixel);
      for (int channel = 0; channel < Picture.CHANNELS; channel++) {
        values[channel * area + i] = (byte) pixel[channel];
      }
    }
    return new Picture(raster.getHeight(), raster.getWidth(), values);
  }

  /** YCbCr to RGB as JFIF defines it, in place. */
  private static void toRgb(int[] pixel) {
    double y = pixel[0];
    double cb = pixel[1] - 128;
    double cr = pixel[2] - 128;
    pixel[0] = clamped(y + 1.402 * cr);
    pixel[1] = clamped(y - 0.344136 * cb - 0.714136 * cr);
    pixel[2] = clamped(y + 1.772 * cb);
  }

  private static int clamped(double value) {
    return (int) Math.max(0, Math.min(255, Math.rint(value)));
  }
}

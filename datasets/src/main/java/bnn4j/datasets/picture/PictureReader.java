package bnn4j.datasets.picture;

import bnn4j.foundation.Refusal;
import java.awt.image.BufferedImage;
import java.awt.image.ComponentColorModel;
import java.awt.image.Raster;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.Optional;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;
import javax.imageio.stream.MemoryCacheImageInputStream;

/**
 * Reads picture files: PNG, JPEG, PPM and what else this JVM's ImageIO knows. Transparency and
 * colour profiles are ignored, of an animation the first picture is taken.
 */
public final class PictureReader {
  /** Larger pictures are refused before they are unpacked: a small file can claim any size. */
  private static final long MOST_PIXELS = 50_000_000;

  /** What messages call it. */
  private final String file;

  private PictureReader(String file) {
    this.file = file;
  }

  /** Whether the file begins as a picture does, whatever its name. */
  public static boolean isPicture(Path file) {
    return PictureKind.of(head(file)).isPresent();
  }

  /**
   * Reads a picture.
   *
   * @throws Refusal if the file is missing, no picture, damaged or too large
   */
  public static Picture read(Path file) {
    byte[] head = head(file);
    try (InputStream in = Files.newInputStream(file)) {
      return new PictureReader(file.toString()).read(head, in);
    } catch (IOException e) {
      throw new Refusal("%s: cannot be read: %s".formatted(file, reason(e)), e);
    }
  }

  /**
   * Reads a picture from memory.
   *
   * @param name where it comes from, for messages
   * @param bytes the whole file
   * @throws Refusal if it is no picture, damaged or too large
   */
  public static Picture read(String name, byte[] bytes) {
    Optional<Picture> raw = RawPixmap.read(bytes);
    return raw.isPresent()
        ? raw.get()
        : new PictureReader(name).read(bytes, new ByteArrayInputStream(bytes));
  }

  private Picture read(byte[] head, InputStream in) {
    Optional<PictureKind> kind = PictureKind.of(head);
    if (kind.isEmpty()) {
      throw new Refusal(
          "%s: expected a picture (%s), found something else".formatted(file, PictureKind.NAMES));
    }
    try (ImageInputStream stream = new MemoryCacheImageInputStream(in)) {
      return values(decode(kind.get(), stream));
    } catch (IOException | RuntimeException e) {
      // Readers of ImageIO meet damage with exceptions of all kinds.
      if (e instanceof Refusal refusal) {
        throw refusal;
      }
      throw new Refusal(
          "%s: is a damaged or unsupported %s: %s".formatted(file, kind.get(), reason(e)), e);
    }
  }

  private BufferedImage decode(PictureKind kind, ImageInputStream stream) throws IOException {
    Iterator<ImageReader> readers = ImageIO.getImageReadersByFormatName(kind.format());
    if (!readers.hasNext()) {
      throw new IOException("this JVM has no reader for it");
    }
    ImageReader reader = readers.next();
    try {
      reader.setInput(stream, true, true);
      long columns = reader.getWidth(0);
      long rows = reader.getHeight(0);
      if (columns < 1 || rows < 1 || columns * rows > MOST_PIXELS) {
        throw new Refusal(
            "%s: is %d x %d pixels, expected 1 to %d".formatted(file, columns, rows, MOST_PIXELS));
      }
      return reader.read(0);
    } finally {
      reader.dispose();
    }
  }

  private static Picture values(BufferedImage image) {
    int rows = image.getHeight();
    int columns = image.getWidth();
    int area = rows * columns;
    byte[] values = new byte[Picture.CHANNELS * area];
    boolean samples = image.getColorModel() instanceof ComponentColorModel;
    for (int i = 0; i < area; i++) {
      int column = i % columns;
      int row = i / columns;
      // getRGB would bend greys, and colours with a profile, to another scale.
      int rgb = samples ? samples(image, column, row) : image.getRGB(column, row);
      values[i] = (byte) (rgb >> 16);
      values[area + i] = (byte) (rgb >> 8);
      values[2 * area + i] = (byte) rgb;
    }
    return new Picture(rows, columns, values);
  }

  private static int samples(BufferedImage image, int column, int row) {
    Raster raster = image.getRaster();
    boolean grey = raster.getNumBands() < Picture.CHANNELS;
    int rgb = 0;
    for (int channel = 0; channel < Picture.CHANNELS; channel++) {
      int band = grey ? 0 : channel;
      int largest = (1 << image.getColorModel().getComponentSize(band)) - 1;
      int sample = raster.getSample(column, row, band);
      rgb = rgb << 8 | (sample * 255 + largest / 2) / largest;
    }
    return rgb;
  }

  private static byte[] head(Path file) {
    try (InputStream in = Files.newInputStream(file)) {
      return in.readNBytes(PictureKind.HEAD);
    } catch (IOException e) {
      throw new Refusal(
          Files.exists(file)
              ? "%s: cannot be read: %s".formatted(file, reason(e))
              : file + ": there is no such file",
          e);
    }
  }

  private static String reason(Exception failure) {
    String message = failure.getMessage() == null ? "" : failure.getMessage();
    return message.isBlank()
        ? failure.getClass().getSimpleName()
        : message.strip().lines().findFirst().orElseThrow();
  }
}

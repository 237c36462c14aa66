package bnn4j.datasets.picture;

import bnn4j.datasets.StoredFile;
import bnn4j.foundation.FileKind;
import bnn4j.foundation.InputFile;
import bnn4j.foundation.Refusal;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Iterator;
import java.util.Optional;
import java.util.function.Consumer;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;
import javax.imageio.stream.MemoryCacheImageInputStream;

/**
 * Reads image files: PNG, JPEG, PPM and the other formats of this JVM's ImageIO. Transparent pixels
 * become white. Colour profiles are ignored. Of an animation the first image is read. Images are
 * rotated according to their Exif block.
 */
public final class PictureReader {
  /** Larger pictures are refused before they are unpacked: a small file can claim any size. */
  private static final long MOST_PIXELS = 50_000_000;

  /** An uncompressed picture of so many pixels. */
  private static final int MOST_BYTES = (int) (5 * MOST_PIXELS);

  /** What messages call it. */
  private final String file;

  private PictureReader(String file) {
    this.file = file;
  }

  /** Whether the file begins as a picture does, whatever its name. */
  public static boolean isPicture(Path file) {
    return isPicture(head(file));
  }

  /** Whether a file that begins so is a picture. */
  public static boolean isPicture(byte[] head) {
    return PictureKind.of(head).isPresent();
  }

  /**
   * What the file is by its first bytes, unpacked if it is packed with gzip, if it is nothing that
   * is read as a picture: {@code a TIFF picture}, for messages; empty if that is not known.
   */
  public static Optional<String> otherKind(Path file) {
    return new StoredFile(file).kind();
  }

  /**
   * Reads a picture.
   *
   * @throws Refusal if the file is missing, no picture, damaged or too large
   */
  public static Picture read(Path file) {
    return read(file, remark -> {});
  }

  /**
   * Reads a picture, and says if something of the file is not used.
   *
   * @param remarks takes what is left out, a sentence each
   * @throws Refusal if the file is missing, no picture, damaged or too large
   */
  public static Picture read(Path file, Consumer<String> remarks) {
    try {
      byte[] bytes = InputFile.read(file, MOST_BYTES, "an image file");
      return read(file.toString(), bytes, remarks);
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
    return read(name, bytes, remark -> {});
  }

  /**
   * Reads a picture from memory, and says if something of it is not used.
   *
   * @param name where it comes from, for messages
   * @param bytes the whole file
   * @param remarks takes what is left out, a sentence each
   * @throws Refusal if it is no picture, damaged or too large
   */
  public static Picture read(String name, byte[] bytes, Consumer<String> remarks) {
    Optional<Picture> raw = RawPixmap.read(bytes);
    if (raw.isPresent()) {
      return raw.get();
    }
    Picture picture = new PictureReader(name).read(bytes);
    if (PictureKind.of(bytes).filter(kind -> kind.isAnimation(bytes)).isPresent()) {
      remarks.accept(name + ": is an animation; only its first image is used");
    }
    return picture;
  }

  /**
   * A picture that somebody else decoded, as its camera was held.
   *
   * @param bytes the whole file, whose Exif block says how that was
   */
  public static Picture upright(Picture decoded, byte[] bytes) {
    return PictureKind.of(bytes)
        .map(kind -> decoded.turned(Exif.orientation(kind, bytes)))
        .orElse(decoded);
  }

  private Picture read(byte[] bytes) {
    Optional<PictureKind> kind = PictureKind.of(bytes);
    if (kind.isEmpty()) {
      throw new Refusal(
          "%s: expected an image (%s), found %s"
              .formatted(
                  file,
                  PictureKind.NAMES,
                  bytes.length == 0 ? "nothing" : FileKind.of(bytes).orElse("something else")));
    }
    try (ImageInputStream stream = stream(kind.get(), bytes)) {
      return decode(kind.get(), bytes, stream).turned(Exif.orientation(kind.get(), bytes));
    } catch (IOException | RuntimeException e) {
      // Readers of ImageIO meet damage with exceptions of all kinds.
      if (e instanceof Refusal refusal) {
        throw refusal;
      }
      throw new Refusal(
          "%s: is a damaged or unsupported %s: %s".formatted(file, kind.get(), reason(e)), e);
    } catch (StackOverflowError e) {
      // Some of them recurse as often as the file says.
      throw new Refusal(
          "%s: is a damaged or unsupported %s: its parts are nested too deep"
              .formatted(file, kind.get()),
          e);
    }
  }

  private static ImageInputStream stream(PictureKind kind, byte[] bytes) throws IOException {
    if (kind == PictureKind.WEBP) {
      WebpHeader.check(bytes);
      return new PaddedStream(bytes);
    }
    if (kind == PictureKind.PNG) {
      PngChunks.check(bytes);
    }
    boolean inWords = kind == PictureKind.PPM && bytes[1] <= '3';
    return new MemoryCacheImageInputStream(
        new ByteArrayInputStream(inWords ? withSingleBlanks(bytes) : bytes));
  }

  /** The reader of pixmaps in words calls itself for each blank that follows another. */
  private static byte[] withSingleBlanks(byte[] bytes) {
    byte[] shorter = new byte[bytes.length];
    int length = 0;
    for (byte b : bytes) {
      boolean again =
          length > 0 && Character.isWhitespace(b) && Character.isWhitespace(shorter[length - 1]);
      if (!again) {
        shorter[length++] = b;
      } else if (b == '\n') {
        // It ends a comment.
        shorter[length - 1] = b;
      }
    }
    return Arrays.copyOf(shorter, length);
  }

  private Picture decode(PictureKind kind, byte[] bytes, ImageInputStream stream)
      throws IOException {
    Iterator<ImageReader> readers = ImageIO.getImageReadersByFormatName(kind.format());
    if (!readers.hasNext()) {
      throw new IOException("this JVM has no reader for it");
    }
    ImageReader reader = readers.next();
    try {
      reader.setInput(stream, true, true);
      checkSize(kind, bytes, reader.getWidth(0), reader.getHeight(0));
      return switch (kind) {
        case JPEG -> JpegReader.read(reader, JpegHeader.of(bytes));
        case GIF -> GifReader.read(reader);
        default -> ImageColours.of(reader.read(0));
      };
    } finally {
      reader.dispose();
    }
  }

  private void checkSize(PictureKind kind, byte[] bytes, long columns, long rows)
      throws IOException {
    // Samples of 16 bits and transparency take more memory, so that fewer of them are read.
    long most =
        MOST_PIXELS * Picture.CHANNELS / Math.max(Picture.CHANNELS, kind.bytesPerPixel(bytes));
    if (columns < 1 || rows < 1 || columns * rows > most) {
      throw new Refusal(
          "%s: is %d x %d pixels, expected 1 to %d".formatted(file, columns, rows, most));
    }
    if (columns * rows > kind.mostPixels(bytes)) {
      throw new IOException(
          "%d x %d pixels cannot come from %d bytes".formatted(columns, rows, bytes.length));
    }
  }

  private static byte[] head(Path file) {
    InputFile.check(file, "an image file");
    try (InputStream in = Files.newInputStream(file)) {
      return in.readNBytes(FileKind.HEAD);
    } catch (IOException e) {
      throw new Refusal("%s: cannot be read: %s".formatted(file, reason(e)), e);
    }
  }

  private static String reason(Exception failure) {
    String message = failure.getMessage() == null ? "" : failure.getMessage();
    return message.isBlank()
        ? failure.getClass().getSimpleName()
        : message.strip().lines().findFirst().orElseThrow();
  }
}

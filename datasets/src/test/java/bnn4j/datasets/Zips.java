package bnn4j.datasets;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** Makes archives and folders of the same files. */
public final class Zips {
  private Zips() {}

  /** An archive of these files. */
  public static byte[] zip(Map<String, byte[]> files) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
      for (Map.Entry<String, byte[]> file : files.entrySet()) {
        zip.putNextEntry(new ZipEntry(file.getKey()));
        zip.write(file.getValue());
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  /** Writes these files below a folder. */
  public static void unpack(Map<String, byte[]> files, Path folder) {
    files.forEach((name, bytes) -> write(folder.resolve(name), bytes));
  }

  /** Writes a file and makes its folder. */
  public static Path write(Path file, byte[] bytes) {
    try {
      Files.createDirectories(file.getParent());
      return Files.write(file, bytes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Makes all files below a folder a minute old, as those of a user mostly are. */
  public static void age(Path folder) {
    FileTime then = FileTime.from(Instant.now().minusSeconds(60));
    try (Stream<Path> paths = Files.walk(folder)) {
      for (Path path : paths.toList()) {
        Files.setLastModifiedTime(path, then);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A P6 pixmap of one colour. */
  public static byte[] pixmap(int columns, int rows, int red, int green, int blue) {
    byte[] header = "P6\n%d %d\n255\n".formatted(columns, rows).getBytes(StandardCharsets.US_ASCII);
    byte[] bytes = Arrays.copyOf(header, header.length + 3 * rows * columns);
    for (int i = header.length; i < bytes.length; i += 3) {
      bytes[i] = (byte) red;
      bytes[i + 1] = (byte) green;
      bytes[i + 2] = (byte) blue;
    }
    return bytes;
  }
}

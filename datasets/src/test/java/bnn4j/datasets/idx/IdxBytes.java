package bnn4j.datasets.idx;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Makes files for the reader, well-formed or not. */
final class IdxBytes {
  private IdxBytes() {}

  /** A header of that magic and these dimensions, then as many values 0, 1, 2, ... */
  static byte[] file(int magic, int[] dimensions, int values) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (DataOutputStream out = new DataOutputStream(bytes)) {
      out.writeInt(magic);
      for (int dimension : dimensions) {
        out.writeInt(dimension);
      }
      for (int i = 0; i < values; i++) {
        out.write(i);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  static byte[] images(int count, int rows, int columns) {
    return file(0x803, new int[] {count, rows, columns}, count * rows * columns);
  }

  static byte[] labels(int count) {
    return file(0x801, new int[] {count}, count);
  }

  static Path write(Path file, byte[] bytes) {
    try {
      return Files.write(file, bytes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}

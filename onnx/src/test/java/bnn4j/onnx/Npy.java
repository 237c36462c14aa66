package bnn4j.onnx;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;

/** An array as numpy saves it, in rows. */
record Npy(int[] shape, double[] values) {
  private static final Pattern HEADER =
      Pattern.compile("'descr': '([^']+)'.*'fortran_order': (False|True).*'shape': \\(([^)]*)\\)");

  static Npy read(Path file) {
    try {
      return of(Files.readAllBytes(file));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** All arrays of an archive, by name. */
  static Map<String, Npy> readAll(Path archive) {
    Map<String, Npy> arrays = new HashMap<>();
    try (InputStream file = Files.newInputStream(archive);
        ZipInputStream zip = new ZipInputStream(file)) {
      for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
        arrays.put(entry.getName().replace(".npy", ""), of(zip.readAllBytes()));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return arrays;
  }

  private static Npy of(byte[] bytes) {
    ByteBuffer data = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    int length = data.getShort(8);
    String text = new String(bytes, 10, length, StandardCharsets.ISO_8859_1);
    Matcher header = HEADER.matcher(text);
    if (!header.find()) {
      throw new IllegalArgumentException(text);
    }
    int[] shape =
        Stream.of(header.group(3).split(","))
            .map(String::strip)
            .filter(s -> !s.isEmpty())
            .mapToInt(Integer::parseInt)
            .toArray();
    int count = 1;
    for (int size : shape) {
      count *= size;
    }
    data.position(10 + length);
    double[] values = new double[count];
    for (int i = 0; i < count; i++) {
      values[i] =
          switch (header.group(1)) {
            case "<f4" -> data.getFloat();
            case "<f8" -> data.getDouble();
            case "<i4" -> data.getInt();
            case "<i2" -> data.getShort();
            case "<i8" -> data.getLong();
            case "|i1", "|b1" -> data.get();
            case "|u1" -> Byte.toUnsignedInt(data.get());
            default -> throw new IllegalArgumentException(header.group(1));
          };
    }
    boolean columns = header.group(2).equals("True");
    return new Npy(shape, columns ? rows(shape, values) : values);
  }

  /** From column by column to row by row. */
  private static double[] rows(int[] shape, double[] columns) {
    double[] rows = new double[columns.length];
    for (int i = 0; i < rows.length; i++) {
      int rest = i;
      int from = 0;
      for (int axis = shape.length - 1, stride = rows.length; axis >= 0; axis--) {
        stride /= shape[axis];
        from += rest % shape[axis] * stride;
        rest /= shape[axis];
      }
      rows[i] = columns[from];
    }
    return rows;
  }

  /** Values of one entry along the first axis. */
  int row() {
    return values.length / shape[0];
  }
}

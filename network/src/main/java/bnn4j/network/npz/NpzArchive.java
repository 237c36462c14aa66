package bnn4j.network.npz;

import bnn4j.foundation.Refusal;
import bnn4j.foundation.ZipChecksum;
import java.io.BufferedInputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.zip.CRC32;
import java.util.zip.CheckedInputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/**
 * A zip of {@code arr_0.npy}, {@code arr_1.npy}, ... with numbers, stored or deflated. Never
 * inflates more than the caller says an array holds.
 */
final class NpzArchive implements Closeable {
  /** How many names a message tells. */
  private static final int NAMED = 3;

  private final Path file;
  private final ZipFile zip;

  /**
   * Opens it.
   *
   * @throws Refusal if it is no zip
   */
  NpzArchive(Path file) {
    this.file = file;
    try {
      this.zip = new ZipFile(file.toFile());
    } catch (IOException | RuntimeException e) {
      // The JDK meets some damage with exceptions meant for programmers.
      throw new Refusal("%s: not a readable zip file: %s".formatted(file, e.getMessage()), e);
    }
  }

  /** Number of entries, whatever they are, but for what macOS packs beside them. */
  int size() {
    return names().size();
  }

  private List<String> names() {
    return zip.stream()
        .filter(entry -> !entry.isDirectory())
        .map(ZipEntry::getName)
        .filter(name -> !name.startsWith("__MACOSX/"))
        .toList();
  }

  /**
   * Checks that the entries are the arrays from 0 up, each once.
   *
   * @throws Refusal naming the first that is missing or there twice
   */
  void checkNames() {
    List<String> names = names();
    Set<String> found = Set.copyOf(names);
    for (int i = 0; i < names.size(); i++) {
      if (!found.contains(name(i))) {
        throw new Refusal(
            "%s, %s: missing, or an array is given twice; expected arr_0.npy to %s, each once%s"
                .formatted(file, name(i), name(names.size() - 1), others(names)));
      }
    }
  }

  /** Names that numpy gives where its caller does. */
  private static String others(List<String> names) {
    List<String> others =
        names.stream().filter(name -> !name.matches("arr_\\d+\\.npy")).limit(NAMED).toList();
    return others.isEmpty()
        ? ""
        : "; found %s: give numpy.savez the arrays without names"
            .formatted(String.join(", ", others).replaceAll("\\p{C}", "?"));
  }

  /**
   * The shape of an array.
   *
   * @throws Refusal if its header cannot be used
   */
  List<Integer> shape(int index) {
    return withEntry(index, in -> NpyHeader.read(in).shape());
  }

  /**
   * The numbers of an array, in C order.
   *
   * @param shape what it must be; the product fits an int
   * @throws Refusal if it has another shape, or not these numbers and no more
   */
  float[] read(int index, List<Integer> shape) {
    return withEntry(
        index,
        stream -> {
          CheckedInputStream in = new CheckedInputStream(stream, new CRC32());
          NpyHeader header = NpyHeader.read(in);
          if (!header.shape().equals(shape)) {
            throw new Refusal(
                "expected shape %s, found %s"
                    .formatted(NpyHeader.text(shape), NpyHeader.text(header.shape())));
          }
          float[] numbers =
              floats(in, header.type(), shape.stream().reduce(1, Math::multiplyExact));
          if (header.columnsFirst()) {
            numbers = rowsFirst(numbers, shape);
          }
          ZipChecksum.check(zip.getEntry(name(index)), in.getChecksum().getValue());
          return numbers;
        });
  }

  private static float[] floats(InputStream in, NumberType type, int count) throws IOException {
    int length = Math.multiplyExact(count, type.size());
    byte[] bytes = in.readNBytes(length);
    if (bytes.length < length || in.read() >= 0) {
      throw new Refusal(
          "expected %d bytes of numbers, found %s"
              .formatted(length, bytes.length < length ? bytes.length : "more"));
    }
    float[] floats = new float[count];
    ByteBuffer buffer = ByteBuffer.wrap(bytes).order(type.order());
    for (int i = 0; i < count; i++) {
      floats[i] = type.next(buffer);
      if (!Float.isFinite(floats[i])) {
        throw new Refusal(
            "number %d is %s; training diverged or the file is damaged; use an earlier file"
                .formatted(i, floats[i]));
      }
    }
    return floats;
  }

  /** From Fortran's order, in which the first axis runs fastest, to C's. */
  private static float[] rowsFirst(float[] columnsFirst, List<Integer> shape) {
    float[] numbers = new float[columnsFirst.length];
    int[] index = new int[shape.size()];
    for (int to = 0; to < numbers.length; to++) {
      int from = 0;
      for (int axis = shape.size() - 1; axis >= 0; axis--) {
        from = from * shape.get(axis) + index[axis];
      }
      numbers[to] = columnsFirst[from];
      for (int axis = shape.size() - 1; axis >= 0; axis--) {
        index[axis]++;
        if (index[axis] < shape.get(axis)) {
          break;
        }
        index[axis] = 0;
      }
    }
    return numbers;
  }

  /** Reads of the bytes of an entry, inflated. */
  private interface EntryReader<T> {
    T read(InputStream in) throws IOException;
  }

  /** Puts file and entry before whatever goes wrong. */
  private <T> T withEntry(int index, EntryReader<T> reader) {
    ZipEntry entry = zip.getEntry(name(index));
    try (InputStream in = new BufferedInputStream(zip.getInputStream(entry))) {
      return reader.read(in);
    } catch (IOException | RuntimeException e) {
      throw new Refusal("%s, %s: %s".formatted(file, name(index), e.getMessage()), e);
    }
  }

  private static String name(int index) {
    return "arr_%d.npy".formatted(index);
  }

  @Override
  public void close() {
    try {
      zip.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}

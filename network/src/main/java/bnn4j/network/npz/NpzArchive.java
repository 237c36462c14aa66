package bnn4j.network.npz;

import bnn4j.foundation.Refusal;
import java.io.BufferedInputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.zip.CRC32;
import java.util.zip.CheckedInputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/**
 * A zip of {@code arr_0.npy}, {@code arr_1.npy}, ... with 32-bit floats, stored or deflated. Never
 * inflates more than the caller says an array holds.
 */
final class NpzArchive implements Closeable {
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
    } catch (IOException | IllegalArgumentException e) {
      throw new Refusal(
          "%s: not a zip file that can be read: %s".formatted(file, e.getMessage()), e);
    }
  }

  /** Number of entries, whatever they are. */
  int size() {
    return zip.size();
  }

  /**
   * Checks that the entries are the arrays from 0 up, each once.
   *
   * @throws Refusal naming the first that is missing or there twice
   */
  void checkNames() {
    Set<String> names = new HashSet<>();
    zip.stream().map(ZipEntry::getName).forEach(names::add);
    for (int i = 0; i < size(); i++) {
      if (!names.contains(name(i))) {
        throw new Refusal(
            "%s, %s: missing, or an array is there twice; expected arr_0.npy to %s, each once"
                .formatted(file, name(i), name(size() - 1)));
      }
    }
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
          List<Integer> found = NpyHeader.read(in).shape();
          if (!found.equals(shape)) {
            throw new Refusal(
                "expected shape %s, found %s"
                    .formatted(NpyHeader.text(shape), NpyHeader.text(found)));
          }
          float[] numbers = floats(in, shape.stream().reduce(1, Math::multiplyExact));
          checkSum(index, in.getChecksum().getValue());
          return numbers;
        });
  }

  /** The JDK leaves this to its callers. */
  private void checkSum(int index, long found) {
    long expected = zip.getEntry(name(index)).getCrc();
    if (found != expected) {
      throw new Refusal(
          "damaged, expected checksum %08x, found %08x; get the file again"
              .formatted(expected, found));
    }
  }

  private static float[] floats(InputStream in, int count) throws IOException {
    int length = Math.multiplyExact(count, Float.BYTES);
    byte[] bytes = in.readNBytes(length);
    if (bytes.length < length || in.read() >= 0) {
      throw new Refusal(
          "expected %d bytes of numbers, found %s"
              .formatted(length, bytes.length < length ? bytes.length : "more"));
    }
    float[] floats = new float[count];
    ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer().get(floats);
    return floats;
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
    } catch (IOException | Refusal e) {
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

package bnn4j.board.runtime;

import bnn4j.foundation.InputFile;
import bnn4j.foundation.Refusal;
import bnn4j.overlay.Overlay;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;

/** A file of packed images, 64-bit little-endian words, read some images at a time. */
final class PackedImages implements AutoCloseable {
  private final FileChannel file;
  private final int words;
  private final long count;

  private PackedImages(FileChannel file, int words, long count) {
    this.file = file;
    this.words = words;
    this.count = count;
  }

  /**
   * Opens a file.
   *
   * @throws Refusal if it does not hold whole images of this overlay
   */
  static PackedImages open(Path path, Overlay overlay) throws IOException {
    InputFile.check(path);
    FileChannel file = FileChannel.open(path);
    int words = overlay.inputWords();
    long bytes = (long) words * Long.BYTES;
    if (file.size() % bytes != 0) {
      long size = file.size();
      file.close();
      throw new Refusal(
          "%s: %d bytes; images of %s are %d bytes each"
              .formatted(path, size, overlay.name(), bytes));
    }
    return new PackedImages(file, words, file.size() / bytes);
  }

  /** Images in the file. */
  long count() {
    return count;
  }

  /** The words of the next so many images. */
  long[] next(int images) throws IOException {
    ByteBuffer bytes = ByteBuffer.allocate(Math.multiplyExact(images, words * Long.BYTES));
    while (bytes.hasRemaining()) {
      if (file.read(bytes) < 0) {
        throw new EOFException("the input file was truncated while it was read");
      }
    }
    long[] next = new long[images * words];
    bytes.flip().order(ByteOrder.LITTLE_ENDIAN).asLongBuffer().get(next);
    return next;
  }

  @Override
  public void close() throws IOException {
    file.close();
  }
}

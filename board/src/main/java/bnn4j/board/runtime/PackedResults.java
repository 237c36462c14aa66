package bnn4j.board.runtime;

import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.TRUNCATE_EXISTING;
import static java.nio.file.StandardOpenOption.WRITE;

import bnn4j.foundation.AtomicFile;
import bnn4j.foundation.LittleEndian;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;

/** A file of result words, 64-bit little-endian; it appears when it is finished. */
final class PackedResults implements AutoCloseable {
  private final Path path;
  private final Path unfinished;
  private final FileChannel file;

  private PackedResults(Path path, Path unfinished, FileChannel file) {
    this.path = path;
    this.unfinished = unfinished;
    this.file = file;
  }

  static PackedResults create(Path path) throws IOException {
    Path unfinished = path.resolveSibling("." + path.getFileName() + ".unfinished");
    FileChannel file = FileChannel.open(unfinished, CREATE, TRUNCATE_EXISTING, WRITE);
    return new PackedResults(path, unfinished, file);
  }

  void add(long[] words) throws IOException {
    ByteBuffer bytes = ByteBuffer.wrap(LittleEndian.bytes(words));
    while (bytes.hasRemaining()) {
      file.write(bytes);
    }
  }

  /** Puts the file into its place. */
  void finish() throws IOException {
    file.close();
    AtomicFile.move(unfinished, path);
  }

  /** Leaves nothing behind of a file that was not finished. */
  @Override
  public void close() throws IOException {
    file.close();
    Files.deleteIfExists(unfinished);
  }
}

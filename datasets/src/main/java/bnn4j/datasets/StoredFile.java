package bnn4j.datasets;

import bnn4j.foundation.Checksum;
import bnn4j.foundation.FileKind;
import bnn4j.foundation.InputFile;
import bnn4j.foundation.Refusal;
import java.io.IOException;
import java.io.InputStream;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.zip.GZIPInputStream;

/**
 * A file that is read uncompressed, stored raw or as gzip. Its first bytes decide, not its name,
 * because browsers decompress downloads and keep the name.
 *
 * @param path where it lies
 */
public record StoredFile(Path path) {
  /**
   * Deflate never makes less than one byte of 1032 (zlib's manual, "Maximum Compression Factor").
   */
  private static final long GREATEST_COMPRESSION = 1032;

  private static final int SMALLEST_GZIP = 18;
  private static final int SIZE_FIELD = 4;

  /**
   * Whether the file is packed with gzip: it begins as such files do, with the one method of
   * compression that there is and no flag that is not defined (RFC 1952). A file that cannot be
   * read is not packed; reading it will say why.
   */
  public boolean isPacked() {
    if (!Files.isRegularFile(path)) {
      return false;
    }
    try (InputStream in = Files.newInputStream(path)) {
      byte[] head = in.readNBytes(4);
      return head.length == 4
          && head[0] == 0x1f
          && head[1] == (byte) 0x8b
          && head[2] == 8
          && (head[3] & 0xe0) == 0;
    } catch (IOException e) {
      return false;
    }
  }

  /**
   * The number of bytes that {@link #open()} gives; for a packed file what its last four bytes say,
   * if that can be true (RFC 1952: the size modulo 2^32).
   *
   * @throws Refusal if the file is missing or is no gzip file
   */
  public long size() {
    InputFile.check(path);
    try {
      long stored = Files.size(path);
      return isPacked() ? unpackedSize(stored) : stored;
    } catch (IOException e) {
      throw unreadable(e);
    }
  }

  /**
   * The unpacked bytes.
   *
   * @throws Refusal if it is no regular file
   */
  public InputStream open() throws IOException {
    InputFile.check(path);
    InputStream raw = Files.newInputStream(path);
    if (!isPacked()) {
      return raw;
    }
    try {
      return new GZIPInputStream(raw, 1 << 16);
    } catch (IOException e) {
      raw.close();
      throw e;
    }
  }

  /**
   * The sha256 of the unpacked bytes.
   *
   * @throws Refusal if the file cannot be read
   */
  public String sha256() {
    try (InputStream in = open()) {
      return new Checksum().add(in).hex();
    } catch (IOException e) {
      throw unreadable(e);
    }
  }

  /**
   * The same checksum of the unpacked bytes as that one is of the right file.
   *
   * @throws Refusal if the file cannot be read
   */
  public String checksum(Checksum.Expected expected) {
    try (InputStream in = open()) {
      return expected.found(in);
    } catch (IOException e) {
      throw unreadable(e);
    }
  }

  /**
   * What the unpacked bytes are by the first of them, if that is known; empty if they cannot be
   * read, which whoever reads them will say.
   */
  public Optional<String> kind() {
    if (!Files.isRegularFile(path)) {
      return Optional.empty();
    }
    try (InputStream in = open()) {
      return FileKind.of(in.readNBytes(FileKind.HEAD));
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  /** What to say when reading failed. */
  public Refusal unreadable(IOException failure) {
    if (failure instanceof NoSuchFileException) {
      return new Refusal(path + ": no such file", failure);
    }
    String doing = isPacked() ? "unpacked" : "read";
    return new Refusal("%s: cannot be %s: %s".formatted(path, doing, reason(failure)), failure);
  }

  private static String reason(IOException failure) {
    return failure.getMessage() == null ? failure.getClass().getSimpleName() : failure.getMessage();
  }

  private long unpackedSize(long stored) throws IOException {
    if (stored < SMALLEST_GZIP) {
      throw new Refusal(
          "%s: a gzip file has at least %d bytes, found %d".formatted(path, SMALLEST_GZIP, stored));
    }
    try (RandomAccessFile file = new RandomAccessFile(path.toFile(), "r")) {
      file.seek(stored - SIZE_FIELD);
      long size = Integer.reverseBytes(file.readInt()) & 0xffffffffL;
      if (size > stored * GREATEST_COMPRESSION) {
        throw new Refusal(
            "%s: offset %d: %d unpacked bytes cannot come from %d packed ones; the file is damaged"
                .formatted(path, stored - SIZE_FIELD, size, stored));
      }
      return size;
    }
  }
}

package bnn4j.cluster.storage;

import bnn4j.foundation.Refusal;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.GZIPInputStream;
import org.apache.hadoop.fs.FSDataInputStream;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.Path;

/**
 * A file that is read in parts, uncompressed or gzip (detected by its first bytes). A gzip file is
 * decompressed from its start for each part, which is slow and is reported.
 */
public final class StoredBytes {
  private static final int SMALLEST_GZIP = 18;

  private final HadoopFiles files;
  private final Path path;
  private final boolean packed;
  private final long size;

  /**
   * A file.
   *
   * @throws Refusal if it cannot be read
   */
  public StoredBytes(HadoopFiles files, FileStatus status) {
    this.files = files;
    this.path = status.getPath();
    byte[] head = files.head(path, 3);
    this.packed =
        status.getLen() >= SMALLEST_GZIP
            && (head[0] & 255) == 0x1f
            && (head[1] & 255) == 0x8b
            && head[2] == 8;
    this.size = packed ? unpackedSize() : status.getLen();
  }

  /**
   * A file of which more is known already.
   *
   * @param packed whether with gzip
   */
  public StoredBytes(HadoopFiles files, String uri, boolean packed, long size) {
    this.files = files;
    this.path = new Path(uri);
    this.packed = packed;
    this.size = size;
  }

  /** Where it lies. */
  public Path path() {
    return path;
  }

  /** Whether it is packed with gzip. */
  public boolean isPacked() {
    return packed;
  }

  /** Bytes, unpacked. */
  public long size() {
    return size;
  }

  /** Counted, for the size at the end of a gzip file is only modulo 2^32. */
  private long unpackedSize() {
    try (InputStream in = open(0)) {
      byte[] buffer = new byte[1 << 16];
      long count = 0;
      for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
        count += n;
      }
      return count;
    } catch (IOException e) {
      throw HadoopFiles.unreadable(path.toString(), e);
    }
  }

  /**
   * Some bytes.
   *
   * @param from first, unpacked
   * @throws Refusal if there are not so many
   */
  public byte[] read(long from, int count) {
    byte[] bytes = new byte[count];
    try (DataInputStream in = open(from)) {
      in.readFully(bytes);
      return bytes;
    } catch (IOException e) {
      throw HadoopFiles.unreadable(path.toString(), e);
    }
  }

  /** The unpacked bytes from one on. */
  public DataInputStream open(long from) throws IOException {
    FSDataInputStream in = files.of(path).open(path);
    try {
      if (!packed) {
        in.seek(from);
        return in;
      }
      InputStream unpacked = new GZIPInputStream(in, 1 << 16);
      unpacked.skipNBytes(from);
      return new DataInputStream(unpacked);
    } catch (IOException e) {
      in.close();
      throw e;
    }
  }
}

package bnn4j.cluster.input;

import bnn4j.cluster.storage.HadoopFiles;
import bnn4j.cluster.storage.StoredBytes;
import bnn4j.datasets.idx.IdxHeader;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.Serializable;
import org.apache.hadoop.fs.FileStatus;

/**
 * An IDX file whose header has been read and agrees with its size.
 *
 * @param uri where it lies
 * @param name as the output of an inference has it
 * @param packed whether with gzip
 * @param size in bytes, unpacked
 * @param header bytes before the first value
 * @param count of images or labels
 * @param rows of an image, 1 for labels
 * @param columns of an image, 1 for labels
 */
record IdxFile(
    String uri,
    String name,
    boolean packed,
    long size,
    int header,
    int count,
    int rows,
    int columns)
    implements Serializable {
  /**
   * Reads the header.
   *
   * @param dimensions {@link IdxHeader#IMAGES} or {@link IdxHeader#LABELS}
   * @throws bnn4j.foundation.Refusal if it is no such file
   */
  static IdxFile open(HadoopFiles files, FileStatus status, String name, int dimensions) {
    StoredBytes bytes = new StoredBytes(files, status);
    String uri = bytes.path().toString();
    try (DataInputStream in = bytes.open(0)) {
      IdxHeader header = IdxHeader.read(in, uri, bytes.size(), dimensions);
      boolean images = dimensions == IdxHeader.IMAGES;
      return new IdxFile(
          uri,
          name,
          bytes.isPacked(),
          bytes.size(),
          header.bytes(),
          header.count(),
          images ? header.dimensions().get(1) : 1,
          images ? header.dimensions().get(2) : 1);
    } catch (IOException e) {
      throw HadoopFiles.unreadable(uri, e);
    }
  }

  int valuesEach() {
    return Math.multiplyExact(rows, columns);
  }
}

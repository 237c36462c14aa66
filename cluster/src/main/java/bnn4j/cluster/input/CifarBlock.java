package bnn4j.cluster.input;

import bnn4j.cluster.storage.HadoopFiles;
import bnn4j.cluster.storage.StoredBytes;
import bnn4j.datasets.LabeledImages;
import bnn4j.datasets.ShapeConversion;
import bnn4j.datasets.cifar.CifarReader;
import java.util.Collections;
import java.util.List;

/**
 * Records of CIFAR-10: for each image a label, then its colours.
 *
 * @param uri of the file
 * @param fileName as the output of an inference has it
 * @param packed whether with gzip
 * @param size of the file in bytes, unpacked
 * @param labels how many labels there can be where they mean nothing; 0 where they are classes
 * @param from first record
 * @param images how many
 */
record CifarBlock(
    String uri, String fileName, boolean packed, long size, int labels, long from, int images)
    implements Block {
  private static final CifarReader READER = new CifarReader(CifarReader.CIFAR_10);

  /** Bytes of a record. */
  static int recordSize() {
    return READER.recordSize();
  }

  @Override
  public String place() {
    return "images %d to %d of %s".formatted(from, from + images - 1, uri);
  }

  @Override
  public List<Sight> read(HadoopFiles files, List<View> views) {
    long offset = from * recordSize();
    byte[] records =
        new StoredBytes(files, uri, packed, size)
            .read(offset, Math.multiplyExact(images, recordSize()));
    return views.stream().map(view -> Sight.of(images(records, offset, view))).toList();
  }

  private LabeledImages images(byte[] records, long offset, View view) {
    LabeledImages read =
        READER.readLabeled(
            records,
            offset,
            uri,
            labels == 0 ? view.classNames() : Collections.nCopies(labels, "unknown"));
    return new ShapeConversion(read.shape(), view.shape()).apply(read);
  }

  @Override
  public String name(int image) {
    return "%s#%d".formatted(fileName, from + image);
  }
}

package bnn4j.datasets.cifar;

import bnn4j.datasets.DataFile;
import bnn4j.datasets.ImageShape;
import bnn4j.datasets.LabeledImages;
import bnn4j.datasets.StoredFile;
import bnn4j.foundation.Refusal;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/**
 * Reads record files: for each image a label byte, then its values {@code
 * [channels][rows][columns]}; no header. A file packed with gzip is unpacked.
 *
 * <p>Nothing is allocated before the file's size is known to fit; a refusal names the file, the
 * offset in the unpacked bytes, what was expected and what was found.
 */
public final class CifarReader {
  /** Shape of CIFAR-10's images. */
  public static final ImageShape CIFAR_10 = new ImageShape(3, 32, 32);

  private static final int LARGEST_ARRAY = Integer.MAX_VALUE - 8;

  private final ImageShape shape;
  private final int recordSize;

  /** A reader of records of images of this shape. */
  public CifarReader(ImageShape shape) {
    this.shape = shape;
    this.recordSize = 1 + shape.values();
  }

  /** Bytes of an image with its label. */
  public int recordSize() {
    return recordSize;
  }

  /**
   * The images of several files, one after the other, with their labels.
   *
   * @throws Refusal if a file is missing, empty, ends within a record, or has a label that is no
   *     class
   */
  public LabeledImages readLabeled(List<Path> files, List<String> classNames) {
    long total = 0;
    for (Path file : files) {
      total += wholeRecords(new StoredFile(file));
    }
    int count = checkedCount(files.get(0), total);
    byte[] pixels = new byte[count * shape.values()];
    int[] labels = new int[count];
    int first = 0;
    for (Path file : files) {
      int records = (int) wholeRecords(new StoredFile(file));
      read(new StoredFile(file), records, pixels, labels, first);
      checkLabels(file, labels, first, records, classNames.size());
      first += records;
    }
    return new LabeledImages(shape, pixels, labels, classNames);
  }

  /**
   * The images of several files whose records are in memory.
   *
   * @param files whose records they are, for messages
   * @throws Refusal if one ends within a record or has a label that is no class
   */
  LabeledImages readLabeled(List<DataFile> files, List<byte[]> records, List<String> classNames) {
    long total = 0;
    for (int i = 0; i < files.size(); i++) {
      if (records.get(i).length % recordSize != 0) {
        throw new Refusal(
            "%s: expected whole records of %d bytes, found %d bytes"
                .formatted(files.get(i).name(), recordSize, records.get(i).length));
      }
      total += records.get(i).length / recordSize;
    }
    int count = checkedCount(Path.of(files.get(0).name()), total);
    byte[] pixels = new byte[count * shape.values()];
    int[] labels = new int[count];
    int first = 0;
    for (int i = 0; i < files.size(); i++) {
      int some = records.get(i).length / recordSize;
      for (int image = 0; image < some; image++) {
        labels[first + image] = records.get(i)[image * recordSize] & 255;
        System.arraycopy(
            records.get(i),
            image * recordSize + 1,
            pixels,
            (first + image) * shape.values(),
            shape.values());
      }
      checkLabels(Path.of(files.get(i).name()), labels, first, some, classNames.size());
      first += some;
    }
    return new LabeledImages(shape, pixels, labels, classNames);
  }

  /**
   * The images of some whole records of a file.
   *
   * @param records in memory
   * @param offset of the first in the file, for messages
   * @param place of the file, for messages
   * @throws Refusal if one has a label that is no class
   */
  public LabeledImages readLabeled(
      byte[] records, long offset, String place, List<String> classNames) {
    int count = records.length / recordSize;
    byte[] pixels = new byte[count * shape.values()];
    int[] labels = new int[count];
    for (int i = 0; i < count; i++) {
      int start = i * recordSize;
      labels[i] = records[start] & 255;
      if (labels[i] >= classNames.size()) {
        throw new Refusal(
            "%s: offset %d: expected a label of 0..%d, found %d"
                .formatted(place, offset + start, classNames.size() - 1, labels[i]));
      }
      System.arraycopy(records, start + 1, pixels, i * shape.values(), shape.values());
    }
    return new LabeledImages(shape, pixels, labels, classNames);
  }

  /**
   * The images of one file. The labels are ignored, but all must be valid, or the file is something
   * else that happens to be long enough. A partial record at the end is left out, as a BNN-PYNQ
   * host does.
   *
   * @param classes how many labels there can be
   * @throws Refusal if the file is missing, shorter than a record, or by its bytes no such file
   */
  public CifarImages readImages(Path path, int classes) {
    StoredFile file = new StoredFile(path);
    long size = file.size();
    int count = checkedCount(path, size / recordSize);
    if (count == 0) {
      throw new Refusal(
          "%s: expected records of %d bytes, a label and %s values, found %d bytes"
              .formatted(path, recordSize, shape, size));
    }
    byte[] pixels = new byte[count * shape.values()];
    int[] labels = new int[count];
    read(file, count, pixels, labels, 0);
    for (int i = 0; i < count; i++) {
      if (labels[i] >= classes) {
        throw new Refusal(
            ("%s: is neither a supported image (PNG, JPEG, PPM, GIF, BMP or WebP) nor records of"
                    + " %d bytes: offset %d: expected a label of 0..%d, found %d")
                .formatted(path, recordSize, (long) i * recordSize, classes - 1, labels[i]));
      }
    }
    LabeledImages images = new LabeledImages(shape, pixels, new int[count], List.of("unknown"));
    return new CifarImages(images, (int) (size % recordSize));
  }

  private long wholeRecords(StoredFile file) {
    long size = file.size();
    if (size == 0 || size % recordSize != 0) {
      throw new Refusal(
          "%s: expected whole records of %d bytes, a label and %s values, found %s%d bytes%s"
              .formatted(
                  file.path(),
                  recordSize,
                  shape,
                  file.kind().map(kind -> kind + " of ").orElse(""),
                  size,
                  size == 0 ? "" : ", %d too many".formatted(size % recordSize)));
    }
    return size / recordSize;
  }

  private int checkedCount(Path file, long count) {
    int most = LARGEST_ARRAY / shape.values();
    if (count > most) {
      throw new Refusal(
          "%s: expected at most %d images of %s, which fit in memory, found %d"
              .formatted(file, most, shape, count));
    }
    return (int) count;
  }

  private void read(StoredFile file, int records, byte[] pixels, int[] labels, int first) {
    try (DataInputStream in = new DataInputStream(file.open())) {
      byte[] record = new byte[recordSize];
      for (int i = first; i < first + records; i++) {
        in.readFully(record);
        labels[i] = record[0] & 255;
        System.arraycopy(record, 1, pixels, i * shape.values(), shape.values());
      }
      if (in.readNBytes(recordSize).length == recordSize) {
        throw new Refusal(
            "%s: has data after the expected %d records".formatted(file.path(), records));
      }
    } catch (EOFException e) {
      throw new Refusal(
          "%s: ends before the expected %d records".formatted(file.path(), records), e);
    } catch (IOException e) {
      throw file.unreadable(e);
    }
  }

  private void checkLabels(Path file, int[] labels, int first, int records, int classes) {
    for (int i = 0; i < records; i++) {
      if (labels[first + i] >= classes) {
        throw new Refusal(
            "%s: offset %d: expected a label of 0..%d, found %d"
                .formatted(file, (long) i * recordSize, classes - 1, labels[first + i]));
      }
    }
  }
}

package bnn4j.datasets.idx;

import bnn4j.datasets.ImageShape;
import bnn4j.datasets.LabeledImages;
import bnn4j.datasets.StoredFile;
import bnn4j.foundation.Refusal;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads IDX files of unsigned bytes: two zero bytes, the type, the number of dimensions, each
 * dimension as a big-endian 32-bit number, then the values. A file packed with gzip is unpacked.
 *
 * <p>Nothing is allocated before the header agrees with the file's size; a refusal names the file,
 * the offset in the unpacked bytes, what was expected and what was found.
 */
public final class IdxReader {
  private static final int UNSIGNED_BYTE = 0x08;
  private static final int LARGEST_ARRAY = Integer.MAX_VALUE - 8;

  private final StoredFile file;

  private IdxReader(Path file) {
    this.file = new StoredFile(file);
  }

  /**
   * The images of a file, {@code [images][rows][columns]}.
   *
   * @throws Refusal if the file is missing or is not such a file
   */
  public static IdxArray readImages(Path file) {
    return new IdxReader(file).read(3);
  }

  /**
   * The labels of a file, {@code [labels]}.
   *
   * @throws Refusal if the file is missing or is not such a file
   */
  public static IdxArray readLabels(Path file) {
    return new IdxReader(file).read(1);
  }

  /**
   * Images and their labels, which must be as many, each a class.
   *
   * @throws Refusal if a file is missing or malformed, or the two do not fit together
   */
  public static LabeledImages read(Path imageFile, Path labelFile, List<String> classNames) {
    return read(imageFile, labelFile, classNames, IdxLayout.PLAIN);
  }

  static LabeledImages read(
      Path imageFile, Path labelFile, List<String> classNames, IdxLayout layout) {
    IdxArray labels = readLabels(labelFile);
    int first = layout.firstLabel();
    int[] classes = new int[labels.count()];
    for (int i = 0; i < classes.length; i++) {
      int label = labels.values()[i] & 255;
      classes[i] = label - first;
      if (classes[i] < 0 || classes[i] >= classNames.size()) {
        throw new Refusal(
            "%s: offset %d: expected a label of %d..%d, found %d"
                .formatted(
                    labelFile, headerSize(1) + i, first, first + classNames.size() - 1, label));
      }
    }
    IdxArray images = readImages(imageFile);
    if (images.count() != classes.length) {
      throw new Refusal(
          "%s: offset 4: expected %d images, as many as %s has labels, found %d"
              .formatted(imageFile, classes.length, labelFile, images.count()));
    }
    if (layout.transposed()) {
      images = images.transposed();
    }
    ImageShape shape = new ImageShape(1, images.dimensions().get(1), images.dimensions().get(2));
    return new LabeledImages(shape, images.values(), classes, classNames);
  }

  private IdxArray read(int dimensionCount) {
    long size = file.size();
    try (DataInputStream in = new DataInputStream(file.open())) {
      if (size < headerSize(dimensionCount)) {
        throw refusal(
            size, "a header of %d bytes".formatted(headerSize(dimensionCount)), "the end");
      }
      checkMagic(in, dimensionCount);
      List<Integer> dimensions = readDimensions(in, dimensionCount);
      byte[] values = new byte[checkedSize(dimensions, size)];
      in.readFully(values);
      if (in.read() >= 0) {
        throw refusal(size, "the end", "more data");
      }
      return new IdxArray(dimensions, values);
    } catch (EOFException e) {
      throw new Refusal(
          "%s: ends before the %d bytes it should have".formatted(file.path(), size), e);
    } catch (IOException e) {
      throw file.unreadable(e);
    }
  }

  private void checkMagic(DataInputStream in, int dimensionCount) throws IOException {
    int zeros = in.readUnsignedShort();
    if (zeros != 0) {
      throw refusal(0, "two zero bytes, as IDX files begin", "0x%04x".formatted(zeros));
    }
    int type = in.readUnsignedByte();
    if (type != UNSIGNED_BYTE) {
      throw refusal(2, "type 0x08 (unsigned byte)", "0x%02x%s".formatted(type, typeName(type)));
    }
    int found = in.readUnsignedByte();
    if (found != dimensionCount) {
      String what = dimensionCount == 3 ? "3 dimensions (images)" : "1 dimension (labels)";
      throw refusal(3, what, Integer.toString(found));
    }
  }

  private List<Integer> readDimensions(DataInputStream in, int count) throws IOException {
    List<Integer> dimensions = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      int length = in.readInt();
      if (length < 1) {
        throw refusal(
            headerSize(i),
            "a dimension of 1..%d".formatted(Integer.MAX_VALUE),
            Integer.toUnsignedString(length));
      }
      dimensions.add(length);
    }
    return dimensions;
  }

  /** The number of values, if the file has just as many. */
  private int checkedSize(List<Integer> dimensions, long size) {
    int header = headerSize(dimensions.size());
    long found = size - header;
    long expected = 1;
    for (int length : dimensions) {
      // Above any file's size nothing can be equal, so there the product need not be exact.
      expected = expected > Long.MAX_VALUE / length ? Long.MAX_VALUE : expected * length;
    }
    if (expected != found) {
      throw refusal(
          header,
          "%s bytes of data for dimensions %s"
              .formatted(expected == Long.MAX_VALUE ? "over 2^63" : expected, dimensions),
          Long.toString(found));
    }
    if (found > LARGEST_ARRAY) {
      throw refusal(header, "at most %d bytes of data".formatted(LARGEST_ARRAY), "" + found);
    }
    return (int) found;
  }

  private static int headerSize(int dimensionCount) {
    return 4 + 4 * dimensionCount;
  }

  private static String typeName(int type) {
    return switch (type) {
      case 0x09 -> " (signed byte)";
      case 0x0b -> " (16-bit integer)";
      case 0x0c -> " (32-bit integer)";
      case 0x0d -> " (32-bit float)";
      case 0x0e -> " (64-bit float)";
      default -> "";
    };
  }

  private Refusal refusal(long offset, String expected, String found) {
    return new Refusal(
        "%s: offset %d: expected %s, found %s".formatted(file.path(), offset, expected, found));
  }
}

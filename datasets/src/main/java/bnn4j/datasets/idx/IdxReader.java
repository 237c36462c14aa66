package bnn4j.datasets.idx;

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
 * Reads IDX files of unsigned bytes: a {@link IdxHeader}, then the values. A file packed with gzip
 * is unpacked.
 *
 * <p>Nothing is allocated before the header agrees with the file's size; a refusal names the file,
 * the offset in the unpacked bytes, what was expected and what was found.
 */
public final class IdxReader {
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
    return new IdxReader(file).read(IdxHeader.IMAGES);
  }

  /**
   * The labels of a file, {@code [labels]}.
   *
   * @throws Refusal if the file is missing or is not such a file
   */
  public static IdxArray readLabels(Path file) {
    return new IdxReader(file).read(IdxHeader.LABELS);
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
    int[] classes = classes(labels.values(), 0, labelFile.toString(), classNames.size(), layout);
    IdxArray images = readImages(imageFile);
    if (images.count() != classes.length) {
      throw new Refusal(
          "%s: offset 4: expected %d images, as many as %s has labels, found %d"
              .formatted(imageFile, classes.length, labelFile, images.count()));
    }
    return images(images, classes, classNames, layout);
  }

  /**
   * Some images with their labels, as they lie in their files.
   *
   * @param images the values are given up
   * @param labels as they are in the file
   * @param first number of the first among all of the file, for messages
   * @param labelPlace of the file of the labels, for messages
   * @throws Refusal if a label is no class
   */
  public static LabeledImages read(
      IdxArray images,
      byte[] labels,
      long first,
      String labelPlace,
      List<String> classNames,
      IdxLayout layout) {
    int[] classes = classes(labels, first, labelPlace, classNames.size(), layout);
    return images(images, classes, classNames, layout);
  }

  private static int[] classes(
      byte[] labels, long firstLabel, String place, int count, IdxLayout layout) {
    int first = layout.firstLabel();
    int[] classes = new int[labels.length];
    for (int i = 0; i < classes.length; i++) {
      int label = labels[i] & 255;
      classes[i] = label - first;
      if (classes[i] < 0 || classes[i] >= count) {
        throw IdxHeader.refusal(
            place,
            IdxHeader.bytes(IdxHeader.LABELS) + firstLabel + i,
            "a label of %d..%d".formatted(first, first + count - 1),
            Integer.toString(label));
      }
    }
    return classes;
  }

  private static LabeledImages images(
      IdxArray stored, int[] classes, List<String> classNames, IdxLayout layout) {
    IdxArray images = layout.transposed() ? stored.transposed() : stored;
    ImageShape shape = new ImageShape(1, images.dimensions().get(1), images.dimensions().get(2));
    return new LabeledImages(shape, images.values(), classes, classNames);
  }

  private IdxArray read(int dimensionCount) {
    file.kind()
        .filter(kind -> !kind.startsWith("an IDX"))
        .ifPresent(
            kind -> {
              throw new Refusal("%s: is %s; expected an IDX file".formatted(file.path(), kind));
            });
    long size = file.size();
    String place = file.path().toString();
    try (DataInputStream in = new DataInputStream(file.open())) {
      IdxHeader header = IdxHeader.read(in, place, size, dimensionCount);
      long length = size - header.bytes();
      if (length > LARGEST_ARRAY) {
        throw IdxHeader.refusal(
            place,
            header.bytes(),
            "at most %d bytes of data".formatted(LARGEST_ARRAY),
            "" + length);
      }
      byte[] values = new byte[(int) length];
      in.readFully(values);
      if (in.read() >= 0) {
        throw IdxHeader.refusal(place, size, "the end", "more data");
      }
      return new IdxArray(header.dimensions(), values);
    } catch (EOFException e) {
      throw new Refusal("%s: ends before the expected %d bytes".formatted(file.path(), size), e);
    } catch (IOException e) {
      throw file.unreadable(e);
    }
  }
}

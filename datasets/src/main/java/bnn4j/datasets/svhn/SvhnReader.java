package bnn4j.datasets.svhn;

import bnn4j.datasets.ImageShape;
import bnn4j.datasets.LabeledImages;
import bnn4j.datasets.StoredFile;
import bnn4j.datasets.svhn.MatReader.Numbers;
import bnn4j.foundation.Refusal;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Reads a MATLAB 5 file of a variable {@code X}, bytes {@code [rows][columns][channels][images]}
 * with the first index fastest, and a variable {@code y}, a label for each: 1 to 9, and 10 for the
 * digit 0.
 */
final class SvhnReader {
  private final StoredFile file;
  private final ImageShape shape;

  SvhnReader(Path file, ImageShape shape) {
    this.file = new StoredFile(file);
    this.shape = shape;
  }

  /**
   * The images with the digits as labels.
   *
   * @throws Refusal if the file is missing or is not such a file
   */
  LabeledImages read(List<String> classNames) {
    long size = file.size();
    try (InputStream in = file.open()) {
      Map<String, Numbers> arrays = MatReader.read(in, size, Set.of("X", "y"));
      Numbers images = array(arrays, "X");
      int[] dimensions = images.dimensions();
      int[] expected = {shape.rows(), shape.columns(), shape.channels()};
      if (dimensions.length != 4
          || !Arrays.equals(Arrays.copyOf(dimensions, 3), expected)
          || !images.type().equals("uint8")
          || images.count() != images.bytes().capacity()) {
        throw refusal(
            "variable X of bytes, 32 x 32 x 3 x images",
            images.type() + " " + Arrays.toString(dimensions));
      }
      int[] labels = labels(array(arrays, "y"), dimensions[3]);
      return new LabeledImages(shape, pixels(images.bytes(), dimensions[3]), labels, classNames);
    } catch (EOFException e) {
      throw new Refusal(
          "%s: not a MATLAB 5 file, or damaged: it ends too early".formatted(file.path()), e);
    } catch (IOException e) {
      throw new Refusal(
          "%s: not a MATLAB 5 file, or damaged: %s"
              .formatted(file.path(), String.valueOf(e.getMessage()).replaceAll("\\p{Cntrl}", " ")),
          e);
    }
  }

  private Numbers array(Map<String, Numbers> arrays, String name) {
    Numbers array = arrays.get(name);
    if (array == null) {
      throw refusal("a variable %s of numbers".formatted(name), "none");
    }
    return array;
  }

  private int[] labels(Numbers y, int count) {
    if (y.count() != count) {
      throw refusal("%d labels in y, one for each image".formatted(count), "" + y.count());
    }
    int[] labels = new int[count];
    for (int i = 0; i < count; i++) {
      double label = y.number(i);
      if (!(label >= 1 && label <= 10 && label == Math.rint(label))) {
        throw refusal("a label of 1..10 in y[%d]".formatted(i), "" + label);
      }
      labels[i] = (int) label % 10;
    }
    return labels;
  }

  private byte[] pixels(ByteBuffer images, int count) {
    int rows = shape.rows();
    int columns = shape.columns();
    byte[] pixels = new byte[Math.multiplyExact(count, shape.values())];
    int from = 0;
    for (int plane = 0; plane < count * shape.channels(); plane++) {
      for (int column = 0; column < columns; column++) {
        for (int row = 0; row < rows; row++) {
          pixels[(plane * rows + row) * columns + column] = images.get(from++);
        }
      }
    }
    return pixels;
  }

  private Refusal refusal(String expected, String found) {
    return new Refusal("%s: expected %s, found %s".formatted(file.path(), expected, found));
  }
}

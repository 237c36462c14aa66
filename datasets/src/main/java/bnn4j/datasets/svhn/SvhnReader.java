package bnn4j.datasets.svhn;

import bnn4j.datasets.ImageShape;
import bnn4j.datasets.LabeledImages;
import bnn4j.datasets.StoredFile;
import bnn4j.foundation.Refusal;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import us.hebi.matlab.mat.format.Mat5;
import us.hebi.matlab.mat.types.MatFile;
import us.hebi.matlab.mat.types.MatlabType;
import us.hebi.matlab.mat.types.Matrix;
import us.hebi.matlab.mat.types.Source;
import us.hebi.matlab.mat.types.Sources;

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
    try (Source source = Sources.openFile(file.path().toFile());
        MatFile variables =
            Mat5.newReader(source)
                .setBufferAllocator(new BoundedAllocator(size))
                .setEntryFilter(e -> isWanted(e.getName()) && isNumeric(e.getType()))
                .disableSubsystemProcessing()
                .readMat()) {
      Matrix images = variable(variables, "X");
      int[] dimensions = images.getDimensions();
      int[] expected = {shape.rows(), shape.columns(), shape.channels()};
      if (dimensions.length != 4
          || !Arrays.equals(Arrays.copyOf(dimensions, 3), expected)
          || images.getType() != MatlabType.UInt8) {
        throw refusal(
            "variable X of bytes, 32 x 32 x 3 x images",
            images.getType() + " " + Arrays.toString(dimensions));
      }
      int[] labels = labels(variable(variables, "y"), dimensions[3]);
      return new LabeledImages(shape, pixels(images, dimensions[3]), labels, classNames);
    } catch (IOException | RuntimeException e) {
      // The library meets damage with exceptions of all kinds.
      if (e instanceof Refusal refusal) {
        throw refusal;
      }
      throw new Refusal(
          "%s: is a damaged MATLAB 5 file or none: %s"
              .formatted(file.path(), String.valueOf(e.getMessage()).replaceAll("\\p{Cntrl}", " ")),
          e);
    }
  }

  private static boolean isWanted(String name) {
    return name.equals("X") || name.equals("y");
  }

  private static boolean isNumeric(MatlabType type) {
    return switch (type) {
      case Int8, UInt8, Int16, UInt16, Int32, UInt32, Int64, UInt64, Single, Double -> true;
      default -> false;
    };
  }

  private Matrix variable(MatFile variables, String name) {
    for (MatFile.Entry entry : variables.getEntries()) {
      if (entry.getName().equals(name) && entry.getValue() instanceof Matrix matrix) {
        return matrix;
      }
    }
    throw refusal("a variable %s of numbers".formatted(name), "none");
  }

  private int[] labels(Matrix y, int count) {
    if (y.getNumElements() != count) {
      throw refusal("%d labels in y, one for each image".formatted(count), "" + y.getNumElements());
    }
    int[] labels = new int[count];
    for (int i = 0; i < count; i++) {
      double label = y.getDouble(i);
      if (!(label >= 1 && label <= 10 && label == Math.rint(label))) {
        throw refusal("a label of 1..10 in y[%d]".formatted(i), "" + label);
      }
      labels[i] = (int) label % 10;
    }
    return labels;
  }

  private byte[] pixels(Matrix images, int count) {
    int rows = shape.rows();
    int columns = shape.columns();
    byte[] pixels = new byte[Math.multiplyExact(count, shape.values())];
    int from = 0;
    for (int plane = 0; plane < count * shape.channels(); plane++) {
      for (int column = 0; column < columns; column++) {
        for (int row = 0; row < rows; row++) {
          pixels[(plane * rows + row) * columns + column] = images.getByte(from++);
        }
      }
    }
    return pixels;
  }

  private Refusal refusal(String expected, String found) {
    return new Refusal("%s: expected %s, found %s".formatted(file.path(), expected, found));
  }
}

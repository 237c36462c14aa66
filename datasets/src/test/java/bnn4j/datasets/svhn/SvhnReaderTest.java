package bnn4j.datasets.svhn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import bnn4j.datasets.Datasets;
import bnn4j.datasets.ImageShape;
import bnn4j.datasets.LabeledImages;
import bnn4j.datasets.Mutation;
import bnn4j.datasets.Zips;
import bnn4j.foundation.Refusal;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import us.hebi.matlab.mat.format.Mat5;
import us.hebi.matlab.mat.types.MatFile;
import us.hebi.matlab.mat.types.MatlabType;
import us.hebi.matlab.mat.types.Matrix;
import us.hebi.matlab.mat.types.Sink;
import us.hebi.matlab.mat.types.Sinks;

class SvhnReaderTest {
  private static final ImageShape SHAPE = new ImageShape(3, 32, 32);
  private static final List<String> NAMES =
      List.of("0", "1", "2", "3", "4", "5", "6", "7", "8", "9");

  @TempDir Path folder;

  /** Images whose value tells row, column and channel; {@code X} and {@code y} as they are kept. */
  private static MatFile file(int[] dimensions, MatlabType type, double... labels) {
    Matrix images = Mat5.newMatrix(dimensions, type);
    for (int i = 0; i < images.getNumElements(); i++) {
      images.setInt(i, value(i % 32, i / 32 % 32, i / 1024 % 3, i / 3072) & 127);
    }
    Matrix y = Mat5.newMatrix(labels.length, 1, MatlabType.UInt8);
    for (int i = 0; i < labels.length; i++) {
      y.setDouble(i, labels[i]);
    }
    return Mat5.newMatFile().addArray("X", images).addArray("y", y);
  }

  private static int value(int row, int column, int channel, int image) {
    return row + 3 * column + 5 * channel + 7 * image;
  }

  private Path write(MatFile variables) {
    Path path = folder.resolve("x.mat");
    try {
      Files.deleteIfExists(path);
      try (Sink sink = Sinks.newStreamingFile(path.toFile())) {
        Mat5.newWriter(sink).writeMat(variables);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return path;
  }

  private static LabeledImages read(Path file) {
    return new SvhnReader(file, SHAPE).read(NAMES);
  }

  @Test
  void theFirstIndexIsTheRowAndTenMeansZero() {
    Path file = write(file(new int[] {32, 32, 3, 3}, MatlabType.UInt8, 10, 1, 9));
    LabeledImages images = read(file);
    assertThat(images.labels()).containsExactly(0, 1, 9);
    for (int image = 0; image < 3; image++) {
      for (int channel = 0; channel < 3; channel++) {
        for (int row = 0; row < 32; row++) {
          for (int column = 0; column < 32; column++) {
            assertThat(images.pixels()[((image * 3 + channel) * 32 + row) * 32 + column])
                .isEqualTo((byte) (value(row, column, channel, image) & 127));
          }
        }
      }
    }
  }

  @Test
  void theCatalogueReadsItByName() throws IOException {
    Path file = write(file(new int[] {32, 32, 3, 2}, MatlabType.UInt8, 4, 10));
    Zips.write(folder.resolve("svhn/test_32x32.mat"), Files.readAllBytes(file));
    assertThat(Datasets.open("svhn", folder).test().labels()).containsExactly(4, 0);
  }

  @Test
  void otherVariablesAreRefused() {
    refused(
        Mat5.newMatFile().addArray("X", Mat5.newMatrix(2, 2)),
        "expected variable X of bytes, 32 x 32 x 3 x images, found double [2, 2]");
    refused(
        file(new int[] {32, 32, 3, 2}, MatlabType.UInt16, 1, 2),
        "expected variable X of bytes, 32 x 32 x 3 x images, found uint16 [32, 32, 3, 2]");
    refused(
        Mat5.newMatFile().addArray("y", Mat5.newMatrix(2, 2)),
        "expected a variable X of numbers, found none");
    refused(
        Mat5.newMatFile().addArray("X", Mat5.newString("no")),
        "expected a variable X of numbers, found none");
  }

  @Test
  void otherLabelsAreRefused() {
    refused(
        file(new int[] {32, 32, 3, 2}, MatlabType.UInt8, 1, 2, 3),
        "expected 2 labels in y, one for each image, found 3");
    refused(
        file(new int[] {32, 32, 3, 2}, MatlabType.UInt8, 1, 11),
        "expected a label of 1..10 in y[1], found 11.0");
    refused(
        file(new int[] {32, 32, 3, 2}, MatlabType.UInt8, 0, 1),
        "expected a label of 1..10 in y[0], found 0.0");
  }

  @Test
  void whatIsNoMatlabFileIsRefused() {
    Path file = Zips.write(folder.resolve("x.mat"), new byte[200]);
    assertThatThrownBy(() -> read(file))
        .isInstanceOf(Refusal.class)
        .hasMessageStartingWith(file + ": not a MATLAB 5 file, or damaged: ");
    Path missing = folder.resolve("missing.mat");
    assertThatThrownBy(() -> read(missing))
        .isInstanceOf(Refusal.class)
        .hasMessage(missing + ": no such file");
  }

  @Test
  void damagedFilesAreReadOrRefused() throws IOException {
    byte[] whole =
        Files.readAllBytes(write(file(new int[] {32, 32, 3, 2}, MatlabType.UInt8, 10, 1)));
    new Mutation(240)
        .fuzz(2000, whole, bytes -> read(Zips.write(folder.resolve("fuzz.mat"), bytes)));
  }

  private void refused(MatFile variables, String message) {
    Path file = write(variables);
    assertThatThrownBy(() -> read(file))
        .isInstanceOf(Refusal.class)
        .hasMessage(file + ": " + message);
  }
}

package bnn4j.datasets.idx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import bnn4j.datasets.CatalogueEntry;
import bnn4j.datasets.DataDirectory;
import bnn4j.datasets.Dataset;
import bnn4j.datasets.Datasets;
import bnn4j.datasets.LabeledImages;
import bnn4j.datasets.Zips;
import bnn4j.datasets.fetch.FileReport;
import bnn4j.datasets.fetch.Stock;
import bnn4j.datasets.fetch.Verifier;
import bnn4j.foundation.Refusal;
import bnn4j.foundation.fuzz.Gzip;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PixelTableTest {
  private static final String HEADER = "label," + columns("pixel");

  @TempDir Path data;

  private static String columns(String name) {
    return IntStream.range(0, 784).mapToObj(i -> name + i).collect(Collectors.joining(","));
  }

  /** The pixels that {@link IdxBytes#images} gives to an image. */
  private static String pixels(int image, String end) {
    return IntStream.range(784 * image, 784 * (image + 1))
        .mapToObj(i -> (i & 255) + end)
        .collect(Collectors.joining(","));
  }

  private static String rows(int count) {
    return IntStream.range(0, count)
        .mapToObj(i -> i + "," + pixels(i, "") + "\n")
        .collect(Collectors.joining());
  }

  private Path write(String name, String text) {
    return Zips.write(data.resolve(name), text.getBytes(StandardCharsets.UTF_8));
  }

  @ParameterizedTest
  @CsvSource({
    "mnist,mnist/mnist_train.csv,mnist/mnist_test.csv",
    "mnist,mnist/train.csv,mnist/test.csv",
    "mnist,mnist/MNIST_Train.CSV,mnist/raw/mnist_test.csv",
    "mnist,mnist/mnist_train.csv/mnist_train.csv,mnist/mnist_test.csv/mnist_test.csv",
    "fashion-mnist,fashion-mnist/fashion-mnist_train.csv,fashion-mnist/fashion-mnist_test.csv"
  })
  void imagesAndChecksumAreThoseOfTheIdxFiles(String name, String training, String test) {
    write(training, HEADER + "\n" + rows(5));
    write(test, rows(3));
    Dataset tables = Datasets.open(name, data);
    Path idx = data.resolve("idx");
    Zips.write(idx.resolve(name + "/train-images-idx3-ubyte"), IdxBytes.images(5, 28, 28));
    Zips.write(idx.resolve(name + "/train-labels-idx1-ubyte"), IdxBytes.labels(5));
    Zips.write(idx.resolve(name + "/t10k-images-idx3-ubyte"), IdxBytes.images(3, 28, 28));
    Zips.write(idx.resolve(name + "/t10k-labels-idx1-ubyte"), IdxBytes.labels(3));
    Dataset files = Datasets.open(name, idx);
    assertThat(tables.training().pixels()).isEqualTo(files.training().pixels());
    assertThat(tables.training().labels()).containsExactly(0, 1, 2, 3, 4);
    assertThat(tables.test().labels()).containsExactly(0, 1, 2);
    assertThat(tables.checksum()).isEqualTo(files.checksum());
  }

  @Test
  void emnistIsTurnedUprightAndItsLettersAreNumberedFromOne() {
    Path file = write("emnist-letters/emnist-letters-test.csv", "26," + pixels(0, "") + "\n");
    LabeledImages test = Datasets.open("emnist-letters", data).test();
    assertThat(test.labels()).containsExactly(25);
    assertThat(test.pixels()[1]).isEqualTo((byte) 28);
    write("emnist-letters/emnist-letters-test.csv", "27," + pixels(0, "") + "\n");
    assertThatThrownBy(() -> Datasets.open("emnist-letters", data).test())
        .isInstanceOf(Refusal.class)
        .hasMessage(file + ":1: expected a label of 1..26, found 27");
  }

  @Test
  void theLabelMayBeLastAndNumbersMayHaveAFraction() {
    String text =
        "\ufeff"
            + columns("p")
            + ",\"class\"\r\n"
            + pixels(0, ".0")
            + ",\"7\"\r\n\r\n"
            + pixels(0, "");
    write("mnist/mnist_test.csv", text + ",8");
    LabeledImages test = Datasets.open("mnist", data).test();
    assertThat(test.labels()).containsExactly(7, 8);
    assertThat(test.pixels()[783]).isEqualTo((byte) (783 & 255));
  }

  @Test
  void aTableMayBePacked() {
    Zips.write(
        data.resolve("mnist/mnist_test.csv.gz"),
        Gzip.pack(rows(2).getBytes(StandardCharsets.UTF_8)));
    assertThat(Datasets.open("mnist", data).test().size()).isEqualTo(2);
  }

  @Test
  void theFilesOfTheCatalogueComeFirst() {
    write("mnist/mnist_test.csv", rows(5));
    Zips.write(data.resolve("mnist/t10k-images-idx3-ubyte"), IdxBytes.images(3, 28, 28));
    Zips.write(data.resolve("mnist/t10k-labels-idx1-ubyte"), IdxBytes.labels(3));
    assertThat(Datasets.open("mnist", data).test().size()).isEqualTo(3);
  }

  @Test
  void tablesStandForTheFilesAndAreReadToVerifyThem() {
    write("mnist/mnist_train.csv", rows(5));
    write("mnist/mnist_test.csv", rows(3));
    CatalogueEntry mnist = Datasets.entry("mnist");
    DataDirectory directory = new DataDirectory(data);
    assertThat(Stock.of(mnist, directory).isWhole()).isTrue();
    assertThat(new Verifier(directory).verify(mnist))
        .hasSize(4)
        .noneMatch(FileReport::isOk)
        .allMatch(report -> report.message().contains("has other content"));
  }

  @Test
  void theTestFileOfACompetitionHasNoLabels() {
    Path file = write("mnist/test.csv", columns("pixel") + "\n" + pixels(0, "") + "\n");
    assertThatThrownBy(() -> Datasets.open("mnist", data).test())
        .isInstanceOf(Refusal.class)
        .hasMessageStartingWith(
            file + ":1: expected a first or last column named label, found 784 columns from")
        .hasMessageContaining("competition");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "1,2,3 | :1: expected a label and 784 pixels, found 3 columns",
        "x | :1: expected a first or last column named label, found 1 columns",
        "ROW0,7 | :1: expected a label and 784 pixels, found more columns",
        "10,PIXELS | :1: expected a label of 0..9, found 10",
        "1,256,PIXELS | :1: expected a number of 0..255 in column 2, found '256'",
        "1,-1,PIXELS | :1: expected a number of 0..255 in column 2, found '-1'",
        "1,0.5,PIXELS | :1: expected a number of 0..255 in column 2, found '0.5'",
        "1,,PIXELS | :1: expected a number of 0..255 in column 2, found ''"
      })
  void whatIsNoTableOfImagesIsRefusedWithItsPlace(String text, String message) {
    String whole = text.replace("ROW0", "0," + pixels(0, "")).replace("PIXELS", pixels(0, ""));
    Path file = write("mnist/mnist_test.csv", whole + "\n");
    assertThatThrownBy(() -> Datasets.open("mnist", data).test())
        .isInstanceOf(Refusal.class)
        .hasMessageStartingWith(file + message);
  }

  @Test
  void aFileOfAnotherKindIsRefusedByName() {
    Path file = Zips.write(data.resolve("mnist/mnist_test.csv"), new byte[] {'P', 'K', 3, 4, 0});
    assertThatThrownBy(() -> Datasets.open("mnist", data).test())
        .isInstanceOf(Refusal.class)
        .hasMessageStartingWith(file + ": is a zip archive; expected lines of a label");
  }
}

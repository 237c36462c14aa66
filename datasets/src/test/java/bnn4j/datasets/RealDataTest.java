package bnn4j.datasets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import bnn4j.datasets.fetch.FileReport;
import bnn4j.datasets.fetch.Verifier;
import bnn4j.datasets.idx.IdxWriter;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.zip.GZIPOutputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.compressors.xz.XZCompressorInputStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The official files themselves, from archives beside the checkout; skipped without them. */
class RealDataTest {
  private static final Path ARCHIVES = Path.of("..", "..", "shared", "datasets");

  @TempDir static Path data;

  @BeforeAll
  static void unpack() throws IOException {
    for (String name : new String[] {"mnist", "fashion-mnist", "emnist-letters"}) {
      Path archive = ARCHIVES.resolve(name + ".tar.xz");
      assumeTrue(Files.exists(archive), () -> archive + " is not there");
      unpack(archive);
    }
  }

  @Test
  void mnistHasItsImages() {
    Dataset mnist = Datasets.open("mnist", data);
    LabeledImages training = mnist.training();
    LabeledImages test = mnist.test();
    assertThat(training.countsPerClass())
        .containsExactly(5923, 6742, 5958, 6131, 5842, 5421, 5918, 6265, 5851, 5949);
    assertThat(test.countsPerClass())
        .containsExactly(980, 1135, 1032, 1010, 982, 892, 958, 1028, 974, 1009);
    assertThat(training.first(10).labels()).containsExactly(5, 0, 4, 1, 9, 2, 1, 3, 1, 4);
    assertThat(test.first(10).labels()).containsExactly(7, 2, 1, 0, 4, 1, 4, 9, 5, 9);
    assertThat(pixel(training, 0, 5, 12)).isEqualTo(3);
    assertThat(pixel(training, 0, 5, 21)).isEqualTo(255);
    assertThat(mnist.checksum())
        .isEqualTo("d0a3eec1f5a454401d758fdbf15b9b0163a7034963586d671960c180b97e2c1a");
  }

  @Test
  void fashionMnistHasItsImages() {
    Dataset fashion = Datasets.open("fashion-mnist", data);
    LabeledImages training = fashion.training();
    LabeledImages test = fashion.test();
    assertThat(training.countsPerClass()).hasSize(10).containsOnly(6000);
    assertThat(test.countsPerClass()).hasSize(10).containsOnly(1000);
    assertThat(training.first(10).labels()).containsExactly(9, 0, 0, 3, 0, 2, 7, 2, 5, 5);
    assertThat(training.classNames().get(training.label(0))).isEqualTo("Ankle boot");
    assertThat(pixel(training, 0, 3, 12)).isEqualTo(1);
    assertThat(fashion.checksum())
        .isEqualTo("5cf0562c46b89a77940b86f40a9a4325e7bed59d53ec555c4d14f0bed41ca53a");
  }

  @Test
  void emnistLettersHaveTheirTestImagesAndACutTrainingSet() {
    List<String> warnings = new ArrayList<>();
    Dataset letters = Datasets.open("emnist-letters", data, new Reading(0, false, warnings::add));
    assertThat(letters.test().countsPerClass()).hasSize(26).containsOnly(800);
    assertThat(warnings).isEmpty();
    LabeledImages training = letters.training();
    assertThat(training.size()).isEqualTo(36_400);
    assertThat(training.first(4).labels()).containsExactly(22, 6, 15, 14);
    assertThat(warnings).hasSize(1);
    assertThat(warnings.get(0))
        .contains("has 36400 images, the official emnist-letters has 124800");
    List<FileReport> reports =
        new Verifier(new DataDirectory(data)).verify(Datasets.entry("emnist-letters"));
    assertThat(reports)
        .extracting(FileReport::state)
        .containsExactly(
            FileReport.State.WRONG_SIZE,
            FileReport.State.WRONG_SIZE,
            FileReport.State.OK,
            FileReport.State.OK);
    assertThat(reports.get(0).message()).contains("expected 97843216 bytes, found 28537616");
  }

  /** A letter T has ink along its top, not along its left. */
  @Test
  void emnistLettersStandUpright() {
    LabeledImages test = Datasets.open("emnist-letters", data).test();
    long top = 0;
    long left = 0;
    for (int image = 0; image < test.size(); image++) {
      if (test.classNames().get(test.label(image)).equals("T")) {
        for (int i = 0; i < 28; i++) {
          for (int depth = 0; depth < 9; depth++) {
            top += pixel(test, image, depth, i);
            left += pixel(test, image, i, depth);
          }
        }
      }
    }
    assertThat((double) top / left).isGreaterThan(1.5);
  }

  @Test
  void gtsrbHasItsSigns() {
    Path signs = DataDirectory.locate(Optional.empty()).folder(Datasets.entry("gtsrb"));
    assumeTrue(Files.isDirectory(signs), () -> signs + " is not there");
    Dataset gtsrb = Datasets.open("gtsrb", signs.getParent());
    LabeledImages test = gtsrb.test();
    assertThat(test.size()).isEqualTo(12_630);
    assertThat(test.first(5).labels()).containsExactly(16, 1, 38, 33, 11);
    assertThat(test.countsPerClass()).startsWith(60, 720, 750).endsWith(60, 90);
    LabeledImages training = gtsrb.training();
    assertThat(training.isGrouped()).isTrue();
    Split split = Split.of(training, training.size() / 10, 1);
    assertThat(tracks(split.training())).doesNotContainAnyElementsOf(tracks(split.validation()));
    assertThat(tracks(training)).hasSize(1307);
  }

  private static Set<Integer> tracks(LabeledImages images) {
    return IntStream.range(0, images.size()).map(images::group).boxed().collect(Collectors.toSet());
  }

  @Test
  void theFilesAreThoseOfTheCatalogue() {
    Verifier verifier = new Verifier(new DataDirectory(data));
    for (String name : new String[] {"mnist", "fashion-mnist"}) {
      assertThat(verifier.verify(Datasets.entry(name))).hasSize(4).allMatch(FileReport::isOk);
    }
  }

  @Test
  void writtenAgainTheFilesAreTheSameToTheByte(@TempDir Path folder) throws IOException {
    LabeledImages test = Datasets.open("mnist", data).test();
    IdxWriter.writeImages(test, folder.resolve("images"));
    IdxWriter.writeLabels(test, folder.resolve("labels"));
    Path mnist = data.resolve("mnist");
    assertThat(folder.resolve("images"))
        .hasSameBinaryContentAs(mnist.resolve("t10k-images-idx3-ubyte"));
    assertThat(folder.resolve("labels"))
        .hasSameBinaryContentAs(mnist.resolve("t10k-labels-idx1-ubyte"));
  }

  @Test
  void packedFilesAreTheSameDataSet(@TempDir Path folder) throws IOException {
    for (DataFile file : Datasets.entry("mnist").files()) {
      Path packed = folder.resolve("mnist").resolve(file.name() + ".gz");
      Files.createDirectories(packed.getParent());
      try (GZIPOutputStream out = new GZIPOutputStream(Files.newOutputStream(packed), 1 << 16)) {
        Files.copy(data.resolve("mnist").resolve(file.name()), out);
      }
    }
    Dataset raw = Datasets.open("mnist", data);
    Dataset packed = Datasets.open("mnist", folder);
    assertThat(packed.checksum()).isEqualTo(raw.checksum());
    assertThat(packed.test().pixels()).isEqualTo(raw.test().pixels());
    assertThat(new Verifier(new DataDirectory(folder)).verify(Datasets.entry("mnist")))
        .allMatch(FileReport::isOk);
  }

  @Test
  void aTableOfTheOfficialImagesIsVerifiedToHaveThem(@TempDir Path folder) throws IOException {
    LabeledImages test = Datasets.open("mnist", data).test();
    StringBuilder table = new StringBuilder();
    for (int image = 0; image < test.size(); image++) {
      table.append(test.label(image));
      for (int i = 0; i < 784; i++) {
        table.append(',').append(test.pixels()[image * 784 + i] & 255);
      }
      table.append('\n');
    }
    Path file = folder.resolve("mnist/mnist_test.csv");
    Files.createDirectories(file.getParent());
    Files.writeString(file, table);
    Verifier verifier = new Verifier(new DataDirectory(folder));
    for (DataFile.Content content : List.of(DataFile.Content.IMAGES, DataFile.Content.LABELS)) {
      CatalogueEntry mnist = Datasets.entry("mnist");
      FileReport report = verifier.verify(mnist, mnist.file(Part.TEST, content));
      assertThat(report.isOk()).as(report.message()).isTrue();
      assertThat(report.message()).contains("another edition with the same content");
    }
  }

  private static int pixel(LabeledImages images, int image, int row, int column) {
    return images.pixels()[image * 784 + row * 28 + column] & 255;
  }

  private static void unpack(Path archive) throws IOException {
    try (InputStream file = Files.newInputStream(archive);
        TarArchiveInputStream tar = new TarArchiveInputStream(new XZCompressorInputStream(file))) {
      for (TarArchiveEntry e = tar.getNextEntry(); e != null; e = tar.getNextEntry()) {
        if (e.isFile()) {
          Path target = data.resolve(e.getName()).normalize();
          Files.createDirectories(target.getParent());
          Files.copy(tar, target);
        }
      }
    }
  }
}

package bnn4j.datasets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import bnn4j.datasets.DataFile.Content;
import bnn4j.foundation.Checksum;
import bnn4j.foundation.Refusal;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DatasetsTest {
  private static final List<String> NAMES =
      List.of(
          "mnist",
          "fashion-mnist",
          "emnist-letters",
          "emnist-balanced",
          "emnist-digits",
          "emnist-mnist",
          "emnist-bymerge",
          "emnist-byclass",
          "cifar-10",
          "svhn",
          "gtsrb",
          "gtsrb-junk",
          "nist-sd19",
          "nist-sd19-by-class",
          "rendered-digits");

  @TempDir Path data;

  @Test
  void everyDataSetOfTheCatalogueOpensWithoutItsFiles() {
    for (CatalogueEntry entry : Datasets.catalogue()) {
      Dataset dataset = Datasets.open(entry.name(), data);
      assertThat(dataset.name()).isEqualTo(entry.name());
      assertThat(dataset.shape()).isEqualTo(entry.shape());
      assertThat(dataset.classNames()).isEqualTo(entry.classNames());
    }
  }

  @Test
  void theCatalogueNamesEachDataSetOnce() {
    List<String> names = Datasets.catalogue().stream().map(CatalogueEntry::name).toList();
    assertThat(names).containsExactlyElementsOf(NAMES);
  }

  @Test
  void sizesInTheCatalogueFollowFromTheNumberOfImages() {
    for (CatalogueEntry entry : Datasets.catalogue()) {
      for (DataFile file : entry.files()) {
        long images = file.part() == Part.TRAINING ? entry.trainingImages() : entry.testImages();
        long files = entry.files().stream().filter(f -> f.part() == file.part()).count();
        long size =
            switch (file.content()) {
              case IMAGES -> 16 + images * entry.shape().values();
              case LABELS -> 8 + images;
              case RECORDS ->
                  entry.format().equals("cifar")
                      ? images / files * (1 + entry.shape().values())
                      : file.size();
              case PICTURES, TABLE -> file.size();
            };
        assertThat(file.size()).as(entry.name() + " " + file.name()).isEqualTo(size);
      }
    }
  }

  @Test
  void checksumsInTheCatalogueAreSha256AndDiffer() {
    HashSet<String> seen = new HashSet<>();
    for (CatalogueEntry entry : Datasets.catalogue()) {
      for (DataFile file : entry.files()) {
        if (file.sha256() != null) {
          assertThat(file.sha256()).matches("[0-9a-f]{64}");
          assertThat(seen.add(file.sha256())).isTrue();
        }
        DataFile.Download download = file.download();
        download
            .checksum()
            .ifPresent(
                checksum ->
                    assertThat(checksum.hex())
                        .matches(
                            checksum.kind() == Checksum.Kind.MD5
                                ? "[0-9a-f]{32}"
                                : "[0-9a-f]{64}"));
        boolean packed = download.name().endsWith(".gz") || download.name().endsWith(".zip");
        assertThat(
                !packed
                    || file.isInArchive()
                    || download.sha256() == null
                    || seen.add(download.sha256()))
            .isTrue();
      }
    }
  }

  @Test
  void aFilesAddressIsTheMirrorsWithItsName() {
    CatalogueEntry fashion = Datasets.entry("fashion-mnist");
    assertThat(fashion.addresses(fashion.file(Part.TEST, Content.LABELS)))
        .containsExactly(
            URI.create(
                "http://fashion-mnist.s3-website.eu-central-1.amazonaws.com/t10k-labels-idx1-ubyte.gz"),
            URI.create(
                "https://raw.githubusercontent.com/zalandoresearch/fashion-mnist/master/data/fashion/t10k-labels-idx1-ubyte.gz"));
  }

  @Test
  void anUnknownNameIsRefusedWithTheNamesKnownAndTheClosest() {
    assertThatThrownBy(() -> Datasets.open("fashon-mnist", data))
        .isInstanceOf(Refusal.class)
        .hasMessage(
            "dataset 'fashon-mnist' is unknown, did you mean 'fashion-mnist'?; known names: "
                + String.join(", ", NAMES)
                + ", and folder:PATH for your own images");
    assertThatThrownBy(() -> Datasets.open("imagenet-21k-winter", data))
        .hasMessage(
            "dataset 'imagenet-21k-winter' is unknown; known names: "
                + String.join(", ", NAMES)
                + ", and folder:PATH for your own images");
  }

  @Test
  void aMissingFileIsRefusedWithTheCommandThatFetchesIt() {
    Dataset mnist = Datasets.open("mnist", data);
    String message =
        "%s is not in %s; fetch it with: datasets fetch mnist --data %s"
            .formatted("train-images-idx3-ubyte", data.resolve("mnist"), data);
    assertThatThrownBy(mnist::training).isInstanceOf(Refusal.class).hasMessage(message);
    assertThatThrownBy(mnist::checksum).isInstanceOf(Refusal.class).hasMessage(message);
  }

  @Test
  void aMissingFileIsRefusedWithWhatIsThereInstead() throws IOException {
    Files.createDirectories(data.resolve("mnist"));
    Files.createFile(data.resolve("mnist/notes.csv"));
    assertThatThrownBy(() -> Datasets.open("mnist", data).training())
        .hasMessageContaining(data.resolve("mnist") + ", which holds notes.csv; fetch it with");
  }

  @Test
  void aNameInCapitalsIsFound() throws IOException {
    Files.createDirectories(data.resolve("mnist/RAW"));
    Path file = Files.createFile(data.resolve("mnist/RAW/TRAIN-IMAGES-IDX3-UBYTE.GZ"));
    CatalogueEntry mnist = Datasets.entry("mnist");
    assertThat(
            new DataDirectory(data).find(mnist, mnist.file(Part.TRAINING, DataFile.Content.IMAGES)))
        .contains(file);
  }
}

package bnn4j.datasets.idx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import bnn4j.datasets.Dataset;
import bnn4j.datasets.Datasets;
import bnn4j.foundation.Refusal;
import bnn4j.foundation.fuzz.Gzip;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class IdxDatasetTest {
  @TempDir Path data;

  private Path folder;

  @BeforeEach
  void makeASmallSetOfTheSameLayout() throws IOException {
    folder = Files.createDirectories(data.resolve("mnist"));
    IdxBytes.write(folder.resolve("train-images-idx3-ubyte"), IdxBytes.images(10, 28, 28));
    IdxBytes.write(folder.resolve("train-labels.idx1-ubyte"), IdxBytes.labels(10));
    IdxBytes.write(
        folder.resolve("t10k-images-idx3-ubyte.gz"), Gzip.pack(IdxBytes.images(3, 28, 28)));
    IdxBytes.write(folder.resolve("t10k-labels-idx1-ubyte"), IdxBytes.labels(3));
  }

  @Test
  void partsAreReadUnderTheNamesTheyHave() {
    Dataset mnist = Datasets.open("mnist", data);
    assertThat(mnist.training().size()).isEqualTo(10);
    assertThat(mnist.test().size()).isEqualTo(3);
    assertThat(mnist.test().label(2)).isEqualTo(2);
  }

  @Test
  void theChecksumChangesWithEveryByteAndNotWithTheName() throws IOException {
    String before = Datasets.open("mnist", data).checksum();
    Path labels = folder.resolve("train-labels.idx1-ubyte");
    Files.move(labels, folder.resolve("train-labels-idx1-ubyte"));
    assertThat(Datasets.open("mnist", data).checksum()).isEqualTo(before).matches("[0-9a-f]{64}");
    byte[] changed = IdxBytes.labels(3);
    changed[8] = 9;
    IdxBytes.write(folder.resolve("t10k-labels-idx1-ubyte"), changed);
    assertThat(Datasets.open("mnist", data).checksum()).isNotEqualTo(before);
  }

  @Test
  void imagesOfAnotherShapeAreRefused() {
    Path images = folder.resolve("train-images-idx3-ubyte");
    IdxBytes.write(images, IdxBytes.images(10, 27, 28));
    assertThatThrownBy(() -> Datasets.open("mnist", data).training())
        .isInstanceOf(Refusal.class)
        .hasMessage(images + ": offset 8: expected images of 1x28x28, as mnist has, found 1x27x28");
  }
}

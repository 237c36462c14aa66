package bnn4j.datasets.idx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import bnn4j.datasets.ImageShape;
import bnn4j.datasets.LabeledImages;
import bnn4j.foundation.Refusal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class IdxWriterTest {
  private static final List<String> NAMES = List.of("a", "b", "c");

  @TempDir Path folder;

  @Test
  void whatIsWrittenIsReadBack() {
    byte[] pixels = {1, 2, 3, 4, 5, 6, -1, -2, -3, -4, -5, -6};
    LabeledImages images =
        new LabeledImages(new ImageShape(1, 3, 2), pixels, new int[] {2, 0}, NAMES);
    IdxWriter.writeImages(images, folder.resolve("images"));
    IdxWriter.writeLabels(images, folder.resolve("labels"));
    LabeledImages read = IdxReader.read(folder.resolve("images"), folder.resolve("labels"), NAMES);
    assertThat(read.shape()).isEqualTo(images.shape());
    assertThat(read.pixels()).isEqualTo(pixels);
    assertThat(read.labels()).containsExactly(2, 0);
  }

  @Test
  void bytesAreThoseOfTheFormat() throws IOException {
    LabeledImages images =
        new LabeledImages(new ImageShape(1, 1, 2), new byte[] {7, -1}, new int[] {1}, NAMES);
    IdxWriter.writeImages(images, folder.resolve("images"));
    IdxWriter.writeLabels(images, folder.resolve("labels"));
    assertThat(Files.readAllBytes(folder.resolve("images")))
        .containsExactly(0, 0, 8, 3, 0, 0, 0, 1, 0, 0, 0, 1, 0, 0, 0, 2, 7, -1);
    assertThat(Files.readAllBytes(folder.resolve("labels")))
        .containsExactly(0, 0, 8, 1, 0, 0, 0, 1, 1);
  }

  @Test
  void colourIsRefused() {
    LabeledImages colour =
        new LabeledImages(new ImageShape(3, 1, 1), new byte[3], new int[1], NAMES);
    Path file = folder.resolve("images");
    assertThatThrownBy(() -> IdxWriter.writeImages(colour, file))
        .isInstanceOf(Refusal.class)
        .hasMessage(file + ": an IDX file holds grey images; these have 3 channels");
    assertThat(file).doesNotExist();
  }

  @Test
  void moreClassesThanAByteCountsAreRefused() {
    List<String> names = IntStream.range(0, 257).mapToObj(Integer::toString).toList();
    LabeledImages images =
        new LabeledImages(new ImageShape(1, 1, 1), new byte[1], new int[1], names);
    Path file = folder.resolve("labels");
    assertThatThrownBy(() -> IdxWriter.writeLabels(images, file))
        .isInstanceOf(Refusal.class)
        .hasMessage(file + ": IDX labels are one byte each; 257 classes do not fit");
  }

  @Test
  void noImagesAreRefused() {
    LabeledImages none = new LabeledImages(new ImageShape(1, 1, 1), new byte[0], new int[0], NAMES);
    Path file = folder.resolve("images");
    assertThatThrownBy(() -> IdxWriter.writeImages(none, file))
        .isInstanceOf(Refusal.class)
        .hasMessage(file + ": no images to write");
  }
}

package bnn4j.datasets.idx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import bnn4j.datasets.Dataset;
import bnn4j.datasets.Datasets;
import bnn4j.datasets.LabeledImages;
import bnn4j.datasets.Reading;
import bnn4j.datasets.Zips;
import bnn4j.foundation.Refusal;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmnistTest {
  @TempDir Path data;

  private final List<String> warnings = new ArrayList<>();

  private Path write(String split, String name, byte[] bytes) {
    return Zips.write(data.resolve("emnist-" + split + "/emnist-" + split + "-" + name), bytes);
  }

  private Dataset open(String split) {
    return Datasets.open("emnist-" + split, data, new Reading(0, false, warnings::add));
  }

  @Test
  void imagesAreTurnedUpright() {
    byte[] images = IdxBytes.images(1, 28, 28);
    write("digits", "test-images-idx3-ubyte", images);
    write("digits", "test-labels-idx1-ubyte", IdxBytes.labels(1));
    byte[] pixels = open("digits").test().pixels();
    for (int row = 0; row < 28; row++) {
      for (int column = 0; column < 28; column++) {
        assertThat(pixels[row * 28 + column]).isEqualTo(images[16 + column * 28 + row]);
      }
    }
  }

  @Test
  void lettersAreNumberedFromOne() {
    write("letters", "test-images-idx3-ubyte", IdxBytes.images(2, 28, 28));
    byte[] labels = IdxBytes.labels(2);
    labels[8] = 26;
    labels[9] = 1;
    Path file = write("letters", "test-labels-idx1-ubyte", labels);
    LabeledImages test = open("letters").test();
    assertThat(test.labels()).containsExactly(25, 0);
    assertThat(test.classNames().get(test.label(0))).isEqualTo("Z");

    labels[9] = 0;
    write("letters", "test-labels-idx1-ubyte", labels);
    assertThatThrownBy(() -> open("letters").test())
        .isInstanceOf(Refusal.class)
        .hasMessage(file + ": offset 9: expected a label of 1..26, found 0");
  }

  @Test
  void filesOfAnotherLengthThanTheOfficialOnesAreReadWithAWarning() {
    Path file = write("letters", "train-images-idx3-ubyte", IdxBytes.images(2, 28, 28));
    byte[] labels = IdxBytes.labels(2);
    labels[8] = 5;
    write("letters", "train-labels-idx1-ubyte", labels);
    assertThat(open("letters").training().size()).isEqualTo(2);
    assertThat(warnings)
        .containsExactly(
            file
                + ": has 2 images, the official emnist-letters has 124800; loaded"
                + " anyway; details: datasets verify emnist-letters");
  }
}

package bnn4j.datasets.idx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import bnn4j.datasets.ImageShape;
import bnn4j.datasets.LabeledImages;
import bnn4j.foundation.Refusal;
import bnn4j.foundation.fuzz.Gzip;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.assertj.core.api.AbstractThrowableAssert;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class IdxReaderTest {
  private static final List<String> NAMES = List.of("a", "b", "c");

  @TempDir Path folder;

  @Test
  void imagesAreReadInOrder() {
    IdxArray images = IdxReader.readImages(file("images", IdxBytes.images(2, 2, 3)));
    assertThat(images.dimensions()).containsExactly(2, 2, 3);
    assertThat(images.values()).containsExactly(0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11);
  }

  @Test
  void aPackedFileIsUnpacked() {
    IdxArray labels = IdxReader.readLabels(file("l.gz", Gzip.pack(IdxBytes.labels(3))));
    assertThat(labels.count()).isEqualTo(3);
    assertThat(labels.values()).containsExactly(0, 1, 2);
  }

  @Test
  void imagesAndLabelsMakeLabeledImages() {
    LabeledImages both =
        IdxReader.read(
            file("images", IdxBytes.images(3, 2, 1)), file("labels", IdxBytes.labels(3)), NAMES);
    assertThat(both.shape()).isEqualTo(new ImageShape(1, 2, 1));
    assertThat(both.labels()).containsExactly(0, 1, 2);
    assertThat(both.pixels()).containsExactly(0, 1, 2, 3, 4, 5);
  }

  @Test
  void aMissingFileIsNamed() {
    Path file = folder.resolve("none");
    assertThatThrownBy(() -> IdxReader.readImages(file))
        .isInstanceOf(Refusal.class)
        .hasMessage(file + ": no such file");
  }

  @Test
  void aFileShorterThanAHeaderIsRefused() {
    refused(Arrays.copyOf(IdxBytes.images(1, 1, 1), 15))
        .hasMessageEndingWith(": offset 15: expected a header of 16 bytes, found the end");
    refused(new byte[0])
        .hasMessageEndingWith(": offset 0: expected a header of 16 bytes, found the end");
  }

  @Test
  void aFileThatDoesNotBeginWithTwoZeroBytesIsRefused() {
    refused(IdxBytes.file(0x1f8d0803, new int[] {1, 1, 1}, 1))
        .hasMessageEndingWith(
            ": offset 0: expected two zero bytes, as IDX files begin, found 0x1f8d");
  }

  @Test
  void anotherTypeIsRefusedByName() {
    refused(IdxBytes.file(0x0d03, new int[] {1, 1, 1}, 4))
        .hasMessageEndingWith(
            ": offset 2: expected type 0x08 (unsigned byte), found 0x0d (32-bit float)");
    refused(IdxBytes.file(0x7703, new int[] {1, 1, 1}, 4))
        .hasMessageEndingWith(": offset 2: expected type 0x08 (unsigned byte), found 0x77");
  }

  @Test
  void labelsInThePlaceOfImagesAreRefused() {
    refused(IdxBytes.labels(20))
        .hasMessageEndingWith(": offset 3: expected 3 dimensions (images), found 1");
    Path images = file("images", IdxBytes.images(1, 2, 2));
    assertThatThrownBy(() -> IdxReader.readLabels(images))
        .hasMessage(images + ": offset 3: expected 1 dimension (labels), found 3");
  }

  @Test
  void aDimensionOfNothingIsRefused() {
    refused(IdxBytes.file(0x803, new int[] {5, 0, 28}, 0))
        .hasMessageEndingWith(": offset 8: expected a dimension of 1..2147483647, found 0");
    refused(IdxBytes.file(0x803, new int[] {-1, 1, 1}, 0))
        .hasMessageEndingWith(
            ": offset 4: expected a dimension of 1..2147483647, found 4294967295");
  }

  @Test
  void tooLittleDataIsRefused() {
    refused(IdxBytes.file(0x803, new int[] {3, 2, 2}, 11))
        .hasMessageEndingWith(
            ": offset 16: expected 12 bytes of data for dimensions [3, 2, 2], found 11");
  }

  @Test
  void tooMuchDataIsRefused() {
    refused(IdxBytes.file(0x803, new int[] {3, 2, 2}, 13))
        .hasMessageEndingWith(
            ": offset 16: expected 12 bytes of data for dimensions [3, 2, 2], found 13");
  }

  @Test
  void dimensionsThatAskForGigabytesAreRefusedWithoutAllocatingThem() {
    refused(IdxBytes.file(0x803, new int[] {1 << 16, 1 << 16, 1}, 9))
        .hasMessageEndingWith(
            ": offset 16: expected 4294967296 bytes of data for dimensions [65536, 65536, 1],"
                + " found 9");
  }

  @Test
  void dimensionsBeyondAnyNumberAreRefused() {
    int most = Integer.MAX_VALUE;
    refused(IdxBytes.file(0x803, new int[] {most, most, most}, 9))
        .hasMessageEndingWith(
            ": offset 16: expected over 2^63 bytes of data for dimensions"
                + " [2147483647, 2147483647, 2147483647], found 9");
  }

  @Test
  void aPackedFileThatEndsEarlyIsRefused() {
    byte[] packed = Gzip.pack(IdxBytes.images(10, 28, 28));
    byte[] cut = Arrays.copyOf(packed, packed.length);
    // The middle is gone, the size at the end is still there.
    int removed = 40;
    System.arraycopy(packed, packed.length - 8, cut, packed.length - 8 - removed, 8);
    Path file = file("cut.gz", Arrays.copyOf(cut, packed.length - removed));
    assertThatThrownBy(() -> IdxReader.readImages(file))
        .isInstanceOf(Refusal.class)
        .hasMessageStartingWith(file + ": ");
  }

  @Test
  void aDamagedPackedFileIsRefusedByItsCheckValue() {
    byte[] packed = Gzip.pack(IdxBytes.images(10, 28, 28));
    packed[packed.length - 8] ^= 1;
    Path file = file("damaged.gz", packed);
    assertThatThrownBy(() -> IdxReader.readImages(file))
        .isInstanceOf(Refusal.class)
        .hasMessage(file + ": cannot be unpacked: Corrupt GZIP trailer");
  }

  @Test
  void imagesAndLabelsMustBeAsMany() {
    Path images = file("images", IdxBytes.images(2, 1, 1));
    Path labels = file("labels", IdxBytes.labels(3));
    assertThatThrownBy(() -> IdxReader.read(images, labels, NAMES))
        .isInstanceOf(Refusal.class)
        .hasMessage(
            "%s: offset 4: expected 3 images, as many as %s has labels, found 2"
                .formatted(images, labels));
  }

  @Test
  void aLabelMustBeAClass() {
    Path images = file("images", IdxBytes.images(4, 1, 1));
    Path labels = file("labels", IdxBytes.labels(4));
    assertThatThrownBy(() -> IdxReader.read(images, labels, NAMES))
        .isInstanceOf(Refusal.class)
        .hasMessage(labels + ": offset 11: expected a label of 0..2, found 3");
  }

  private AbstractThrowableAssert<?, ? extends Throwable> refused(byte[] images) {
    Path file = file("images", images);
    return assertThatThrownBy(() -> IdxReader.readImages(file))
        .isInstanceOf(Refusal.class)
        .hasMessageStartingWith(file + ": offset ");
  }

  private Path file(String name, byte[] bytes) {
    return IdxBytes.write(folder.resolve(name), bytes);
  }
}

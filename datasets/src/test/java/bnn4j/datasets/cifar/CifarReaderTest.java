package bnn4j.datasets.cifar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import bnn4j.datasets.ImageShape;
import bnn4j.datasets.LabeledImages;
import bnn4j.foundation.Refusal;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CifarReaderTest {
  private static final ImageShape SHAPE = new ImageShape(3, 2, 2);
  private static final List<String> NAMES = List.of("a", "b", "c");

  @TempDir Path folder;

  private final CifarReader reader = new CifarReader(SHAPE);
  private final Random random = new Random(3);

  @Test
  void aRecordIsALabelAndThePlanesOfTheColours() throws IOException {
    Path file = write("records.bin", 2, 10, 11, 12, 13, 20, 21, 22, 23, 30, 31, 32, 255);
    LabeledImages images = reader.readLabeled(List.of(file), NAMES);
    assertThat(images.labels()).containsExactly(2);
    assertThat(images.pixels()).containsExactly(10, 11, 12, 13, 20, 21, 22, 23, 30, 31, 32, 255);
    assertThat(CifarReader.CIFAR_10.values()).isEqualTo(3072);
  }

  @Test
  void filesFollowOneAnother() throws IOException {
    Path first = Files.write(folder.resolve("1"), records(2));
    Path second = Files.write(folder.resolve("2"), records(3));
    LabeledImages images = reader.readLabeled(List.of(first, second), NAMES);
    assertThat(images.labels()).containsExactly(0, 1, 0, 1, 2);
    byte[] last = new byte[12];
    images.copyPixels(4, last, 0);
    assertThat(last).isEqualTo(Arrays.copyOfRange(Files.readAllBytes(second), 27, 39));
  }

  @Test
  void aPackedFileIsReadAsItsContent() throws IOException {
    byte[] records = records(5);
    Path raw = Files.write(folder.resolve("r.bin"), records);
    Path packed = Files.write(folder.resolve("r.bin.gz"), packed(records));
    assertThat(reader.readLabeled(List.of(packed), NAMES).pixels())
        .isEqualTo(reader.readLabeled(List.of(raw), NAMES).pixels());
  }

  @Test
  void writtenAgainTheFileIsTheSameToTheByte() throws IOException {
    Path file = Files.write(folder.resolve("r.bin"), records(4));
    Path again = folder.resolve("again.bin");
    CifarWriter.write(reader.readLabeled(List.of(file), NAMES), again);
    assertThat(again).hasSameBinaryContentAs(file);
  }

  @Test
  void picturesToClassifyMayHaveAnyOfTheLabelsAndAPartialRecordAtTheEnd() throws IOException {
    byte[] bytes = Arrays.copyOf(records(3), 2 * 13 + 5);
    bytes[13] = 9;
    CifarImages found = reader.readImages(Files.write(folder.resolve("r.bin"), bytes), 10);
    assertThat(found.images().size()).isEqualTo(2);
    assertThat(found.images().labels()).containsOnly(0);
    assertThat(found.ignoredBytes()).isEqualTo(5);
  }

  @Test
  void malformedFilesAreRefusedSayingWhatWasExpectedAndFound() throws IOException {
    Path cut = Files.write(folder.resolve("cut.bin"), Arrays.copyOf(records(2), 20));
    refused(
        cut,
        ": expected whole records of 13 bytes, a label and 3x2x2 values, found 20 bytes,"
            + " 7 too many");
    Path empty = Files.write(folder.resolve("empty.bin"), new byte[0]);
    refused(empty, ": expected whole records of 13 bytes, a label and 3x2x2 values, found 0 bytes");
    byte[] wrong = records(2);
    wrong[13] = 3;
    Path label = Files.write(folder.resolve("label.bin"), wrong);
    refused(label, ": offset 13: expected a label of 0..2, found 3");
    refused(folder.resolve("none.bin"), ": no such file");
    assertThatThrownBy(() -> reader.readImages(empty, 10))
        .isInstanceOf(Refusal.class)
        .hasMessage(
            empty + ": expected records of 13 bytes, a label and 3x2x2 values, found 0 bytes");
  }

  @Test
  void whatIsCutIntoRecordsByItsLengthAloneIsRefused() throws IOException {
    byte[] bytes = records(3);
    bytes[26] = 'a';
    Path file = Files.write(folder.resolve("r.bin"), bytes);
    assertThatThrownBy(() -> reader.readImages(file, 10))
        .isInstanceOf(Refusal.class)
        .hasMessage(
            file
                + ": is neither a supported image (PNG, JPEG, PPM, GIF, BMP or WebP) nor records of 13"
                + " bytes: offset 26: expected a label of 0..9, found 97");
  }

  private void refused(Path file, String message) {
    assertThatThrownBy(() -> reader.readLabeled(List.of(file), NAMES))
        .isInstanceOf(Refusal.class)
        .hasMessage(file + message);
  }

  @Test
  void aFileLargerThanMemoryIsRefusedBeforeAnythingIsRead() throws IOException {
    Path huge = folder.resolve("huge.bin");
    try (RandomAccessFile sparse = new RandomAccessFile(huge.toFile(), "rw")) {
      sparse.setLength(13L * 200_000_000);
    }
    refused(
        huge,
        ": expected at most 178956969 images of 3x2x2, which fit in memory, found" + " 200000000");
  }

  @Test
  void whateverAFileHoldsItIsReadOrRefusedInOneLine() throws IOException {
    int read = 0;
    int rounds = 1000;
    for (int round = 0; round < rounds; round++) {
      boolean gzip = random.nextBoolean();
      byte[] records = records(1 + random.nextInt(4));
      byte[] bytes = mutated(gzip ? packed(records) : records);
      Path file = Files.write(folder.resolve(gzip ? "f.gz" : "f"), bytes);
      try {
        read += reader.readLabeled(List.of(file), NAMES).size() > 0 ? 1 : 0;
      } catch (Refusal e) {
        assertThat(e.getMessage()).contains(file.toString()).doesNotContain("\n");
      }
    }
    assertThat(read).isBetween(1, rounds - 1);
  }

  private byte[] mutated(byte[] bytes) {
    int length =
        switch (random.nextInt(4)) {
          case 0 -> random.nextInt(bytes.length);
          case 1 -> bytes.length + random.nextInt(20);
          default -> bytes.length;
        };
    byte[] mutated = Arrays.copyOf(bytes, length);
    for (int changes = random.nextInt(3); changes > 0 && length > 0; changes--) {
      mutated[random.nextInt(length)] = (byte) random.nextInt(256);
    }
    return mutated;
  }

  /** Labels 0, 1, 2, 0, ... and noise. */
  private byte[] records(int count) {
    byte[] records = new byte[13 * count];
    random.nextBytes(records);
    for (int i = 0; i < count; i++) {
      records[13 * i] = (byte) (i % 3);
    }
    return records;
  }

  private Path write(String name, int... bytes) throws IOException {
    byte[] content = new byte[bytes.length];
    for (int i = 0; i < bytes.length; i++) {
      content[i] = (byte) bytes[i];
    }
    return Files.write(folder.resolve(name), content);
  }

  private static byte[] packed(byte[] raw) throws IOException {
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (OutputStream out = new GZIPOutputStream(packed)) {
      out.write(raw);
    }
    return packed.toByteArray();
  }
}

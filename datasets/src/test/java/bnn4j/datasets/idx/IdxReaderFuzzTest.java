package bnn4j.datasets.idx;

import static org.assertj.core.api.Assertions.assertThat;

import bnn4j.foundation.Refusal;
import bnn4j.foundation.fuzz.Attempt;
import bnn4j.foundation.fuzz.Gzip;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Whatever a file holds, the reader gives images or a refusal that names the file. */
class IdxReaderFuzzTest {
  private static final int ROUNDS = 3000;
  private static final List<String> NAMES = List.of("a", "b", "c", "d", "e", "f");

  // In memory: thousands of small files take minutes on a busy disk.
  private final Path folder = makeFolder();

  private final Random random = new Random(42);

  @Test
  void damagedRawFilesAreRefusedOrRead() {
    fuzz("images", "labels", IdxBytes.images(6, 4, 5), IdxBytes.labels(6));
  }

  @Test
  void damagedPackedFilesAreRefusedOrRead() {
    fuzz(
        "images.gz",
        "labels.gz",
        Gzip.pack(IdxBytes.images(6, 4, 5)),
        Gzip.pack(IdxBytes.labels(6)));
  }

  @Test
  void noiseIsRefused() {
    for (int round = 0; round < ROUNDS; round++) {
      byte[] noise = new byte[random.nextInt(64)];
      random.nextBytes(noise);
      assertThat(survives("noise" + (round % 2 == 0 ? "" : ".gz"), noise)).isFalse();
    }
  }

  private static Path makeFolder() {
    try {
      return Files.createDirectories(Attempt.folder("idx-reader"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void fuzz(String imageName, String labelName, byte[] images, byte[] labels) {
    int read = 0;
    for (int round = 0; round < ROUNDS; round++) {
      Path imageFile = IdxBytes.write(folder.resolve(imageName), mutated(images));
      Path labelFile = IdxBytes.write(folder.resolve(labelName), mutated(labels));
      try {
        read += IdxReader.read(imageFile, labelFile, NAMES).size() > 0 ? 1 : 0;
      } catch (Refusal e) {
        assertThat(e.getMessage()).contains(folder.toString()).doesNotContain("\n");
      }
    }
    assertThat(read).isBetween(1, ROUNDS - 1);
  }

  private boolean survives(String name, byte[] bytes) {
    try {
      IdxReader.readImages(IdxBytes.write(folder.resolve(name), bytes));
      return true;
    } catch (Refusal e) {
      return false;
    }
  }

  /** Some bytes changed, or the end cut off, or something added, or nothing. */
  private byte[] mutated(byte[] bytes) {
    byte[] mutated = Arrays.copyOf(bytes, newLength(bytes.length));
    for (int changes = random.nextInt(4); changes > 0 && mutated.length > 0; changes--) {
      // Headers matter most, so half of the changes hit one.
      int reach = random.nextBoolean() ? Math.min(20, mutated.length) : mutated.length;
      mutated[random.nextInt(reach)] = (byte) random.nextInt(256);
    }
    return mutated;
  }

  private int newLength(int length) {
    return switch (random.nextInt(6)) {
      case 0 -> random.nextInt(length);
      case 1 -> length + random.nextInt(20);
      default -> length;
    };
  }
}

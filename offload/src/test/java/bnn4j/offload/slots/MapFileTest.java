package bnn4j.offload.slots;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import bnn4j.foundation.Refusal;
import bnn4j.offload.OffloadOverlay;
import bnn4j.offload.layers.MapShape;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MapFileTest {
  private static final SlotFormat FORMAT = new SlotFormat(OffloadOverlay.W1A3, new MapShape(70, 3));
  private static final int IMAGES = 3;

  @TempDir Path folder;

  private static long[] maps() {
    Random random = new Random(5);
    long[] words = new long[IMAGES * FORMAT.words()];
    for (int image = 0; image < IMAGES; image++) {
      byte[] values = new byte[FORMAT.pixels() * 70];
      for (int i = 0; i < values.length; i++) {
        values[i] = (byte) random.nextInt(8);
      }
      FORMAT.pack(values, words, image * FORMAT.words());
    }
    return words;
  }

  @Test
  void imagesOfAFileComeOneByOneAndInPortions() throws IOException {
    long[] words = maps();
    Path path = folder.resolve("in.bin");
    Files.write(path, FORMAT.bytes(words));
    MapFile file = MapFile.read(path, IMAGES, FORMAT);
    assertThat(file.images(0, IMAGES)).isEqualTo(words);
    assertThat(file.images(1, 1)).isEqualTo(file.image(1));
    assertThat(file.image(1)).isNotEqualTo(file.image(2));
  }

  @Test
  void aFileThatDoesNotDivideIsRefused() throws IOException {
    Path path = folder.resolve("in.bin");
    Files.write(path, new byte[10]);
    assertThatThrownBy(() -> MapFile.read(path, IMAGES, FORMAT))
        .isInstanceOf(Refusal.class)
        .hasMessage(path + ": 10 bytes are not a multiple of 3 images");
  }

  @Test
  void theFirstDifferenceIsTold() {
    byte[] wanted = FORMAT.bytes(maps());
    assertThat(MapDifference.of(FORMAT, wanted, wanted.clone())).isEmpty();
    byte[] found = wanted.clone();
    int slot = FORMAT.overlay().slotBytes();
    // Image 1, row 1, column 2, and of its second byte the third value of three bits begins there.
    int offset = (FORMAT.pixels() + 5) * slot + 1;
    found[offset] ^= 1;
    found[offset + slot] ^= 1;
    assertThat(MapDifference.of(FORMAT, found, wanted))
        .contains(new MapDifference(offset, 1, 1, 2, 2))
        .get()
        .hasToString("byte %d: image 1, row 1, column 2, channel 2".formatted(offset));
  }
}

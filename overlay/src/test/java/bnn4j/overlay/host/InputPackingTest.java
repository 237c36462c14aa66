package bnn4j.overlay.host;

import static org.assertj.core.api.Assertions.assertThat;

import bnn4j.network.InputFormat;
import bnn4j.network.Network;
import bnn4j.network.Precision;
import bnn4j.overlay.Folding;
import bnn4j.overlay.Overlay;
import bnn4j.overlay.Overlays;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class InputPackingTest {
  private static final InputPacking LFC = InputPacking.of(Overlays.named("lfcW1A2"));
  private static final InputPacking CNV = InputPacking.of(Overlays.named("cnvW2A2"));

  @Test
  void aPixelOf128OrMoreIsAOneBitAtItsPlaceInReadingOrder() {
    byte[] pixels = new byte[784];
    pixels[0] = (byte) 128;
    pixels[1] = 127;
    pixels[65] = (byte) 255;
    pixels[783] = (byte) 200;
    long[] words = new long[13];
    LFC.pack(pixels, 0, words, 0);
    long[] expected = new long[13];
    expected[0] = 1;
    expected[1] = 2;
    expected[12] = 1L << 15;
    assertThat(words).isEqualTo(expected);
  }

  @Test
  void packingOverwritesItsOwnWordsAndNoOthers() {
    long[] words = new long[15];
    Arrays.fill(words, -1);
    LFC.pack(new byte[800], 16, words, 1);
    assertThat(words).startsWith(-1, 0).endsWith(0, -1);
    assertThat(Arrays.stream(words).filter(word -> word == 0)).hasSize(13);
  }

  @Test
  void everyColourValueIsTheFractionRoundedHalfUpAndSaturated() {
    for (int value = 0; value < 256; value++) {
      byte[] pixels = new byte[3072];
      pixels[0] = (byte) value;
      long[] words = new long[384];
      CNV.pack(pixels, 0, words, 0);
      double exact = (-1 + 2.0 * value / 255) * 128;
      assertThat((byte) words[0])
          .as("value %d", value)
          .isEqualTo((byte) Math.min(Math.floor(exact + 0.5), 127));
    }
  }

  @Test
  void theChannelsOfAPixelComeTogether() {
    byte[] pixels = new byte[3072];
    pixels[2] = (byte) 255; // red of pixel 2
    pixels[1024 + 2] = (byte) 129; // green
    pixels[2048 + 2] = (byte) 130; // blue
    long[] words = new long[384];
    CNV.pack(pixels, 0, words, 0);
    assertThat(words[0] >>> 48).isEqualTo(0x027f);
    assertThat(words[1] & 0xff).isEqualTo(3);
  }

  /** The rule itself, a value at a time. */
  @Test
  void everyFormatIsPackedValueByValueFromTheLowestBitsUp() {
    Random random = new Random(3);
    for (int round = 0; round < 200; round++) {
      InputFormat format =
          new InputFormat(1 + random.nextInt(4), 1 + random.nextInt(20), round % 2 == 0 ? 1 : 8);
      InputPacking packing = InputPacking.of(overlay(format));
      byte[] pixels = new byte[5 + format.values()];
      random.nextBytes(pixels);
      long[] expected = new long[packing.words()];
      int area = format.dimension() * format.dimension();
      for (int i = 0; i < format.values(); i++) {
        int value = pixels[5 + i % format.channels() * area + i / format.channels()] & 0xff;
        int colour = value < 128 ? value - 128 : Math.min(127, value - 127);
        long code = format.bits() == 1 ? value / 128 : colour & 0xff;
        expected[i * format.bits() / 64] |= code << (i * format.bits() % 64);
      }
      long[] words = random.longs(packing.words()).toArray();
      packing.pack(pixels, 5, words, 0);
      assertThat(words).as(format.toString()).isEqualTo(expected);
    }
  }

  private static Overlay overlay(InputFormat format) {
    return new Overlay(
        "any", Network.fullyConnected(format, new Precision(1, 1), 1), List.of(new Folding(1, 1)));
  }
}

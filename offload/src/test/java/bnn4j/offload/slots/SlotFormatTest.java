package bnn4j.offload.slots;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import bnn4j.foundation.Refusal;
import bnn4j.offload.OffloadOverlay;
import bnn4j.offload.layers.MapShape;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class SlotFormatTest {
  private static final SlotFormat FORMAT = new SlotFormat(OffloadOverlay.W1A3, new MapShape(70, 3));

  @Test
  void valuesComeBackThoughTheyStraddleWords() {
    byte[] values = values();
    assertThat(FORMAT.unpack(FORMAT.pack(values), 0)).isEqualTo(values);
  }

  private static byte[] values() {
    Random random = new Random(3);
    byte[] values = new byte[FORMAT.pixels() * 70];
    for (int i = 0; i < values.length; i++) {
      values[i] = (byte) random.nextInt(8);
    }
    return values;
  }

  @Test
  void narrowerPixelsAreTheSameMap() {
    long[] words = FORMAT.pack(values());
    byte[] whole = FORMAT.bytes(words);
    assertThat(FORMAT.read("in", whole)).isEqualTo(words);
    byte[] narrow = new byte[9 * 27];
    for (int pixel = 0; pixel < 9; pixel++) {
      System.arraycopy(whole, pixel * 192, narrow, pixel * 27, 27);
    }
    assertThat(FORMAT.read("in", narrow)).isEqualTo(words);
    byte[] buffer = Arrays.copyOf(whole, 210 * 210 * 192);
    assertThat(FORMAT.read("in", buffer)).isEqualTo(words);
  }

  @Test
  void anotherSizeIsRefused() {
    assertThatThrownBy(() -> FORMAT.read("in", new byte[9 * 26]))
        .isInstanceOf(Refusal.class)
        .hasMessage(
            "in: 234 bytes, expected 9 pixels (3 x 3) of 27 to 192 bytes each, so 243 to 1728"
                + " bytes, for 70 channels of 3 bits");
    assertThatThrownBy(() -> FORMAT.read("in", new byte[9 * 27 + 1])).isInstanceOf(Refusal.class);
  }

  @Test
  void bitsOfNoChannelAreRefused() {
    byte[] bytes = new byte[9 * 27];
    bytes[4 * 27 + 26] = 0x04;
    assertThatThrownBy(() -> FORMAT.read("in", bytes))
        .isInstanceOf(Refusal.class)
        .hasMessage(
            "in: offset 134: expected 0 above the 210 bits of 70 channels in pixel (row 1, column"
                + " 1), found 0x04");
  }
}

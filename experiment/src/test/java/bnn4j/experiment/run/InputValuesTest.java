package bnn4j.experiment.run;

import static org.assertj.core.api.Assertions.assertThat;

import bnn4j.network.InputFormat;
import bnn4j.overlay.Overlay;
import bnn4j.overlay.Overlays;
import bnn4j.overlay.host.InputPacking;
import bnn4j.trainer.batches.InputValues;
import java.util.Random;
import org.junit.jupiter.api.Test;

class InputValuesTest {
  private static float[] ofAllBytes(InputFormat format) {
    byte[] pixels = new byte[258];
    for (int i = 0; i < 256; i++) {
      pixels[i + 1] = (byte) i;
    }
    float[] values = new float[259];
    new InputValues(format).convert(pixels, 1, values, 2, 256);
    float[] result = new float[256];
    System.arraycopy(values, 2, result, 0, 256);
    return result;
  }

  @Test
  void binaryPixelsArePlusOneFrom128On() {
    float[] values = ofAllBytes(new InputFormat(1, 28, 1));
    for (int pixel = 0; pixel < 256; pixel++) {
      // The host's own words: pixel/255*2-1 in single precision is not negative (formats.md 5.1).
      assertThat(values[pixel]).isEqualTo(pixel / 255f * 2 - 1 >= 0 ? 1 : -1);
    }
  }

  @Test
  void coloursAreRoundedHalfUpTo128thsAndSaturate() {
    for (int pixel = 0; pixel < 256; pixel++) {
      byte[] picture = new byte[3 * 32 * 32];
      picture[0] = (byte) pixel;
      // -1 + 2*b/255 in 128ths, without rounding errors: floor((2*256*b - 255*255) / (2*255))
      int rounded = Math.floorDiv(512 * pixel - 255 * 255, 510);
      assertThat(converted(new InputFormat(3, 32, 8), picture)[0] * 128)
          .isEqualTo(Math.min(127, rounded))
          .isNotZero();
    }
  }

  @Test
  void theNetworkSeesWhatTheHostPacks() {
    for (Overlay overlay : Overlays.published()) {
      InputPacking packing = InputPacking.of(overlay);
      byte[] pixels = new byte[packing.pixels()];
      new Random(3).nextBytes(pixels);
      long[] words = new long[packing.words()];
      packing.pack(pixels, 0, words, 0);
      int bits = overlay.network().input().bits();
      float[] values = converted(overlay.network().input(), pixels);
      for (int i = 0; i < values.length; i++) {
        int perWord = Long.SIZE / bits;
        long packed = words[i / perWord] >>> (i % perWord * bits);
        assertThat((double) values[i])
            .isEqualTo(bits == 1 ? 2 * (packed & 1) - 1 : (byte) packed / 128.0);
      }
    }
  }

  private static float[] converted(InputFormat format, byte[] picture) {
    float[] values = new float[picture.length];
    new InputValues(format).convert(picture, 0, values, 0, picture.length);
    return values;
  }
}

package bnn4j.datasets.transform;

import static org.assertj.core.api.Assertions.assertThat;

import bnn4j.datasets.ImageShape;
import bnn4j.datasets.LabeledImages;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class InputCheckTest {
  private static final ImageShape SHAPE = new ImageShape(1, 28, 28);

  /** Noise of values from one to another. */
  private static LabeledImages noise(int count, int from, int to) {
    byte[] pixels = new byte[count * SHAPE.values()];
    Random random = new Random(2);
    for (int i = 0; i < pixels.length; i++) {
      pixels[i] = (byte) (from + random.nextInt(to - from));
    }
    return new LabeledImages(SHAPE, pixels, new int[count], List.of("x"));
  }

  @Test
  void imagesThatVaryAreNoMatter() {
    assertThat(InputCheck.warning(noise(20, 0, 256), InputTransform.NONE, true)).isEmpty();
    assertThat(InputCheck.warning(noise(1, 0, 1), InputTransform.NONE, true)).isEmpty();
  }

  @Test
  void darkImagesBecomeTheSameBitsButNotTheSameValues() {
    LabeledImages dark = noise(20, 0, 100);
    assertThat(InputCheck.warning(dark, InputTransform.NONE, true).orElseThrow())
        .startsWith("after the input transform all 20 sampled images are equal, all 0 bits; check");
    assertThat(InputCheck.warning(dark, InputTransform.NONE, false)).isEmpty();
    InputTransform lower = new InputTransform(false, Contrast.NONE, 50, Dither.NONE);
    assertThat(InputCheck.warning(dark, lower, true)).isEmpty();
  }

  @Test
  void aFewBitsThatVaryAreCounted() {
    LabeledImages images = noise(20, 0, 100);
    images.store()[784 + 5] = (byte) 200;
    images.store()[19 * 784 + 6] = (byte) 200;
    assertThat(InputCheck.warning(images, InputTransform.NONE, true).orElseThrow())
        .startsWith(
            "after the input transform only 2 of 784 input bits vary over the 20 sampled images");
  }
}

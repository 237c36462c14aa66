package bnn4j.datasets.picture;

import static org.assertj.core.api.Assertions.assertThat;

import bnn4j.foundation.Checksum;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LanczosTest {
  /** Checksums of the planes that Pillow 9.4 makes of the same noise with its LANCZOS filter. */
  @ParameterizedTest
  @CsvSource({
    "50, 40, 32, 25, dfda0fba33a94f5a102e7f69bf210b46b684b379c078db6ab1de9f5663f61ceb",
    "33, 70, 15, 32, 2f17dffed81c78208513aaba91414c6e1125f0173b480c4a6486a05425b36428",
    "7, 5, 28, 20, f47c47a7987e8562f4242c56064d893024e19ef6b5c2c52b8614025102e68694",
    "300, 3, 32, 1, 06f09a1115b6d928498bb380109004a6a5f8400de55f753e07330464afb73b50",
  })
  void picturesBecomeTheSameBytesAsInThePythonImagingLibrary(
      int columns, int rows, int toColumns, int toRows, String sha256) {
    Picture picture = TestPicture.noise(columns, rows);
    Checksum checksum = new Checksum();
    for (int channel = 0; channel < 3; channel++) {
      checksum.add(Lanczos.resize(picture.plane(channel), toRows, toColumns).values());
    }
    assertThat(checksum.hex()).isEqualTo(sha256);
  }

  @Test
  void onePlainColourStaysItselfAtAnySize() {
    Random random = new Random(1);
    for (int round = 0; round < 100; round++) {
      byte[] values = new byte[(1 + random.nextInt(40)) * 7];
      Arrays.fill(values, (byte) random.nextInt(256));
      Plane plane = new Plane(7, values.length / 7, values);
      Plane resized = Lanczos.resize(plane, 1 + random.nextInt(50), 1 + random.nextInt(50));
      assertThat(resized.values()).containsOnly(values[0]);
    }
  }

  @Test
  void thePresentSizeLeavesEveryByte() {
    Plane plane = TestPicture.noise(13, 9).plane(0);
    assertThat(Lanczos.resize(plane, 9, 13)).isSameAs(plane);
  }
}

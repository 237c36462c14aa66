package bnn4j.offload.jpeg;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import bnn4j.datasets.picture.Picture;
import bnn4j.foundation.Checksum;
import bnn4j.foundation.Refusal;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Pictures of 37 x 29 pixels; the checksums are of what stb_image makes of them. */
class JpegDecoderTest {
  @ParameterizedTest
  @CsvSource({
    "both,38bf0ad4a33812f3327ee310c07305a80e953166acc6e58ed163cc8bbe80fc0f",
    "across,d7064e0eca56b6dbde018a7b8bf8004fa76cb16fd9c362a31fffa2c99c9ca318",
    "down,0343df5a5956b8a6e6b039fe3c64673a56e4f1a0defdf7bc4299144aa73a53b0",
    "restarts,30a5b3b41c31dfcc692f5a20ddc0d50900593e93d26b27b01d47b9463cdbce59",
    "progressive,38bf0ad4a33812f3327ee310c07305a80e953166acc6e58ed163cc8bbe80fc0f",
    "grey,df41ecd3ccc0f6ab2c5e5fe741c17c459b00e6c8659ac85583303c38a04344f3",
    "coarse,e75e1466913496d8abd62a7566c3db05055647b386abbd4aa91953934286385e"
  })
  void samplesAreThoseOfStbImage(String name, String rgb) throws IOException {
    Picture picture = JpegDecoder.decode(name, resource(name));
    assertThat(picture.columns()).isEqualTo(37);
    assertThat(picture.rows()).isEqualTo(29);
    int area = picture.rows() * picture.columns();
    byte[] values = new byte[3 * area];
    for (int i = 0; i < values.length; i++) {
      values[i] = picture.values()[i % 3 * area + i / 3];
    }
    assertThat(Checksum.hex(values)).isEqualTo(rgb);
  }

  private static byte[] resource(String name) throws IOException {
    try (InputStream in = JpegDecoderTest.class.getResourceAsStream(name + ".jpg")) {
      return in.readAllBytes();
    }
  }

  @Test
  void filesForPrintingAreLeftToOthers() throws IOException {
    byte[] bytes = resource("both");
    assertThat(JpegDecoder.decodes(bytes)).isTrue();
    int frame = 0;
    while (bytes[frame] != (byte) 0xff || bytes[frame + 1] != (byte) 0xc0) {
      frame++;
    }
    bytes[frame + 9] = 4;
    assertThat(JpegDecoder.decodes(bytes)).isFalse();
  }

  @Test
  void damagedFilesAreDecodedOrRefusedButNeverBreakAnything() throws IOException {
    Random random = new Random(19);
    for (String name : new String[] {"both", "progressive", "restarts"}) {
      for (int i = 0; i < 2000; i++) {
        byte[] bytes = resource(name);
        for (int change = 0; change < 1 + i % 3; change++) {
          bytes[random.nextInt(bytes.length)] = (byte) random.nextInt();
        }
        int length = i % 4 == 0 ? 2 + random.nextInt(bytes.length - 2) : bytes.length;
        try {
          JpegDecoder.decode(name, Arrays.copyOf(bytes, length));
        } catch (Refusal refusal) {
          assertThat(refusal).hasMessageStartingWith(name + ": is a damaged");
        }
      }
    }
  }

  @Test
  void aFileWithoutAPictureIsRefused() {
    byte[] empty = {(byte) 0xff, (byte) 0xd8, (byte) 0xff, (byte) 0xd9};
    assertThatThrownBy(() -> JpegDecoder.decode("empty.jpg", empty))
        .isInstanceOf(Refusal.class)
        .hasMessage("empty.jpg: is a damaged or unsupported JPEG: it contains no image");
  }
}

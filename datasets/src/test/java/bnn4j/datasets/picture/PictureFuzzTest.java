package bnn4j.datasets.picture;

import bnn4j.datasets.Mutation;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Base64;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever a picture holds, it is read or refused in one line. */
class PictureFuzzTest {
  /** One pixel; nothing in the JVM writes WebP. */
  private static final byte[] WEBP =
      Base64.getDecoder().decode("UklGRiIAAABXRUJQVlA4IBYAAAAwAQCdASoBAAEADsD+JaQAA3AAAAAA");

  @ParameterizedTest
  @ValueSource(strings = {"png", "jpg", "bmp", "gif"})
  void damagedPicturesAreReadOrRefused(String format) throws IOException {
    BufferedImage image = TestPicture.image(TestPicture.noise(9, 7), BufferedImage.TYPE_INT_RGB);
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    ImageIO.write(image, format, bytes);
    fuzz(bytes.toByteArray());
  }

  @Test
  void damagedWebpIsReadOrRefused() {
    fuzz(WEBP);
  }

  private static void fuzz(byte[] picture) {
    new Mutation(60).fuzz(500, picture, bytes -> PictureReader.read("x", bytes));
  }
}

package bnn4j.datasets.picture;

import static org.assertj.core.api.Assertions.assertThat;

import bnn4j.foundation.fuzz.Attempt;
import bnn4j.foundation.fuzz.Edit;
import bnn4j.foundation.fuzz.EncodedImage;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.lifecycle.BeforeContainer;

/** Whatever a picture holds, it is read or refused, soon and within little memory. */
class PictureFuzzTest {
  private static final Path FILE = Attempt.folder("picture").resolve("p");

  /** One pixel each, lossy and lossless; nothing in the JVM writes WebP. */
  private static final List<String> WEBP =
      List.of(
          "UklGRiIAAABXRUJQVlA4IBYAAAAwAQCdASoBAAEADsD+JaQAA3AAAAAA",
          "UklGRhoAAABXRUJQVlA4TA0AAAAvAAAAEAcQERGIiP4HAA==");

  private static final List<byte[]> SEEDS = new ArrayList<>();

  @BeforeContainer
  static void makeSeeds() throws IOException {
    BufferedImage noise = TestPicture.image(TestPicture.noise(19, 17), BufferedImage.TYPE_INT_RGB);
    for (String format : List.of("png", "jpg", "bmp", "gif")) {
      SEEDS.add(EncodedImage.of(noise, format));
    }
    for (String name : List.of("cmyk-blue.jpg", "on-its-side.jpg")) {
      try (InputStream in = PictureFuzzTest.class.getResourceAsStream(name)) {
        SEEDS.add(in.readAllBytes());
      }
    }
    WEBP.forEach(text -> SEEDS.add(Base64.getDecoder().decode(text)));
    for (String text :
        List.of(
            "P6\n4 3\n255\n" + "x".repeat(36),
            "P3 2 1 255 1 2 3 4 5 6\n",
            "P5\n4 3\n65535\n" + "y".repeat(24),
            "P4\n9 2\nabcd",
            "P1 3 1 1 0 1\n")) {
      SEEDS.add(text.getBytes(StandardCharsets.US_ASCII));
    }
    for (Path file : Attempt.corpus("picture")) {
      SEEDS.add(java.nio.file.Files.readAllBytes(file));
    }
  }

  @Provide
  Arbitrary<List<Edit>> edits() {
    return Edit.some();
  }

  @Provide
  Arbitrary<Integer> seeds() {
    return Arbitraries.integers().between(0, SEEDS.size() - 1);
  }

  @Property
  void aBrokenPictureIsReadOrRefused(@ForAll("seeds") int seed, @ForAll("edits") List<Edit> edits) {
    Attempt.refuses(FILE, Edit.apply(edits, SEEDS.get(seed)), PictureReader::read);
  }

  /** A small file each, of as many pixels as are read, in transparent or listed colours. */
  @Example
  void theLargestPicturesTakeLittleMemory() {
    for (String format : List.of("png", "gif")) {
      int type =
          format.equals("png") ? BufferedImage.TYPE_4BYTE_ABGR : BufferedImage.TYPE_BYTE_INDEXED;
      BufferedImage image = new BufferedImage(6000, 6000, type);
      assertThat(Attempt.refuses(FILE, EncodedImage.of(image, format), PictureReader::read))
          .as(format)
          .isFalse();
    }
  }

  @Example
  void everyUnbrokenPictureIsRead() {
    for (int seed = 0; seed < SEEDS.size() - Attempt.corpus("picture").size(); seed++) {
      assertThat(Attempt.refuses(FILE, SEEDS.get(seed), PictureReader::read))
          .as("seed %d", seed)
          .isFalse();
    }
  }

  @Example
  void whatOnceBrokeTheReaderIsReadOrRefused() {
    Attempt.corpus("picture").forEach(file -> Attempt.refuses(() -> PictureReader.read(file)));
  }
}

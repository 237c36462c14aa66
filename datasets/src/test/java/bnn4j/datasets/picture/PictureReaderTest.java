package bnn4j.datasets.picture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import bnn4j.foundation.Refusal;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.zip.CRC32;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriter;
import javax.imageio.stream.ImageOutputStream;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PictureReaderTest {
  private static final int ROUNDS = 400;

  @TempDir Path folder;

  private final Picture noise = TestPicture.noise(11, 7);

  @Test
  void aPngGivesItsColours() {
    Path file =
        TestPicture.write(
            TestPicture.image(noise, BufferedImage.TYPE_INT_RGB), "png", path("n.png"));
    assertThat(PictureReader.isPicture(file)).isTrue();
    Picture read = PictureReader.read(file);
    assertThat(read.rows()).isEqualTo(7);
    assertThat(read.columns()).isEqualTo(11);
    assertThat(read.values()).isEqualTo(noise.values());
  }

  @Test
  void whatIsTransparentLiesOnWhite() {
    // A quarter opaque.
    Path file =
        TestPicture.write(
            TestPicture.image(noise, BufferedImage.TYPE_INT_ARGB), "png", path("n.png"));
    byte[] read = PictureReader.read(file).values();
    for (int i = 0; i < read.length; i++) {
      double expected = 255 - (255 - (noise.values()[i] & 255)) * 64 / 255.0;
      assertThat((double) (read[i] & 255)).isCloseTo(expected, Offset.offset(1.0));
    }
  }

  @Test
  void aGreyPngGivesTheStoredBytes() {
    for (int type : new int[] {BufferedImage.TYPE_BYTE_GRAY, BufferedImage.TYPE_USHORT_GRAY}) {
      BufferedImage grey = new BufferedImage(256, 1, type);
      for (int i = 0; i < 256; i++) {
        grey.getRaster().setSample(i, 0, 0, type == BufferedImage.TYPE_BYTE_GRAY ? i : i * 257);
      }
      Picture read = PictureReader.read(TestPicture.write(grey, "png", path("g.png")));
      for (int i = 0; i < 768; i++) {
        assertThat(read.values()[i] & 255).isEqualTo(i % 256);
      }
    }
  }

  @Test
  void aJpegGivesItsColoursNearly() {
    BufferedImage plain = new BufferedImage(16, 16, BufferedImage.TYPE_INT_RGB);
    for (int i = 0; i < 256; i++) {
      plain.setRGB(i % 16, i / 16, 0xc86432);
    }
    Picture read = PictureReader.read(TestPicture.write(plain, "jpeg", path("p.jpg")));
    assertThat(read.values()[100] & 255).isCloseTo(0xc8, within(3));
    assertThat(read.values()[256 + 100] & 255).isCloseTo(0x64, within(3));
    assertThat(read.values()[512 + 100] & 255).isCloseTo(0x32, within(3));
  }

  private static Offset<Integer> within(int value) {
    return Offset.offset(value);
  }

  @Test
  void aPixmapGivesItsColours() throws IOException {
    Picture read = PictureReader.read(Files.write(path("n.ppm"), pixmap(noise)));
    assertThat(read.values()).isEqualTo(noise.values());
    Files.writeString(path("w.ppm"), "P3\n# a comment\n2 1\n255\n1 2 3 250 251 252\n");
    assertThat(PictureReader.read(path("w.ppm")).values()).containsExactly(1, 250, 2, 251, 3, 252);
    Files.writeString(path("g.pgm"), "P5\n2 1\n255\n" + "AZ");
    assertThat(PictureReader.read(path("g.pgm")).values())
        .containsExactly('A', 'Z', 'A', 'Z', 'A', 'Z');
  }

  @Test
  void whatIsNoPictureIsRefused() throws IOException {
    Path text = Files.writeString(path("a.png"), "not a picture at all");
    assertThat(PictureReader.isPicture(text)).isFalse();
    refused(text, ": expected an image (PNG, JPEG, PPM, GIF, BMP or WebP), found a text file");
    refused(path("none.png"), ": no such file; expected an image file");
  }

  @Test
  void aPictureThatClaimsToBeHugeIsRefusedBeforeItIsUnpacked() throws IOException {
    byte[] png =
        Files.readAllBytes(
            TestPicture.write(
                TestPicture.image(noise, BufferedImage.TYPE_INT_RGB), "png", path("n.png")));
    png[16] = 0;
    png[17] = 1;
    png[20] = 0;
    png[21] = 1;
    CRC32 crc = new CRC32();
    crc.update(png, 12, 17);
    for (int i = 0; i < 4; i++) {
      png[29 + i] = (byte) (crc.getValue() >> (24 - 8 * i));
    }
    refused(
        Files.write(path("huge.png"), png), ": is 65547 x 65543 pixels, expected 1 to 50000000");
    refused(
        Files.writeString(path("huge.ppm"), "P6\n100000 100000\n255\n"),
        ": is 100000 x 100000 pixels, expected 1 to 50000000");
  }

  @Test
  void aPngOfWhichBytesHaveChangedOrTheEndIsMissingIsRefused() throws IOException {
    byte[] png =
        Files.readAllBytes(
            TestPicture.write(
                TestPicture.image(noise, BufferedImage.TYPE_INT_RGB), "png", path("n.png")));
    byte[] broken = png.clone();
    broken[29] ^= 1;
    refused(
        Files.write(path("crc.png"), broken),
        ": is a damaged or unsupported PNG: offset 8: the checksum of IHDR is wrong, so its bytes"
            + " have changed");
    refused(
        Files.write(path("short.png"), Arrays.copyOf(png, png.length - 12)),
        ": is a damaged or unsupported PNG: the file ends before the picture does");
    byte[] longer = Arrays.copyOf(png, png.length + 7);
    assertThat(PictureReader.read(Files.write(path("longer.png"), longer)).values())
        .isEqualTo(noise.values());
  }

  @Test
  void aGifOfWhichRowsAreMissingIsRefused() throws IOException {
    BufferedImage plain = new BufferedImage(90, 90, BufferedImage.TYPE_INT_RGB);
    byte[] gif = Files.readAllBytes(TestPicture.write(plain, "gif", path("p.gif")));
    int lost = 0;
    for (int at = 0; at < gif.length; at++) {
      for (int bit = 0; bit < 8; bit++) {
        byte[] broken = gif.clone();
        broken[at] ^= (byte) (1 << bit);
        Path file = Files.write(path("b.gif"), broken);
        try {
          PictureReader.read(file);
        } catch (Refusal e) {
          lost += e.getMessage().contains("a part of the picture is missing or broken") ? 1 : 0;
        }
      }
    }
    assertThat(lost).isGreaterThan(9);
  }

  private void refused(Path file, String message) {
    assertThatThrownBy(() -> PictureReader.read(file))
        .isInstanceOf(Refusal.class)
        .hasMessage(file + message);
  }

  @Test
  void damagedPicturesAreReadOrRefusedInOneLine() throws IOException {
    BufferedImage image = TestPicture.image(noise, BufferedImage.TYPE_INT_RGB);
    fuzz(Files.readAllBytes(TestPicture.write(image, "png", path("o.png"))));
    fuzz(Files.readAllBytes(TestPicture.write(image, "jpeg", path("o.jpg"))));
    fuzz(Files.readAllBytes(TestPicture.write(image, "gif", path("o.gif"))));
    fuzz(Files.readAllBytes(TestPicture.write(image, "bmp", path("o.bmp"))));
    fuzz(pixmap(noise));
    fuzz("P3 3 2 255 1 2 3 4 5 6 7 8 9 1 2 3 4 5 6 7 8 9".getBytes(StandardCharsets.US_ASCII));
  }

  private void fuzz(byte[] whole) throws IOException {
    Random random = new Random(5);
    int refused = 0;
    for (int round = 0; round < ROUNDS; round++) {
      byte[] bytes =
          Arrays.copyOf(
              whole, random.nextInt(8) == 0 ? random.nextInt(whole.length) : whole.length);
      for (int changes = 1 + random.nextInt(4); changes > 0 && bytes.length > 0; changes--) {
        int reach = random.nextBoolean() ? Math.min(40, bytes.length) : bytes.length;
        bytes[random.nextInt(reach)] = (byte) random.nextInt(256);
      }
      Path file = Files.write(path("fuzz"), bytes);
      try {
        Picture read = PictureReader.read(file);
        assertThat(read.rows() * read.columns()).isPositive();
      } catch (Refusal e) {
        assertThat(e.getMessage()).startsWith(file + ": ").doesNotContain("\n");
        refused++;
      }
    }
    assertThat(refused).isPositive();
  }

  @Test
  void onlyAnAnimationIsSaidToBeOne() throws IOException {
    BufferedImage image = TestPicture.image(noise, BufferedImage.TYPE_INT_RGB);
    assertThat(remarks(gif(image, 1))).isEmpty();
    assertThat(remarks(gif(image, 2)))
        .containsExactly("x: is an animation; only its first image is used");
    byte[] png = Files.readAllBytes(TestPicture.write(image, "png", path("n.png")));
    assertThat(remarks(png)).isEmpty();
    assertThat(remarks(withAnimationControl(png, 1))).isEmpty();
    assertThat(remarks(withAnimationControl(png, 3))).hasSize(1);
    assertThat(remarks(pixmap(noise))).isEmpty();
  }

  private static List<String> remarks(byte[] file) {
    List<String> remarks = new ArrayList<>();
    PictureReader.read("x", file, remarks::add);
    return remarks;
  }

  private static byte[] gif(BufferedImage image, int count) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    ImageWriter writer = ImageIO.getImageWritersByFormatName("gif").next();
    try (ImageOutputStream out = ImageIO.createImageOutputStream(bytes)) {
      writer.setOutput(out);
      writer.prepareWriteSequence(null);
      for (int i = 0; i < count; i++) {
        writer.writeToSequence(new IIOImage(image, null, null), null);
      }
      writer.endWriteSequence();
    } finally {
      writer.dispose();
    }
    return bytes.toByteArray();
  }

  /** An APNG as far as readers that do not know it are concerned. */
  private static byte[] withAnimationControl(byte[] png, int frames) {
    ByteBuffer chunk = ByteBuffer.allocate(20);
    chunk.putInt(8).put("acTL".getBytes(StandardCharsets.US_ASCII)).putInt(frames).putInt(0);
    CRC32 sum = new CRC32();
    sum.update(chunk.array(), 4, 12);
    chunk.putInt((int) sum.getValue());
    int header = 8 + 25;
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.write(png, 0, header);
    out.writeBytes(chunk.array());
    out.write(png, header, png.length - header);
    return out.toByteArray();
  }

  private static byte[] pixmap(Picture picture) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.writeBytes(
        "P6\n%d %d\n255\n"
            .formatted(picture.columns(), picture.rows())
            .getBytes(StandardCharsets.US_ASCII));
    int area = picture.rows() * picture.columns();
    for (int pixel = 0; pixel < area; pixel++) {
      for (int channel = 0; channel < 3; channel++) {
        out.write(picture.values()[channel * area + pixel]);
      }
    }
    return out.toByteArray();
  }

  private Path path(String name) {
    return folder.resolve(name);
  }
}

package bnn4j.datasets.picture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assertions.assertTimeout;

import bnn4j.foundation.Refusal;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.zip.CRC32;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.MemoryCacheImageOutputStream;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Pictures as cameras, phones and image editors write them, and what is left of them. */
class CameraPictureTest {
  @Test
  void fourColoursAreLightAndNotItsNegative() throws IOException {
    assertPixel(read("cmyk-blue.jpg"), 0, 0, 20, 60, 230);
  }

  @Test
  void fourColoursKeptAsBrightnessAndColourAreTurnedBack() throws IOException {
    byte[] ycck = bytes("cmyk-blue.jpg");
    ycck[indexOf(ycck, "Adobe") + 11] = 2;
    // Y 20, Cb 60, Cr 230 is R 163, G 0, B 0, of which the opposite is stored; K 255 is full light.
    assertPixel(PictureReader.read("x", ycck), 0, 0, 92, 255, 255);
  }

  @Test
  void threeColoursThatNothingNamesAreBrightnessAndColourAsElsewhere() throws IOException {
    BufferedImage plain = new BufferedImage(16, 16, BufferedImage.TYPE_INT_RGB);
    for (int i = 0; i < 256; i++) {
      plain.setRGB(i % 16, i / 16, 0xc86432);
    }
    byte[] jpeg = jpeg(plain, false);
    int start = indexOf(jpeg, "JFIF") - 4;
    int length = ((jpeg[start + 2] & 255) << 8) | (jpeg[start + 3] & 255);
    byte[] bare = new byte[jpeg.length - length - 2];
    System.arraycopy(jpeg, 0, bare, 0, start);
    System.arraycopy(jpeg, start + 2 + length, bare, start, bare.length - start);
    // No subsampling: that is where ImageIO would guess RGB.
    assertPixel(PictureReader.read("x", bare), 5, 5, 0xc8, 0x64, 0x32);
  }

  @Test
  void aPictureTakenOnItsSideStandsUpright() throws IOException {
    Picture side = read("on-its-side.jpg");
    Picture upright = read("upright.jpg");
    assertThat(side.rows()).isEqualTo(upright.rows());
    for (int i = 0; i < side.values().length; i++) {
      assertThat(side.values()[i] & 255).isCloseTo(upright.values()[i] & 255, Offset.offset(12));
    }
  }

  /** The corners of a picture of 3 x 2 after turning: which of its pixels is at the upper left. */
  @ParameterizedTest
  @CsvSource({
    "1, 3, 0 1 2 3 4 5",
    "2, 3, 2 1 0 5 4 3",
    "3, 3, 5 4 3 2 1 0",
    "4, 3, 3 4 5 0 1 2",
    "5, 2, 0 3 1 4 2 5",
    "6, 2, 3 0 4 1 5 2",
    "7, 2, 5 2 4 1 3 0",
    "8, 2, 2 5 1 4 0 3"
  })
  void everyOrientationIsTurned(int orientation, int columns, String pixels) {
    byte[] values = new byte[18];
    for (int i = 0; i < 18; i++) {
      values[i] = (byte) (i % 6 + i / 6 * 10);
    }
    Picture turned = new Picture(2, 3, values).turned(orientation);
    assertThat(turned.columns()).isEqualTo(columns);
    byte[] expected = new byte[18];
    for (int i = 0; i < 18; i++) {
      expected[i] = (byte) (pixels.charAt(2 * (i % 6)) - '0' + i / 6 * 10);
    }
    assertThat(turned.values()).isEqualTo(expected);
  }

  @Test
  void theOrientationOfAPngIsReadToo() throws IOException {
    BufferedImage wide = new BufferedImage(5, 3, BufferedImage.TYPE_INT_RGB);
    byte[] png = encoded(wide, "png");
    byte[] exif = {'M', 'M', 0, 42, 0, 0, 0, 8, 0, 1, 1, 18, 0, 3, 0, 0, 0, 1, 0, 6, 0, 0};
    ByteBuffer chunk = ByteBuffer.allocate(12 + exif.length).putInt(exif.length);
    chunk.put("eXIf".getBytes(StandardCharsets.US_ASCII)).put(exif);
    CRC32 crc = new CRC32();
    crc.update(chunk.array(), 4, 4 + exif.length);
    chunk.putInt((int) crc.getValue());
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.write(png, 0, 33);
    out.write(chunk.array());
    out.write(png, 33, png.length - 33);
    Picture read = PictureReader.read("x", out.toByteArray());
    assertThat(read.rows()).isEqualTo(5);
    assertThat(read.columns()).isEqualTo(3);
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void theGoodHalfOfABrokenJpegIsRefused(boolean progressive) throws IOException {
    byte[] jpeg = jpeg(noise(), progressive);
    for (int length : List.of(jpeg.length / 2, jpeg.length - 40, jpeg.length * 9 / 10)) {
      assertThatThrownBy(() -> PictureReader.read("x", Arrays.copyOf(jpeg, length)))
          .isInstanceOf(Refusal.class)
          .hasMessageStartingWith(
              "x: is a damaged or unsupported JPEG: part of the image is missing or damaged");
    }
    // Only its end mark is missing, or something follows: everything is there.
    int whole = PictureReader.read("x", Arrays.copyOf(jpeg, jpeg.length - 2)).rows();
    assertThat(whole).isEqualTo(64);
    assertThat(PictureReader.read("x", Arrays.copyOf(jpeg, jpeg.length + 9)).rows()).isEqualTo(64);
  }

  @ParameterizedTest
  @ValueSource(strings = {"png", "gif", "bmp"})
  void halfOfAnyOtherPictureIsRefused(String format) throws IOException {
    byte[] bytes = encoded(noise(), format);
    assertThatThrownBy(() -> PictureReader.read("x", Arrays.copyOf(bytes, bytes.length / 2)))
        .isInstanceOf(Refusal.class)
        .hasMessageStartingWith(
            "x: is a damaged or unsupported " + format.toUpperCase(Locale.ROOT));
  }

  @Test
  void halfOfAPixmapIsRefused() {
    for (String text : List.of("P6\n9 9\n255\nabc", "P5\n9 9\n255\nabc", "P3\n2 2\n255\n1 2 3")) {
      assertThatThrownBy(() -> PictureReader.read("x", text.getBytes(StandardCharsets.US_ASCII)))
          .isInstanceOf(Refusal.class)
          .hasMessageStartingWith("x: is a damaged or unsupported PPM");
    }
  }

  /** Each took minutes or all memory once. */
  @ParameterizedTest
  @ValueSource(strings = {"439", "515", "764", "1617"})
  void aHostileWebpIsReadOrRefusedSoon(String name) throws IOException {
    byte[] bytes = bytes("/fuzz/picture/" + name + ".webp");
    assertTimeout(
        Duration.ofSeconds(10),
        () -> {
          try {
            PictureReader.read("x", bytes);
          } catch (Refusal e) {
            assertThat(e.getMessage()).startsWith("x: is a damaged or unsupported WEBP: ");
          }
        });
  }

  @Test
  void picturesInFormatsThatAreNotReadAreNamed() throws IOException {
    assertThatThrownBy(() -> read("photo.tif"))
        .isInstanceOf(Refusal.class)
        .hasMessage(
            "photo.tif: expected an image (PNG, JPEG, PPM, GIF, BMP or WebP), found a"
                + " TIFF picture");
    assertKind("\0\0\0\u0018ftypheic\0\0\0\0", "a HEIC picture");
    assertKind("\0\0\0\0ftypavif\0\0\0\0", "an AVIF picture");
    assertKind("\0\0\0\u000cjP  \r\n\u0087\n", "a JPEG 2000 picture");
    assertKind("RIFF\1\2\3\4WAVEfmt ", "a sound or film (RIFF)");
    assertKind("hello", "a text file");
    assertKind("\1\2\3", "something else");
    assertKind("", "nothing");
  }

  private static void assertKind(String bytes, String kind) {
    assertThatThrownBy(() -> PictureReader.read("x", bytes.getBytes(StandardCharsets.ISO_8859_1)))
        .isInstanceOf(Refusal.class)
        .hasMessageEndingWith("found " + kind);
  }

  private static void assertPixel(Picture picture, int row, int column, int... rgb) {
    int area = picture.rows() * picture.columns();
    for (int channel = 0; channel < 3; channel++) {
      int value = picture.values()[channel * area + row * picture.columns() + column] & 255;
      assertThat(value).as("channel %d", channel).isCloseTo(rgb[channel], Offset.offset(4));
    }
  }

  private static BufferedImage noise() {
    return TestPicture.image(TestPicture.noise(64, 64), BufferedImage.TYPE_INT_RGB);
  }

  private static byte[] encoded(BufferedImage image, String format) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    assertThat(ImageIO.write(image, format, bytes)).isTrue();
    return bytes.toByteArray();
  }

  private static byte[] jpeg(BufferedImage image, boolean progressive) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    ImageWriter writer = ImageIO.getImageWritersByFormatName("jpeg").next();
    ImageWriteParam param = writer.getDefaultWriteParam();
    if (progressive) {
      param.setProgressiveMode(ImageWriteParam.MODE_DEFAULT);
    }
    try (MemoryCacheImageOutputStream out = new MemoryCacheImageOutputStream(bytes)) {
      writer.setOutput(out);
      writer.write(null, new IIOImage(image, null, null), param);
    }
    writer.dispose();
    return bytes.toByteArray();
  }

  private static int indexOf(byte[] bytes, String word) {
    return new String(bytes, StandardCharsets.ISO_8859_1).indexOf(word);
  }

  private static Picture read(String name) throws IOException {
    return PictureReader.read(name, bytes(name));
  }

  private static byte[] bytes(String name) throws IOException {
    try (InputStream in = CameraPictureTest.class.getResourceAsStream(name)) {
      return in.readAllBytes();
    }
  }
}

package bnn4j.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.awt.image.DataBuffer;
import java.awt.image.DataBufferUShort;
import java.awt.image.Raster;
import java.awt.image.WritableRaster;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Photos of all kinds to detect things in: each is looked at, or refused in one line. */
class OddPhotosTest {
  /** An Exif block that says: turn by a quarter to the right. */
  private static final byte[] SIDEWAYS = {
    'E', 'x', 'i', 'f', 0, 0, 'M', 'M', 0, 42, 0, 0, 0, 8, 0, 1, 1, 0x12, 0, 3, 0, 0, 0, 1, 0, 6, 0,
    0, 0, 0, 0, 0
  };

  @TempDir Path scratch;

  @Test
  void aPhotoOnItsSideIsTurnedUpright() throws IOException {
    Path photo = scratch.resolve("side.jpg");
    Files.write(photo, withExif(jpeg(turned(dog()))));
    Path out = scratch.resolve("boxes.png");
    CommandRun run = detect(photo, "--out", out);
    assertThat(run.code()).as(run.err()).isZero();
    assertThat(run.out()).contains("dog: ", "bicycle: ");
    BufferedImage drawn = ImageIO.read(out.toFile());
    assertThat(drawn.getWidth()).isEqualTo(768);
    assertThat(drawn.getHeight()).isEqualTo(576);
  }

  @Test
  void greyAndDeepPhotosAreLookedAt() throws IOException {
    BufferedImage grey = new BufferedImage(768, 576, BufferedImage.TYPE_BYTE_GRAY);
    draw(dog(), grey);
    assertThat(detect(write(grey, "png")).out()).contains("dog: ");
    assertThat(detect(write(grey, "jpg")).out()).contains("dog: ");
    BufferedImage deep = new BufferedImage(768, 576, BufferedImage.TYPE_USHORT_GRAY);
    draw(dog(), deep);
    assertThat(((DataBufferUShort) deep.getRaster().getDataBuffer()).getData()[0]).isNotZero();
    assertThat(detect(write(deep, "png")).out()).contains("dog: ");
    BufferedImage seeThrough = new BufferedImage(768, 576, BufferedImage.TYPE_INT_ARGB);
    draw(dog(), seeThrough);
    assertThat(detect(write(seeThrough, "png")).out()).contains("dog: ");
  }

  @Test
  void aPhotoForPrintingIsLookedAt() throws IOException {
    WritableRaster inks = Raster.createInterleavedRaster(DataBuffer.TYPE_BYTE, 768, 576, 4, null);
    BufferedImage dog = dog();
    for (int i = 0; i < 768 * 576; i++) {
      int rgb = dog.getRGB(i % 768, i / 768);
      // Adobe's files hold the negatives of inks, which are the colours.
      int[] values = {rgb >> 16 & 255, rgb >> 8 & 255, rgb & 255, 255};
      inks.setPixel(i % 768, i / 768, values);
    }
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    var writer = ImageIO.getImageWritersByFormatName("jpeg").next();
    try (var stream = ImageIO.createImageOutputStream(bytes)) {
      writer.setOutput(stream);
      writer.write(new IIOImage(inks, null, null));
    } finally {
      writer.dispose();
    }
    Path photo = scratch.resolve("inks.jpg");
    Files.write(photo, bytes.toByteArray());
    CommandRun run = detect(photo);
    assertThat(run.code()).as(run.err()).isZero();
  }

  @ParameterizedTest
  @CsvSource({"1, 1, png", "1, 1, jpg", "300, 1, png", "1, 300, png", "7000, 5000, jpg"})
  void photosOfAllSizesAreLookedAt(int columns, int rows, String format) throws IOException {
    BufferedImage image = new BufferedImage(columns, rows, BufferedImage.TYPE_INT_RGB);
    draw(dog(), image);
    Path out = scratch.resolve("boxes.png");
    CommandRun run = detect(write(image, format), "--out", out, "--threshold", "0.01");
    assertThat(run.code()).as(run.err()).isZero();
    BufferedImage drawn = ImageIO.read(out.toFile());
    assertThat(drawn.getWidth()).isEqualTo(columns);
    assertThat(drawn.getHeight()).isEqualTo(rows);
  }

  @Test
  void whatIsNoPhotoIsRefusedInALine() throws IOException {
    Path narrow = write(new BufferedImage(2, 2000, BufferedImage.TYPE_INT_RGB), "png");
    refused(narrow, "an image of 2 x 2000 pixels is too narrow");
    byte[] whole = Files.readAllBytes(OffloadFiles.path("notebooks/yoloimages/dog.jpg"));
    Path cut = Files.write(scratch.resolve("cut.jpg"), Arrays.copyOf(whole, 500));
    refused(cut, cut + ": is a damaged ");
    refused(Files.createFile(scratch.resolve("empty.jpg")), "expected an image");
    refused(Files.writeString(scratch.resolve("text.jpg"), "text"), "expected an image");
    refused(scratch, "is a folder; expected an image file");
    refused(scratch.resolve("none.jpg"), "no such file; expected an image file");
  }

  private void refused(Path photo, String message) {
    CommandRun run = detect(photo);
    assertThat(run.code()).isEqualTo(2);
    assertThat(run.out()).isEmpty();
    assertThat(run.err()).contains(message).hasLineCount(1);
  }

  private static CommandRun detect(Path photo, Object... more) {
    Object[] words = new Object[4 + more.length];
    System.arraycopy(
        new Object[] {"detect", photo, "--params", OffloadFiles.path("qnn/params")},
        0,
        words,
        0,
        4);
    System.arraycopy(more, 0, words, 4, more.length);
    return CommandRun.of(words);
  }

  private static BufferedImage dog() throws IOException {
    return ImageIO.read(OffloadFiles.path("notebooks/yoloimages/dog.jpg").toFile());
  }

  private static void draw(BufferedImage from, BufferedImage to) {
    Graphics2D graphics = to.createGraphics();
    graphics.drawImage(from, 0, 0, to.getWidth(), to.getHeight(), null);
    graphics.dispose();
  }

  /** By a quarter to the left. */
  private static BufferedImage turned(BufferedImage image) {
    int columns = image.getHeight();
    int rows = image.getWidth();
    BufferedImage turned = new BufferedImage(columns, rows, BufferedImage.TYPE_INT_RGB);
    for (int y = 0; y < image.getHeight(); y++) {
      for (int x = 0; x < image.getWidth(); x++) {
        turned.setRGB(y, rows - 1 - x, image.getRGB(x, y));
      }
    }
    return turned;
  }

  private static byte[] jpeg(BufferedImage image) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    ImageIO.write(image, "jpg", bytes);
    return bytes.toByteArray();
  }

  private static byte[] withExif(byte[] jpeg) {
    return ByteBuffer.allocate(jpeg.length + SIDEWAYS.length + 4)
        .put(jpeg, 0, 2)
        .putShort((short) 0xffe1)
        .putShort((short) (SIDEWAYS.length + 2))
        .put(SIDEWAYS)
        .put(jpeg, 2, jpeg.length - 2)
        .array();
  }

  private Path write(BufferedImage image, String format) throws IOException {
    Path file = scratch.resolve("photo." + format);
    ImageIO.write(image, format, file.toFile());
    return file;
  }
}

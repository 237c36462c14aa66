package bnn4j.datasets.preview;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import bnn4j.datasets.ImageShape;
import bnn4j.datasets.LabeledImages;
import bnn4j.foundation.Refusal;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ContactSheetTest {
  @TempDir Path folder;

  @Test
  void imagesAreEnlargedSideBySideInTheirColours() throws IOException {
    ImageShape shape = new ImageShape(3, 2, 2);
    byte[] pixels = new byte[24];
    for (int i = 0; i < 4; i++) {
      pixels[i] = (byte) 255; // the first image is red
      pixels[12 + 8 + i] = (byte) 200; // the second blue
    }
    Path png = folder.resolve("sheet.png");
    ContactSheet.write(images(shape, pixels, 2), 1, 2, png);
    BufferedImage sheet = ImageIO.read(png.toFile());
    assertThat(sheet.getWidth()).isEqualTo(6 + 2 * (84 + 6));
    assertThat(sheet.getHeight()).isEqualTo(6 + 84 + 16 + 6);
    assertThat(sheet.getRGB(10, 10)).isEqualTo(0xffff0000);
    assertThat(sheet.getRGB(89, 89)).isEqualTo(0xffff0000);
    assertThat(sheet.getRGB(100, 10)).isEqualTo(0xff0000c8);
  }

  @Test
  void theClassIsWrittenBelowItsImage() throws IOException {
    Path png = folder.resolve("sheet.png");
    ContactSheet.write(images(new ImageShape(1, 28, 28), new byte[784], 1), 1, 1, png);
    BufferedImage sheet = ImageIO.read(png.toFile());
    int dark = 0;
    for (int y = 91; y < sheet.getHeight(); y++) {
      for (int x = 0; x < sheet.getWidth(); x++) {
        dark += (sheet.getRGB(x, y) & 255) < 100 ? 1 : 0;
      }
    }
    assertThat(dark).isGreaterThan(10);
  }

  @Test
  void moreRowsThanImagesLeaveSpace() throws IOException {
    Path png = folder.resolve("sheet.png");
    ContactSheet.write(images(new ImageShape(1, 28, 28), new byte[784], 1), 3, 1, png);
    BufferedImage sheet = ImageIO.read(png.toFile());
    assertThat(sheet.getHeight()).isEqualTo(6 + 3 * (84 + 16 + 6));
    assertThat(sheet.getRGB(40, 300)).isEqualTo(0xfff4f4f4);
  }

  @Test
  void aSheetWithoutRowsIsRefused() {
    LabeledImages images = images(new ImageShape(1, 2, 2), new byte[4], 1);
    assertThatThrownBy(() -> ContactSheet.write(images, 0, 3, folder.resolve("x.png")))
        .isInstanceOf(Refusal.class)
        .hasMessage("a contact sheet needs rows and columns, found 0 x 3");
  }

  @Test
  void twoChannelsAreNoPicture() {
    LabeledImages images = images(new ImageShape(2, 1, 1), new byte[2], 1);
    assertThatThrownBy(() -> ContactSheet.write(images, 1, 1, folder.resolve("x.png")))
        .isInstanceOf(Refusal.class)
        .hasMessage("a contact sheet shows images of 1 or 3 channels; these have 2");
  }

  private static LabeledImages images(ImageShape shape, byte[] pixels, int count) {
    return new LabeledImages(shape, pixels, new int[count], List.of("a very long class name"));
  }
}

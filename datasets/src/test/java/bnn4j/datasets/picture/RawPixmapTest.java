package bnn4j.datasets.picture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import bnn4j.datasets.Mutation;
import bnn4j.datasets.Zips;
import bnn4j.foundation.Refusal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RawPixmapTest {
  @TempDir Path folder;

  @Test
  void colourIsReadAsImageIoReadsIt() {
    byte[] pixmap = Zips.pixmap(5, 3, 10, 20, 200);
    pixmap[pixmap.length - 1] = 7;
    Picture fromFile = PictureReader.read(Zips.write(folder.resolve("a.ppm"), pixmap));
    Picture fromMemory = PictureReader.read("a", pixmap);
    assertThat(RawPixmap.read(pixmap)).isPresent();
    assertThat(fromMemory.columns()).isEqualTo(5);
    assertThat(fromMemory.rows()).isEqualTo(3);
    assertThat(fromMemory.values()).isEqualTo(fromFile.values());
  }

  @Test
  void commentsInTheHeaderAreSkipped() {
    byte[] pixmap = "P6 # made by hand\n#two\n1 1\t255\nabc".getBytes(StandardCharsets.US_ASCII);
    assertThat(RawPixmap.read(pixmap).orElseThrow().values()).containsExactly('a', 'b', 'c');
  }

  @Test
  void whatItDoesNotKnowIsLeftToImageIo() {
    for (String other :
        new String[] {
          "P6 1 1 65535\nabcdef", "P3 1 1 255\n1 2 3", "P6 2 2 255\nabc", "P6 9999999999 1 255\n"
        }) {
      assertThat(RawPixmap.read(other.getBytes(StandardCharsets.US_ASCII))).isEmpty();
    }
  }

  @Test
  void damagedPixmapsAreReadOrRefused() {
    byte[] pixmap = Zips.pixmap(4, 4, 1, 2, 3);
    new Mutation(12).fuzz(3000, pixmap, bytes -> PictureReader.read("x", bytes));
  }

  @Test
  void aClaimOfGigabytesIsRefused() {
    byte[] pixmap = "P6\n100000 100000\n255\nabc".getBytes(StandardCharsets.US_ASCII);
    assertThatThrownBy(() -> PictureReader.read("x", pixmap))
        .isInstanceOf(Refusal.class)
        .hasMessage("x: is 100000 x 100000 pixels, expected 1 to 50000000");
  }

  @Test
  void aSquareIsFilledByTheLongerSide() {
    byte[] target = new byte[3 * 16];
    new SquareFitting(4).fit(PictureReader.read("x", Zips.pixmap(8, 4, 50, 60, 70)), target, 0);
    assertThat(target)
        .containsExactly(
            0, 0, 0, 0, 50, 50, 50, 50, 50, 50, 50, 50, 0, 0, 0, 0, //
            0, 0, 0, 0, 60, 60, 60, 60, 60, 60, 60, 60, 0, 0, 0, 0, //
            0, 0, 0, 0, 70, 70, 70, 70, 70, 70, 70, 70, 0, 0, 0, 0);
  }
}

package bnn4j.datasets.picture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import bnn4j.datasets.ImageShape;
import bnn4j.datasets.PictureFit;
import bnn4j.foundation.Checksum;
import bnn4j.foundation.Refusal;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class PictureFittingTest {
  private static final PictureFitting COLOUR = new PictureFitting(new ImageShape(3, 32, 32), false);
  private static final PictureFitting GREY = new PictureFitting(new ImageShape(1, 28, 28), false);

  /** The checksum is of what Pillow 9.4 makes of the same noise: thumbnail, white square, paste. */
  @Test
  void aTallColourPictureIsShrunkAndCentredOnWhiteAsThePythonHostDoes() {
    byte[] values = COLOUR.fit(TestPicture.noise(33, 70), "noise");
    assertThat(new Checksum().add(values).hex())
        .isEqualTo("1ed5894ad1d1993a1ed4e84c39c39a51e1ba1575a2d74d8b8513fa23bb4c1c02");
  }

  /** As above. */
  @Test
  void aSmallColourPictureIsNotEnlarged() {
    byte[] values = COLOUR.fit(TestPicture.noise(20, 10), "noise");
    assertThat(new Checksum().add(values).hex())
        .isEqualTo("26a7a622a8e5893f97784afb8857e8fe01f04146b41aadb02ed1383eef42abe7");
  }

  @Test
  void aSideIsCutToWholePixelsAndIsNeverNothing() {
    byte[] wide = COLOUR.fit(black(500, 5), "line");
    assertThat(rowsWith(wide, (byte) 0)).isEqualTo(1);
    byte[] almost = COLOUR.fit(black(50, 40), "rectangle");
    assertThat(rowsWith(almost, (byte) 0)).isEqualTo(25);
  }

  @Test
  void aColourPictureOfTheRightSizeIsTakenAsItIs() {
    Picture noise = TestPicture.noise(32, 32);
    assertThat(COLOUR.fit(noise, "noise")).isEqualTo(noise.values());
  }

  @Test
  void strokesAreCutOutEnlargedAndCentredOnBlack() {
    byte[] values = new byte[3 * 100 * 60];
    for (int channel = 0; channel < 3; channel++) {
      for (int row = 70; row < 90; row++) {
        Arrays.fill(values, channel * 6000 + row * 60 + 50, channel * 6000 + row * 60 + 60, WHITE);
      }
    }
    byte[] fitted = GREY.fit(new Picture(100, 60, values), "bar");
    for (int i = 0; i < fitted.length; i++) {
      boolean inside = i % 28 >= 7 && i % 28 < 21;
      assertThat(fitted[i]).isEqualTo(inside ? WHITE : 0);
    }
  }

  private static final byte WHITE = (byte) 255;

  @Test
  void invertedDarkStrokesOnPaperAreBrightOnes() {
    Picture paper = new Picture(40, 40, new byte[4800]);
    Arrays.fill(paper.values(), WHITE);
    for (int channel = 0; channel < 3; channel++) {
      paper.values()[channel * 1600 + 820] = 0;
    }
    byte[] fitted = new PictureFitting(new ImageShape(1, 28, 28), true).fit(paper, "dot");
    assertThat(fitted).containsOnly(WHITE);
  }

  @Test
  void aGreyPictureOfTheRightSizeIsTakenAsItIs() {
    Picture noise = TestPicture.noise(28, 28);
    assertThat(GREY.fit(noise, "noise")).isEqualTo(noise.grey().values());
  }

  /** The checksum is of what Pillow 9.4 makes of the same noise with convert("L"). */
  @Test
  void brightnessIsThatOfThePythonImagingLibrary() {
    assertThat(new Checksum().add(TestPicture.noise(50, 40).grey().values()).hex())
        .isEqualTo("b02b616a13b593ad96fd9c885085080797dae3c2e4e0fd135158c36c2995d9c4");
  }

  @Test
  void aPictureWithoutStrokesIsRefused() {
    assertThatThrownBy(() -> GREY.fit(black(5, 5), "night.png"))
        .isInstanceOf(Refusal.class)
        .hasMessage(
            "night.png: contains no strokes (pixels of brightness 128 or more; if they are dark"
                + " on bright, invert it");
  }

  @Test
  void shapesThatNoPictureHasAreRefused() {
    assertThatThrownBy(() -> new PictureFitting(new ImageShape(2, 8, 8), false))
        .hasMessage("images are converted to grey or RGB; this network takes 2x8x8");
    assertThatThrownBy(() -> new PictureFitting(new ImageShape(3, 32, 32), true))
        .hasMessage("only grey images can be inverted; this network takes 3x32x32");
  }

  private static Picture black(int columns, int rows) {
    return new Picture(rows, columns, new byte[3 * rows * columns]);
  }

  private static int rowsWith(byte[] values, byte value) {
    int rows = 0;
    for (int row = 0; row < 32; row++) {
      rows += values[row * 32 + 16] == value ? 1 : 0;
    }
    return rows;
  }

  @Test
  void aDigitFillsTwentyPixelsAndItsMassIsInTheMiddle() {
    // A stroke of 40 x 10 with a foot of 10 x 30 to its right: the mass is not where the middle is.
    byte[] values = new byte[3 * 120 * 160];
    for (int row = 0; row < 120; row++) {
      for (int column = 0; column < 160; column++) {
        boolean stroke = column >= 20 && column < 30 && row >= 50 && row < 90;
        boolean foot = column >= 20 && column < 50 && row >= 80 && row < 90;
        if (stroke || foot) {
          for (int channel = 0; channel < 3; channel++) {
            values[channel * 19200 + row * 160 + column] = (byte) 255;
          }
        }
      }
    }
    PictureFitting digits = new PictureFitting(new ImageShape(1, 28, 28), false, PictureFit.DIGIT);
    byte[] fitted = digits.fit(new Picture(120, 160, values), "x");
    double mass = 0;
    double down = 0;
    double right = 0;
    int top = 28;
    int bottom = -1;
    for (int i = 0; i < 784; i++) {
      int value = fitted[i] & 255;
      mass += value;
      down += value * (i / 28);
      right += value * (i % 28);
      if (value > 0) {
        top = Math.min(top, i / 28);
        bottom = i / 28;
      }
    }
    assertThat(bottom - top + 1).isEqualTo(20);
    assertThat(down / mass).isBetween(13.5, 14.5);
    assertThat(right / mass).isBetween(13.5, 14.5);
  }

  @Test
  void aDigitOfTheRightSizeStaysAsItIs() {
    Picture noise = TestPicture.noise(28, 28);
    PictureFitting digits = new PictureFitting(new ImageShape(1, 28, 28), false, PictureFit.DIGIT);
    assertThat(digits.fit(noise, "x")).isEqualTo(GREY.fit(noise, "x"));
  }
}

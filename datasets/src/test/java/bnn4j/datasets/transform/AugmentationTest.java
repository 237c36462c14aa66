package bnn4j.datasets.transform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import bnn4j.datasets.ImageShape;
import bnn4j.foundation.Refusal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.random.RandomGenerator;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

class AugmentationTest {
  private static final ImageShape GREY = new ImageShape(1, 28, 28);
  private static final ImageShape COLOUR = new ImageShape(3, 8, 6);

  private final Random random = new Random(77);

  @Test
  void noneCopiesTheImage() {
    byte[] source = noise(COLOUR);
    assertThat(Augmentation.NONE.isIdentity()).isTrue();
    assertThat(applied(Augmentation.NONE, COLOUR, source)).isEqualTo(source);
  }

  @Test
  void shiftMovesEveryChannelByTheSameWholePixels() {
    byte[] source = noise(COLOUR);
    Set<List<Byte>> expected = new HashSet<>();
    for (int down = -2; down <= 2; down++) {
      for (int right = -2; right <= 2; right++) {
        expected.add(listed(shifted(source, right, down)));
      }
    }
    Set<List<Byte>> seen = new HashSet<>();
    for (int round = 0; round < 1000; round++) {
      seen.add(listed(applied(new Augmentation(2, false, 0, 0, 0), COLOUR, source)));
    }
    assertThat(seen).isEqualTo(expected);
  }

  @Test
  void flipMirrorsHalfOfTheImages() {
    byte[] source = noise(COLOUR);
    byte[] mirrored = new byte[source.length];
    for (int i = 0; i < source.length; i++) {
      mirrored[i] = source[i - i % 6 + 5 - i % 6];
    }
    int flipped = 0;
    for (int round = 0; round < 1000; round++) {
      byte[] target = applied(new Augmentation(0, true, 0, 0, 0), COLOUR, source);
      assertThat(target).isIn(source, mirrored);
      flipped += Arrays.equals(target, mirrored) ? 1 : 0;
    }
    assertThat(flipped).isBetween(430, 570);
  }

  @Test
  void withoutAnAngleAndWithoutAShiftResamplingChangesNothing() {
    byte[] source = noise(COLOUR);
    byte[] target = new byte[source.length];
    new Augmentation(0, false, 45, 0.3, 0).apply(COLOUR, source, 0, target, 0, MIDDLE);
    assertThat(target).isEqualTo(source);
  }

  @Test
  void rotationTurnsAboutTheCentre() {
    ImageShape shape = new ImageShape(1, 29, 29);
    byte[] source = new byte[shape.values()];
    source[14 * 29 + 14] = -1; // the centre stays
    source[14 * 29 + 24] = -1; // ten to the right goes round
    byte[] target = new byte[source.length];
    new Augmentation(0, false, 45, 0, 0).apply(shape, source, 0, target, 0, MOST);
    assertThat(target[14 * 29 + 14] & 255).isEqualTo(255);
    // Looking back by +45 degrees about the centre: 10 * cos 45 = 7.07 to the right, and 7.07 up or
    // down by the direction of rotation.
    int below = target[21 * 29 + 21] & 255;
    int above = target[7 * 29 + 21] & 255;
    assertThat(Math.max(below, above)).isGreaterThan(200);
    assertThat(Math.min(below, above)).isZero();
  }

  @Test
  void scaleEnlargesAndReducesAboutTheCentre() {
    ImageShape shape = new ImageShape(1, 41, 41);
    byte[] source = new byte[shape.values()];
    source[20 * 41 + 30] = -1;
    byte[] larger = new byte[source.length];
    byte[] smaller = new byte[source.length];
    new Augmentation(0, false, 0, 0.3, 0).apply(shape, source, 0, larger, 0, MOST);
    new Augmentation(0, false, 0, 0.3, 0).apply(shape, source, 0, smaller, 0, LEAST);
    assertThat(brightestColumn(larger, 20, 41)).isEqualTo(33);
    assertThat(brightestColumn(smaller, 20, 41)).isEqualTo(27);
  }

  @Test
  void smallRotationsKeepTheInk() {
    byte[] source = new byte[GREY.values()];
    for (int row = 10; row < 18; row++) {
      Arrays.fill(source, row * 28 + 10, row * 28 + 18, (byte) 200);
    }
    for (int round = 0; round < 100; round++) {
      byte[] target = applied(new Augmentation(3, true, 20, 0, 0), GREY, source);
      assertThat((double) ink(target) / ink(source)).isBetween(0.98, 1.02);
    }
  }

  @Test
  void whatComesInFromOutsideHasTheColourOfTheBorder() {
    byte[] framed = new byte[GREY.values()];
    Arrays.fill(framed, (byte) 255);
    for (int i = 0; i < 28; i++) {
      framed[i] = 40;
      framed[27 * 28 + i] = 40;
      framed[28 * i] = 40;
      framed[28 * i + 27] = 40;
    }
    byte[] target = new byte[framed.length];
    new Augmentation(0, false, 45, 0, 0).apply(GREY, framed, 0, target, 0, MOST);
    assertThat(target[0]).isEqualTo((byte) 40);
    assertThat(target[14 * 28 + 14]).isEqualTo((byte) 255);
  }

  @Test
  void cropCutsAWindowOutOfTheImagePaddedWithItsEdge() {
    byte[] source = noise(COLOUR);
    Set<List<Byte>> expected = new HashSet<>();
    for (int top = -2; top <= 2; top++) {
      for (int left = -2; left <= 2; left++) {
        expected.add(listed(window(source, left, top)));
      }
    }
    Set<List<Byte>> seen = new HashSet<>();
    Augmentation crop = new Augmentation(0, 2, false, 0, 0, 0, 0, 0);
    for (int round = 0; round < 1000; round++) {
      seen.add(listed(applied(crop, COLOUR, source)));
    }
    assertThat(seen).isEqualTo(expected);
  }

  @Test
  void brightnessAddsTheSameToEveryValueUpToTheLimits() {
    byte[] source = {0, 10, (byte) 128, (byte) 250};
    ImageShape shape = new ImageShape(1, 1, 4);
    byte[] target = new byte[4];
    Augmentation brightness = new Augmentation(0, 0, false, 0, 0, 0.2, 0, 0);
    brightness.apply(shape, source, 0, target, 0, MOST);
    assertThat(target).containsExactly(51, 61, 179, 255);
    brightness.apply(shape, source, 0, target, 0, LEAST);
    assertThat(target).containsExactly(0, 0, 77, 199);
    brightness.apply(shape, source, 0, target, 0, MIDDLE);
    assertThat(target).containsExactly(source);
  }

  @Test
  void contrastStretchesTheDistancesFromTheMean() {
    byte[] source = {80, 90, 110, 120};
    ImageShape shape = new ImageShape(1, 2, 2);
    byte[] target = new byte[4];
    Augmentation contrast = new Augmentation(0, 0, false, 0, 0, 0, 0.5, 0);
    contrast.apply(shape, source, 0, target, 0, MOST);
    assertThat(target).containsExactly(70, 85, 115, 130);
    contrast.apply(shape, source, 0, target, 0, LEAST);
    assertThat(target).containsExactly(90, 95, 105, 110);
  }

  @Test
  void whatIsNotAskedForDrawsNoRandomNumber() {
    byte[] source = noise(COLOUR);
    byte[] plain = new byte[source.length];
    byte[] cropped = new byte[source.length];
    Random first = new Random(3);
    Random second = new Random(3);
    new Augmentation(0, false, 0, 0, 3).apply(COLOUR, source, 0, plain, 0, first);
    new Augmentation(0, 0, false, 0, 0, 0, 0, 3).apply(COLOUR, source, 0, cropped, 0, second);
    assertThat(cropped).isEqualTo(plain);
    assertThat(second.nextLong()).isEqualTo(first.nextLong());
  }

  @Test
  void cutoutBlackensOneWholeSquareInEveryChannel() {
    byte[] white = new byte[COLOUR.values()];
    Arrays.fill(white, (byte) 255);
    Set<List<Byte>> seen = new HashSet<>();
    for (int round = 0; round < 500; round++) {
      byte[] target = applied(new Augmentation(0, false, 0, 0, 3), COLOUR, white);
      assertThat(ink(target)).isEqualTo((48 - 9) * 3 * 255);
      seen.add(listed(target));
    }
    assertThat(seen).hasSize((8 - 3 + 1) * (6 - 3 + 1));
  }

  @Test
  void theSameRandomNumbersGiveTheSameImage() {
    Augmentation all = new Augmentation(3, 2, true, 15, 0.1, 0.2, 0.3, 5);
    byte[] source = noise(GREY);
    byte[] first = new byte[source.length];
    byte[] second = new byte[source.length];
    all.apply(GREY, source, 0, first, 0, new Random(9));
    all.apply(GREY, source, 0, second, 0, new Random(9));
    assertThat(second).isEqualTo(first).isNotEqualTo(source);
  }

  @Test
  void onlyTheImageAtTheOffsetIsReadAndWritten() {
    Augmentation all = new Augmentation(3, 2, true, 15, 0.1, 0.2, 0.3, 5);
    byte[] source = noise(GREY);
    byte[] alone = new byte[784];
    all.apply(GREY, source, 0, alone, 0, new Random(9));
    byte[] surrounded = new byte[784 + 20];
    Arrays.fill(surrounded, (byte) 255);
    System.arraycopy(source, 0, surrounded, 10, 784);
    byte[] target = new byte[784 + 20];
    Arrays.fill(target, (byte) 7);
    all.apply(GREY, surrounded, 10, target, 5, new Random(9));
    assertThat(Arrays.copyOfRange(target, 5, 789)).isEqualTo(alone);
    assertThat(Arrays.copyOf(target, 5)).containsOnly(7);
    assertThat(Arrays.copyOfRange(target, 789, 804)).containsOnly(7);
  }

  @Test
  void valuesOutOfRangeAreRefused() {
    assertRefused(
        () -> new Augmentation(-1, false, 0, 0, 0), "shift must not be negative, found -1");
    assertRefused(
        () -> new Augmentation(0, false, 45.5, 0, 0), "rotation must be 0..45 degrees, found 45.5");
    assertRefused(
        () -> new Augmentation(0, false, Double.NaN, 0, 0),
        "rotation must be 0..45 degrees, found NaN");
    assertRefused(() -> new Augmentation(0, false, 0, -0.1, 0), "scale must be 0..0.3, found -0.1");
    assertRefused(
        () -> new Augmentation(0, -1, false, 0, 0, 0, 0, 0), "crop must not be negative, found -1");
    assertRefused(
        () -> new Augmentation(0, 0, false, 0, 0, 0.6, 0, 0),
        "brightness must be 0..0.5, found 0.6");
    assertRefused(
        () -> new Augmentation(0, 0, false, 0, 0, 0, Double.NaN, 0),
        "contrast must be 0..0.9, found NaN");
    assertRefused(
        () -> new Augmentation(0, false, 0, 0, -2), "cutout must not be negative, found -2");
  }

  @Test
  void shiftCropAndCutoutMustSuitTheImages() {
    assertRefused(
        () -> new Augmentation(0, 15, false, 0, 0, 0, 0, 0).check(GREY),
        "crop must be 0..14 for images of 1x28x28, found 15");
    assertRefused(
        () -> new Augmentation(15, false, 0, 0, 0).check(GREY),
        "shift must be 0..14 for images of 1x28x28, found 15");
    assertRefused(
        () -> new Augmentation(0, false, 0, 0, 6).check(COLOUR),
        "cutout must be below 6 for images of 3x8x6, found 6");
  }

  private static void assertRefused(ThrowingCallable call, String message) {
    assertThatThrownBy(call).isInstanceOf(Refusal.class).hasMessage("augmentation " + message);
  }

  private byte[] applied(Augmentation augmentation, ImageShape shape, byte[] source) {
    byte[] target = new byte[source.length];
    Arrays.fill(target, (byte) 99);
    augmentation.apply(shape, source, 0, target, 0, random);
    return target;
  }

  private byte[] noise(ImageShape shape) {
    byte[] image = new byte[shape.values()];
    random.nextBytes(image);
    return image;
  }

  private static byte[] shifted(byte[] source, int right, int down) {
    byte[] target = new byte[source.length];
    for (int i = 0; i < source.length; i++) {
      int row = i / 6 % 8 - down;
      int column = i % 6 - right;
      boolean inside = row >= 0 && row < 8 && column >= 0 && column < 6;
      target[i] =
          inside
              ? source[i / 48 * 48 + row * 6 + column]
              : (byte) Border.median(COLOUR, source, i / 48 * 48);
    }
    return target;
  }

  private static byte[] window(byte[] source, int left, int top) {
    byte[] target = new byte[source.length];
    for (int i = 0; i < source.length; i++) {
      int row = Math.max(0, Math.min(7, i / 6 % 8 + top));
      int column = Math.max(0, Math.min(5, i % 6 + left));
      target[i] = source[i / 48 * 48 + row * 6 + column];
    }
    return target;
  }

  private static int brightestColumn(byte[] image, int row, int columns) {
    int best = 0;
    for (int column = 0; column < columns; column++) {
      if ((image[row * columns + column] & 255) > (image[row * columns + best] & 255)) {
        best = column;
      }
    }
    return best;
  }

  private static long ink(byte[] image) {
    long sum = 0;
    for (byte b : image) {
      sum += b & 255;
    }
    return sum;
  }

  private static List<Byte> listed(byte[] image) {
    List<Byte> list = new ArrayList<>(image.length);
    for (byte b : image) {
      list.add(b);
    }
    return list;
  }

  /** A generator whose every fraction is the same. */
  private static RandomGenerator constant(long bits) {
    return () -> bits;
  }

  /** Fractions of just one half: no rotation, no scale. */
  private static final RandomGenerator MIDDLE = constant(1L << 63);

  private static final RandomGenerator MOST = constant(-1L);
  private static final RandomGenerator LEAST = constant(0L);
}

package bnn4j.datasets.junk;

import bnn4j.datasets.LabeledImages;
import bnn4j.datasets.picture.Picture;
import bnn4j.datasets.picture.SquareFitting;
import java.util.Arrays;
import java.util.Random;

/**
 * Makes what a window in a photo shows where no sign is: other things, parts of them close up, and
 * signs that are too small, cut off by the window's edge, or larger than the window. Image i
 * depends on the stream and i alone.
 */
final class JunkMaker {
  /** Of ten images, so many show other things whole. */
  private static final int WHOLE = 4;

  /** Of ten images, those below it show other things, whole or in part. */
  private static final int OTHERS = 7;

  private static final int KINDS = 10;

  /** What a picture of a sign has around it on each side, in 32ths. */
  private static final int MARGIN = 4;

  private final LabeledImages signs;
  private final LabeledImages others;
  private final int stream;
  private final int side;

  /**
   * Makes images of these.
   *
   * @param signs squares that a sign fills but for a small margin
   * @param others squares of the same size that show no signs
   * @param stream a small number; chance differs from that with another one
   */
  JunkMaker(LabeledImages signs, LabeledImages others, int stream) {
    this.signs = signs;
    this.others = others;
    this.stream = stream;
    this.side = signs.shape().rows();
  }

  /** Makes an image, {@code [3][side][side]}, in a place that holds zeros. */
  void make(int image, byte[] target, int offset) {
    // Neighbouring seeds start Random with nearly the same numbers, unless they are spread.
    Random chance = new Random((((long) stream << 32) + image + 1) * 0x9e3779b97f4a7c15L);
    int kind = image % KINDS;
    if (kind < WHOLE) {
      others.copyPixels(chance.nextInt(others.size()), target, offset);
    } else if (kind < OTHERS) {
      closeUp(others, between(side / 4, side * 3 / 4, chance), chance, target, offset);
    } else if (kind == OTHERS) {
      closeUp(signs, between(side / 4, side / 2, chance), chance, target, offset);
    } else {
      others.copyPixels(chance.nextInt(others.size()), target, offset);
      if (kind == OTHERS + 1) {
        small(chance, target, offset);
      } else {
        cutOff(chance, target, offset);
      }
    }
  }

  private void closeUp(LabeledImages images, int length, Random chance, byte[] target, int offset) {
    Picture picture = picture(images, chance.nextInt(images.size()));
    int left = chance.nextInt(side - length + 1);
    int top = chance.nextInt(side - length + 1);
    new SquareFitting(side).fit(picture.crop(left, top, length, length), target, offset);
  }

  /** A sign of at most half the window's side, anywhere in it. */
  private void small(Random chance, byte[] target, int offset) {
    int length = between(side / 4, side / 2, chance);
    int left = chance.nextInt(side - length + 1);
    int top = chance.nextInt(side - length + 1);
    paste(sign(length, chance), length, left, top, target, offset);
  }

  /** A sign of about the window's size, of which about half is outside. */
  private void cutOff(Random chance, byte[] target, int offset) {
    int length = between(side * 5 / 8, side, chance);
    int away = between(side * 3 / 8, side * 5 / 8, chance) * (chance.nextBoolean() ? 1 : -1);
    int aside = between(-side * 3 / 8, side * 3 / 8, chance);
    boolean across = chance.nextBoolean();
    int middle = (side - length) / 2;
    paste(
        sign(length, chance),
        length,
        middle + (across ? away : aside),
        middle + (across ? aside : away),
        target,
        offset);
  }

  private byte[] sign(int length, Random chance) {
    int margin = side * MARGIN / 32;
    int inner = side - 2 * margin;
    Picture picture =
        picture(signs, chance.nextInt(signs.size())).crop(margin, margin, inner, inner);
    byte[] sign = new byte[Picture.CHANNELS * length * length];
    new SquareFitting(length).fit(picture, sign, 0);
    return sign;
  }

  private Picture picture(LabeledImages images, int image) {
    int from = images.offset(image);
    return new Picture(
        side,
        side,
        Arrays.copyOfRange(images.store(), from, from + Picture.CHANNELS * side * side));
  }

  /** Writes a square into the image, as far as it lies inside. */
  private void paste(byte[] square, int length, int left, int top, byte[] target, int offset) {
    int first = Math.max(0, -left);
    int end = Math.min(length, side - left);
    for (int channel = 0; channel < Picture.CHANNELS; channel++) {
      for (int row = Math.max(0, -top); row < Math.min(length, side - top); row++) {
        System.arraycopy(
            square,
            (channel * length + row) * length + first,
            target,
            offset + (channel * side + top + row) * side + left + first,
            end - first);
      }
    }
  }

  private static int between(int least, int most, Random chance) {
    return least + chance.nextInt(most - least + 1);
  }
}

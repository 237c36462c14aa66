package bnn4j.datasets.transform;

import bnn4j.datasets.ImageShape;
import bnn4j.datasets.LabeledImages;
import bnn4j.datasets.PictureFit;
import bnn4j.datasets.picture.StrokeRule;
import bnn4j.foundation.Refusal;
import java.util.Locale;

/**
 * The transform of an image before the host packs it: fit, then invert, then contrast, then
 * threshold or dither. A parameter set stores the transform of its training.
 *
 * <p>A BNN-PYNQ host turns a grey pixel into 1 where it is at least 128 (formats.md 5.1). So a
 * transform with another threshold, or a dither, yields 0 and 255 only, and an unmodified host sees
 * the wanted bits; threshold 128 without dither is the host's own and leaves the grey values.
 *
 * @param invert dark becomes bright: {@code 255 - value}
 * @param contrast the contrast adjustment
 * @param threshold the smallest pixel value that becomes 1, 1..255; the centre of the dither's
 *     thresholds
 * @param dither one threshold or a threshold matrix
 * @param fit how strokes are put into the square, in images of a dataset and in pictures of any
 *     size; none where it is not said
 */
public record InputTransform(
    boolean invert, Contrast contrast, int threshold, Dither dither, PictureFit fit) {
  /** The threshold of an unmodified host. */
  public static final int HOST_THRESHOLD = 128;

  /** No change. */
  public static final InputTransform NONE =
      new InputTransform(false, Contrast.NONE, HOST_THRESHOLD, Dither.NONE);

  /**
   * @throws Refusal if a part is missing or the threshold is out of range
   */
  public InputTransform {
    fit = fit == null ? PictureFit.FILL : fit;
    if (contrast == null || dither == null) {
      throw new Refusal(
          "an input needs contrast and dither, '%s' is missing"
              .formatted(contrast == null ? "contrast" : "dither"));
    }
    if (threshold < 1 || threshold > 255) {
      throw new Refusal("an input threshold must be 1..255, found " + threshold);
    }
  }

  /** Without a rule of fitting. */
  public InputTransform(boolean invert, Contrast contrast, int threshold, Dither dither) {
    this(invert, contrast, threshold, dither, PictureFit.FILL);
  }

  /** The transform without the fit, for images that are already fitted. */
  public InputTransform afterFit() {
    return new InputTransform(invert, contrast, threshold, dither);
  }

  /** Whether images are not changed. */
  public boolean isIdentity() {
    return equals(NONE);
  }

  /** Whether the result has only the values 0 and 255. */
  public boolean makesBlackAndWhite() {
    return threshold != HOST_THRESHOLD || dither != Dither.NONE;
  }

  /**
   * As in a config: {@code {invert: false, contrast: none, threshold: 128, dither: none}}, and the
   * fit if there is one.
   */
  public String text() {
    return "{invert: %s, contrast: %s, threshold: %s, dither: %s%s}"
        .formatted(
            invert,
            contrast.name().toLowerCase(Locale.ROOT),
            threshold,
            dither.name().toLowerCase(Locale.ROOT),
            fit == PictureFit.FILL ? "" : ", fit: " + fit.name().toLowerCase(Locale.ROOT));
  }

  /**
   * Checks that images of this shape can be transformed.
   *
   * @throws Refusal if they are in colour and this makes black and white
   */
  public void check(ImageShape shape) {
    if (shape.channels() > 1 ? fit.isForGrey() : fit.isForColour()) {
      throw new Refusal(
          "input fit %s is for %s images; these have %d channels"
              .formatted(
                  fit.name().toLowerCase(Locale.ROOT),
                  fit.isForGrey() ? "grey" : "colour",
                  shape.channels()));
    }
    if (shape.channels() > 1 && makesBlackAndWhite()) {
      throw new Refusal(
          ("an input threshold of %d with dither %s gives black and white, which"
                  + " requires grey images; these have %d channels: omit threshold (%d) and"
                  + " dither; invert and contrast are supported")
              .formatted(
                  threshold,
                  dither.name().toLowerCase(Locale.ROOT),
                  shape.channels(),
                  HOST_THRESHOLD));
    }
  }

  /**
   * Transforms one image, {@code [channels][rows][columns]}, without allocating. Source and target
   * may be the same bytes.
   *
   * @throws Refusal if the shape does not suit, see {@link #check}
   */
  public void apply(
      ImageShape shape, byte[] source, int sourceOffset, byte[] target, int targetOffset) {
    check(shape);
    int values = shape.values();
    if (target != source || targetOffset != sourceOffset) {
      System.arraycopy(source, sourceOffset, target, targetOffset, values);
    }
    if (fit.isForGrey() && shape.rows() == shape.columns()) {
      new StrokeRule(fit).apply(target, targetOffset, shape.rows());
    }
    if (invert) {
      invert(target, targetOffset, values);
    }
    if (contrast == Contrast.STRETCH) {
      stretch(target, targetOffset, values);
    }
    if (makesBlackAndWhite()) {
      blackAndWhite(shape, target, targetOffset);
    }
  }

  /** The transformed images; the same object if the transform changes nothing. */
  public LabeledImages apply(LabeledImages images) {
    if (isIdentity()) {
      return images;
    }
    ImageShape shape = images.shape();
    byte[] transformed = new byte[Math.multiplyExact(images.size(), shape.values())];
    for (int image = 0; image < images.size(); image++) {
      apply(shape, images.store(), images.offset(image), transformed, image * shape.values());
    }
    return images.with(shape, transformed);
  }

  private static void invert(byte[] image, int offset, int values) {
    for (int i = offset; i < offset + values; i++) {
      image[i] = (byte) ~image[i];
    }
  }

  /** Over all channels at once, which keeps the hues. An image of one value stays as it is. */
  private static void stretch(byte[] image, int offset, int values) {
    int darkest = 255;
    int brightest = 0;
    for (int i = offset; i < offset + values; i++) {
      darkest = Math.min(darkest, image[i] & 255);
      brightest = Math.max(brightest, image[i] & 255);
    }
    int range = brightest - darkest;
    if (range == 0 || range == 255) {
      return;
    }
    for (int i = offset; i < offset + values; i++) {
      image[i] = (byte) ((((image[i] & 255) - darkest) * 255 + range / 2) / range);
    }
  }

  /** Goes through the dither's matrix, and for each of its cells through the pixels under it. */
  private void blackAndWhite(ImageShape shape, byte[] image, int offset) {
    int side = dither.side();
    for (int cell = 0; cell < side * side; cell++) {
      int least = dither.threshold(threshold, cell);
      for (int row = cell / side; row < shape.rows(); row += side) {
        int start = offset + row * shape.columns();
        for (int i = start + cell % side; i < start + shape.columns(); i += side) {
          image[i] = (byte) ((image[i] & 255) >= least ? 255 : 0);
        }
      }
    }
  }
}

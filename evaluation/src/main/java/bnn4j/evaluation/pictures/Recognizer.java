package bnn4j.evaluation.pictures;

import bnn4j.datasets.ImageShape;
import bnn4j.datasets.PictureFit;
import bnn4j.datasets.picture.Picture;
import bnn4j.datasets.picture.PictureFitting;
import bnn4j.datasets.picture.PictureParts;
import bnn4j.datasets.transform.InputTransform;
import bnn4j.evaluation.card.Card;
import bnn4j.evaluation.card.CardConfig;
import bnn4j.evaluation.model.DeployedModel;
import bnn4j.foundation.Refusal;
import bnn4j.network.InputFormat;
import bnn4j.overlay.Overlay;
import bnn4j.overlay.host.InputPacking;
import java.util.Optional;

/**
 * Prepares images for a parameter set by the input transform on its card and the rule of its
 * dataset.
 */
public final class Recognizer {
  private final InputFormat format;
  private final ImageShape shape;
  private final InputTransform afterFit;
  private final InputPacking packing;
  private final PictureFit fit;
  private final Optional<Boolean> invert;
  private final boolean usuallyInverted;

  private Recognizer(
      InputFormat format,
      InputTransform transform,
      PictureFit fit,
      Optional<Boolean> invert,
      boolean usuallyInverted) {
    this.format = format;
    this.shape = new ImageShape(format.channels(), format.dimension(), format.dimension());
    this.afterFit = transform.afterFit();
    this.packing = InputPacking.of(format);
    this.fit = fit;
    this.invert = invert;
    this.usuallyInverted = usuallyInverted;
  }

  /**
   * For a model.
   *
   * @param invert whether dark strokes on a bright ground are to be inverted; if empty, that is
   *     seen from each picture
   */
  public static Recognizer of(DeployedModel model, Optional<Boolean> invert) {
    return of(model.overlay().network().input(), model.card(), invert);
  }

  /**
   * For a network of which nothing else is known: pictures fill its input.
   *
   * @param invert whether dark strokes on a bright ground are to be inverted
   */
  public static Recognizer of(Overlay overlay, boolean invert) {
    return of(overlay.network().input(), Optional.empty(), Optional.of(invert));
  }

  /**
   * For what takes such pictures.
   *
   * @param card says how its training images were prepared, if that is known
   * @param invert whether dark strokes on a bright ground are to be inverted; if empty, that is
   *     seen from each picture
   */
  public static Recognizer of(InputFormat format, Optional<Card> card, Optional<Boolean> invert) {
    InputTransform transform = card.map(Card::input).orElse(InputTransform.NONE);
    boolean grey = format.channels() == 1;
    PictureFit own = card.map(Card::pictureFit).orElse(PictureFit.FILL);
    // A grey set on a network for colour is no picture of that dataset any more.
    PictureFit fit = (grey ? own.isForGrey() : own.isForColour()) ? own : PictureFit.FILL;
    boolean usually = card.map(Card::config).map(CardConfig::invertedPictures).orElse(false);
    return new Recognizer(format, transform, fit, invert, usually);
  }

  /** The shape of what the network takes. */
  public ImageShape shape() {
    return shape;
  }

  /** Bytes of packed input that an image takes, in words. */
  public int words() {
    return packing.words();
  }

  /**
   * A picture as the network sees it.
   *
   * @param pixels unsigned, {@code [channels][rows][columns]}, after all transforms
   * @param inverted whether dark strokes were found on a bright ground, and inverted unasked
   */
  public record Sight(byte[] pixels, boolean inverted) {}

  /**
   * What the network sees of a picture.
   *
   * @param name of the picture, for messages
   * @throws Refusal if there is nothing to see: no strokes, or the same value everywhere
   */
  public Sight see(Picture picture, String name) {
    boolean inkOnPaper =
        invert.isEmpty() && new PictureFitting(shape, false, fit).isInkOnPaper(picture);
    boolean exact = picture.rows() == shape.rows() && picture.columns() == shape.columns();
    boolean inverts =
        shape.channels() == 1 && invert.orElse(inkOnPaper || (usuallyInverted && exact));
    byte[] pixels = new PictureFitting(shape, inverts, fit).fit(picture, name);
    if (!finish(pixels)) {
      throw new Refusal(
          "%s: the network's input is constant: all %d values are equal"
              .formatted(name, pixels.length));
    }
    return new Sight(pixels, inkOnPaper && !usuallyInverted);
  }

  /** What it sees of square parts of a picture. */
  public Parts parts(Picture picture) {
    return new Parts(this, new PictureParts(picture, shape.rows(), fit));
  }

  /** Transforms a fitted image. Returns whether the result has more than one value. */
  boolean finish(byte[] pixels) {
    afterFit.apply(shape, pixels, 0, pixels, 0);
    return !isBlank(pixels);
  }

  private boolean isBlank(byte[] pixels) {
    int first = shown(pixels[0]);
    for (byte pixel : pixels) {
      if (shown(pixel) != first) {
        return false;
      }
    }
    return true;
  }

  /** A value as it shows: of a binary input only whether it is a bit. */
  private int shown(byte value) {
    if (!format.isBinary()) {
      return value & 255;
    }
    return (value & 255) >= InputTransform.HOST_THRESHOLD ? 255 : 0;
  }

  /** What the network sees, as a picture to look at: black and white where it takes bits. */
  public Picture shown(byte[] pixels) {
    int area = shape.rows() * shape.columns();
    byte[] values = new byte[3 * area];
    for (int i = 0; i < values.length; i++) {
      values[i] = (byte) shown(pixels[shape.channels() == 1 ? i % area : i]);
    }
    return new Picture(shape.rows(), shape.columns(), values);
  }

  /** The input words of an image that {@link #see} gave. */
  public void pack(byte[] pixels, long[] words, int offset) {
    packing.pack(pixels, 0, words, offset);
  }
}

package bnn4j.datasets.picture;

import bnn4j.datasets.ImageShape;
import bnn4j.datasets.PictureFit;
import bnn4j.foundation.Refusal;
import java.util.Arrays;
import java.util.Locale;

/**
 * Makes a picture of any size fit a network's input (formats.md 5.1 and 5.2), by the rule of the
 * dataset that the network was trained on.
 *
 * <p>Colour: shrunk, never enlarged, until it fits, and put in the middle of a white square, or as
 * for traffic signs. Grey: brightness, inverted if asked for, cropped to the strokes, resized to
 * fill the square, put in its middle on black, or with the margin that a dataset has. A grey
 * picture that has the input's size already is taken as it is, so that pictures cut out of a data
 * set stay what they are, save for the steps of the camera. All keep the ratio of the sides.
 *
 * @param shape what comes out: 1 or 3 channels, square
 * @param invert whether dark strokes on a bright ground are to become bright ones on a dark; of no
 *     matter in colour
 * @param fit the rule
 */
public record PictureFitting(ImageShape shape, boolean invert, PictureFit fit) {
  /** The least brightness of a stroke: what the host takes for a 1. */
  private static final int STROKE = 128;

  private static final byte WHITE = (byte) 255;

  /** Strokes that fill the square. */
  public PictureFitting(ImageShape shape, boolean invert) {
    this(shape, invert, PictureFit.FILL);
  }

  /**
   * @throws Refusal if such a shape cannot be made of a picture
   */
  public PictureFitting {
    if (shape.rows() != shape.columns() || (shape.channels() != 1 && shape.channels() != 3)) {
      throw new Refusal("images are converted to grey or RGB; this network takes " + shape);
    }
    if (invert && shape.channels() == 3) {
      throw new Refusal("only grey images can be inverted; this network takes " + shape);
    }
    if (shape.channels() == 3 ? fit.isForGrey() : fit.isForColour()) {
      throw new Refusal(
          "fit %s is for images in %s; this network takes %s"
              .formatted(
                  fit.name().toLowerCase(Locale.ROOT), fit.isForGrey() ? "grey" : "colour", shape));
    }
  }

  /**
   * Whether a grey picture shows dark strokes on a bright ground, as ink on paper; not asked of
   * pictures that have the input's size, which may fill it to the edge.
   */
  public boolean isInkOnPaper(Picture picture) {
    if (shape.channels() == 3
        || (picture.rows() == shape.rows() && picture.columns() == shape.columns())) {
      return false;
    }
    Plane grey = picture.grey();
    Strokes strokes = Strokes.of(grey);
    boolean dark = fit == PictureFit.FILL ? strokes.areDark() : InkFinder.areDark(grey);
    return strokes.isFound() && dark;
  }

  /**
   * Fits one picture.
   *
   * @param name of the picture, for the message
   * @return unsigned, {@code [channels][rows][columns]}
   * @throws Refusal if it becomes grey and has no strokes
   */
  public byte[] fit(Picture picture, String name) {
    byte[] values = new byte[shape.values()];
    if (fit == PictureFit.SQUARE) {
      new SquareFitting(shape.rows()).fit(picture, values, 0);
    } else if (shape.channels() == 3) {
      fitColour(picture, values);
    } else {
      fitGrey(invert ? picture.grey().inverted() : picture.grey(), name, values);
    }
    return values;
  }

  private void fitColour(Picture picture, byte[] values) {
    Arrays.fill(values, WHITE);
    int side = shape.rows();
    int columns = picture.columns();
    int rows = picture.rows();
    if (columns > side) {
      rows = Math.max(1, (int) ((double) rows * side / columns));
      columns = side;
    }
    if (rows > side) {
      columns = Math.max(1, (int) ((double) columns * side / rows));
      rows = side;
    }
    for (int channel = 0; channel < Picture.CHANNELS; channel++) {
      Lanczos.resize(picture.plane(channel), rows, columns)
          .paste(values, channel * side * side, side);
    }
  }

  private void fitGrey(Plane grey, String name, byte[] values) {
    int side = shape.rows();
    if (grey.rows() == side && grey.columns() == side && !fit.makesBlackAndWhite()) {
      System.arraycopy(grey.values(), 0, values, 0, values.length);
      return;
    }
    if (fit != PictureFit.FILL) {
      if (!Strokes.of(grey).isFound()) {
        throw new Refusal(
            "%s: contains no strokes: the brightness is almost constant".formatted(name));
      }
      System.arraycopy(new StrokeRule(fit).fit(grey, side), 0, values, 0, values.length);
      return;
    }
    Plane strokes = strokes(grey, name);
    double scale = (double) side / Math.max(strokes.rows(), strokes.columns());
    int rows = Math.max(1, (int) Math.round(strokes.rows() * scale));
    int columns = Math.max(1, (int) Math.round(strokes.columns() * scale));
    Lanczos.resize(strokes, rows, columns).paste(values, 0, side);
  }

  /** The smallest rectangle around all strokes. */
  private Plane strokes(Plane grey, String name) {
    Box box = Box.of(grey, STROKE);
    if (box.isEmpty()) {
      throw new Refusal(
          "%s: contains no strokes (pixels of brightness %d or more%s"
              .formatted(
                  name,
                  STROKE,
                  invert ? " after inverting it" : "; if they are dark on bright, invert it"));
    }
    return grey.crop(box.top(), box.left(), box.height(), box.width());
  }
}

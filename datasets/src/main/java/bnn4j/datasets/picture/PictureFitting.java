package bnn4j.datasets.picture;

import bnn4j.datasets.GreyFit;
import bnn4j.datasets.ImageShape;
import bnn4j.foundation.Refusal;
import java.util.Arrays;

/**
 * Makes a picture of any size fit a network's input (formats.md 5.1 and 5.2).
 *
 * <p>Colour: shrunk, never enlarged, until it fits, and put in the middle of a white square. Grey:
 * brightness, inverted if asked for, cropped to the strokes, resized to fill the square or, as
 * {@link GreyFit} says, a part of it, put in its middle on black. A grey picture that has the
 * input's size already is taken as it is, so that pictures cut out of a data set stay what they
 * are. Either keeps the ratio of the sides.
 *
 * @param shape what comes out: 1 or 3 channels, square
 * @param invert whether dark strokes on a bright ground are to become bright ones on a dark; of no
 *     matter in colour
 * @param fit how strokes are put into a grey square; of no matter in colour
 */
public record PictureFitting(ImageShape shape, boolean invert, GreyFit fit) {
  /** The least brightness of a stroke: what the host takes for a 1. */
  private static final int STROKE = 128;

  private static final byte WHITE = (byte) 255;

  /** What a digit's longer side fills of the square's. */
  private static final double DIGIT_PART = 20 / 28.0;

  /** Strokes that fill the square. */
  public PictureFitting(ImageShape shape, boolean invert) {
    this(shape, invert, GreyFit.FILL);
  }

  /**
   * @throws Refusal if such a shape cannot be made of a picture
   */
  public PictureFitting {
    if (shape.rows() != shape.columns() || (shape.channels() != 1 && shape.channels() != 3)) {
      throw new Refusal(
          "pictures become squares in grey or three colours; this network takes " + shape);
    }
    if (invert && shape.channels() == 3) {
      throw new Refusal("only grey pictures can be inverted; this network takes " + shape);
    }
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
    if (shape.channels() == 3) {
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
    if (grey.rows() == side && grey.columns() == side) {
      System.arraycopy(grey.values(), 0, values, 0, values.length);
      return;
    }
    Plane strokes = strokes(grey, name);
    double filled = fit == GreyFit.DIGIT ? Math.rint(DIGIT_PART * side) : side;
    double scale = filled / Math.max(strokes.rows(), strokes.columns());
    int rows = Math.max(1, (int) Math.round(strokes.rows() * scale));
    int columns = Math.max(1, (int) Math.round(strokes.columns() * scale));
    Plane resized = Lanczos.resize(strokes, rows, columns);
    if (fit == GreyFit.DIGIT) {
      resized.pasteByMass(values, side);
    } else {
      resized.paste(values, 0, side);
    }
  }

  /** The smallest rectangle around all strokes. */
  private Plane strokes(Plane grey, String name) {
    int top = grey.rows();
    int left = grey.columns();
    int bottom = -1;
    int right = -1;
    for (int row = 0; row < grey.rows(); row++) {
      for (int column = 0; column < grey.columns(); column++) {
        if (grey.at(row, column) >= STROKE) {
          top = Math.min(top, row);
          bottom = row;
          left = Math.min(left, column);
          right = Math.max(right, column);
        }
      }
    }
    if (bottom < 0) {
      throw new Refusal(
          "%s: has no strokes, pixels of brightness %d or more%s"
              .formatted(
                  name,
                  STROKE,
                  invert ? " after inverting it" : "; if they are dark on bright, invert it"));
    }
    return grey.crop(top, left, bottom - top + 1, right - left + 1);
  }
}

package bnn4j.datasets.picture;

import bnn4j.datasets.PictureFit;

/**
 * Puts strokes into a square by the rule of a dataset.
 *
 * @param fit one for grey
 */
public record StrokeRule(PictureFit fit) {
  /**
   * Fits a square image of a dataset anew, in place, bright strokes on a dark ground or dark on
   * bright; one without strokes stays as it is.
   *
   * @param image unsigned, {@code [side][side]} from {@code offset} on
   */
  public void apply(byte[] image, int offset, int side) {
    byte[] values = new byte[side * side];
    System.arraycopy(image, offset, values, 0, values.length);
    Plane plane = new Plane(side, side, values);
    Strokes strokes = Strokes.of(plane);
    if (strokes.isFound()) {
      Plane bright = strokes.areDark() ? plane.inverted() : plane;
      System.arraycopy(fit(bright, side), 0, image, offset, values.length);
    }
  }

  /** Bright strokes on a dark ground as a square. */
  byte[] fit(Plane bright, int side) {
    return switch (fit) {
      case DIGIT -> new StrokeFitting(side, side * 20 / 28, true).fit(bright);
      case EMNIST -> new StrokeFitting(side, side * 24 / 28, false).fit(bright);
      case CAMERA -> CameraSteps.DIGIT.fit(bright.inverted(), side);
      case LETTER -> CameraSteps.LETTER.fit(bright.inverted(), side);
      case FILL, HOST, SQUARE -> throw new IllegalStateException(fit.toString());
    };
  }
}

package bnn4j.datasets.picture;

import bnn4j.datasets.ImageShape;

/**
 * Makes a colour picture a square as BNN-PYNQ did for traffic signs: shrunk or enlarged until its
 * longer side is that of the square, put in the middle on black (formats.md 7.3).
 *
 * @param side of the square, in pixels
 */
public record SquareFitting(int side) {

  /** The shape of what comes out. */
  public ImageShape shape() {
    return new ImageShape(Picture.CHANNELS, side, side);
  }

  /** Fits a picture into a place, {@code [3][side][side]}, that holds zeros. */
  public void fit(Picture picture, byte[] target, int offset) {
    double scale = (double) side / Math.max(picture.rows(), picture.columns());
    int rows = Math.max(1, (int) Math.round(picture.rows() * scale));
    int columns = Math.max(1, (int) Math.round(picture.columns() * scale));
    for (int channel = 0; channel < Picture.CHANNELS; channel++) {
      Lanczos.resize(picture.plane(channel), rows, columns)
          .paste(target, offset + channel * side * side, side);
    }
  }
}

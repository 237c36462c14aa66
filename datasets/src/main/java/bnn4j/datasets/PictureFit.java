package bnn4j.datasets;

/**
 * How an image of any size is fitted to the square input of a network. Images for a network must be
 * fitted by the rule of its training dataset.
 */
public enum PictureFit {
  /**
   * The default. Grey: cropped to the strokes and resized to fill the square, as in a BNN-PYNQ
   * notebook; colour: {@link #HOST}.
   */
  FILL,

  /**
   * Grey, as MNIST was made: the longer side of the strokes 20 of 28 pixels, their centre of mass
   * in the middle (http://yann.lecun.com/exdb/mnist/).
   */
  DIGIT,

  /** Grey, as EMNIST was made: the longer side of the strokes 24 of 28 pixels, in the middle. */
  EMNIST,

  /**
   * Grey, as BNN-PYNQ's notebook prepares a digit held before a camera: contrast 3, brightness 4,
   * crop to the ink, centre, square, and only black pixels become 1.
   */
  CAMERA,

  /**
   * Grey, as BNN-PYNQ's notebook prepares a letter held before a camera: contrast 5, brightness 2,
   * threshold 180, crop to the ink, centre, square.
   */
  LETTER,

  /** Colour, as in BNN-PYNQ's hosts: reduced, never enlarged, centred on a white square. */
  HOST,

  /** Colour, as in GTSRB: the longer side fills the square, padded with black. */
  SQUARE;

  /** Whether it is for grey images only. */
  public boolean isForGrey() {
    return this != FILL && !isForColour();
  }

  /** Whether it is for colour images only. */
  public boolean isForColour() {
    return this == HOST || this == SQUARE;
  }

  /** Whether the result has only the values 0 and 255. */
  public boolean makesBlackAndWhite() {
    return this == CAMERA || this == LETTER;
  }
}

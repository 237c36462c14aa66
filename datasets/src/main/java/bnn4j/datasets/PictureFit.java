package bnn4j.datasets;

/**
 * How an image of any size is fitted to the square input of a network. Images for a network must be
 * fitted by the rule of its training dataset.
 */
public enum PictureFit {
  /**
   * The usual way. Grey: cropped to the strokes, resized until they fill the square, as a BNN-PYNQ
   * notebook does it (formats.md 5.1); colour: {@link #HOST}.
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
   * crop to the ink, centre, square, and only what is quite black becomes a bit.
   */
  CAMERA,

  /**
   * Grey, as BNN-PYNQ's notebook prepares a letter held before a camera: contrast 5, brightness 2,
   * threshold 180, crop to the ink, centre, square.
   */
  LETTER,

  /** Colour, as BNN-PYNQ's hosts do it: shrunk, never enlarged, in the middle of a white square. */
  HOST,

  /** Colour, as GTSRB was made: the longer side fills the square, black around it. */
  SQUARE;

  /** Whether it is for pictures in grey. */
  public boolean isForGrey() {
    return this != FILL && !isForColour();
  }

  /** Whether it is for pictures in colour. */
  public boolean isForColour() {
    return this == HOST || this == SQUARE;
  }

  /** Whether what comes out has the values 0 and 255 only. */
  public boolean makesBlackAndWhite() {
    return this == CAMERA || this == LETTER;
  }
}

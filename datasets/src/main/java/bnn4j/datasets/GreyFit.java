package bnn4j.datasets;

/** How strokes are put into a grey square. */
public enum GreyFit {
  /** They fill it, as a BNN-PYNQ notebook does it (formats.md 5.1). */
  FILL,
  /**
   * They fill 20 of 28 pixels, and their centre of mass is in the middle, as MNIST fitted its
   * digits (http://yann.lecun.com/exdb/mnist/).
   */
  DIGIT
}

package bnn4j.datasets.transform;

/** The contrast adjustment of an image. */
public enum Contrast {
  /** Nothing. */
  NONE,
  /** The image's darkest value becomes 0 and its brightest 255, the others in proportion. */
  STRETCH
}

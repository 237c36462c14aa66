package bnn4j.datasets;

/**
 * What images are used for. Validation images are taken from the training images: {@link Split}.
 */
public enum Part {
  TRAINING,
  VALIDATION,
  TEST
}

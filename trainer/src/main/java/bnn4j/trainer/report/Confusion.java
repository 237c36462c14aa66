package bnn4j.trainer.report;

/**
 * One kind of mistake.
 *
 * @param actual the class of the images
 * @param predicted the class they were taken for
 * @param images how many they are
 */
record Confusion(int actual, int predicted, long images) {}

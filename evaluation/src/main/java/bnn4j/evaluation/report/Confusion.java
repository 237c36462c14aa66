package bnn4j.evaluation.report;

/**
 * One pair of actual and predicted class.
 *
 * @param actual the class of the images
 * @param predicted the class they were taken for
 * @param images how many they are
 */
record Confusion(int actual, int predicted, long images) {}

package bnn4j.datasets.idx;

/**
 * How images and labels lie in their files.
 *
 * @param transposed whether images are stored column by column
 * @param firstLabel the number of the first class
 */
record IdxLayout(boolean transposed, int firstLabel) {
  /** Row by row, labels from 0, as MNIST has it. */
  static final IdxLayout PLAIN = new IdxLayout(false, 0);
}

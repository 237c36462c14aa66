package bnn4j.trainer.ops;

import org.nd4j.linalg.api.ndarray.INDArray;

/** A matrix whose rows several threads bring, each its own part, for products of all of them. */
public interface GatheredMatrix {
  /**
   * Takes the rows of a part. Several threads may at the same time, each for another part.
   *
   * @param array {@code [rows of the part][columns]}, or with columns beside them that are left out
   */
  void take(int part, INDArray array);

  /**
   * A product for one thread, of what the two contain whenever it is computed.
   *
   * @param right of the same {@link GemmPrecision}, with as many rows
   */
  Product transposedTimes(GatheredMatrix right);

  /** A product of two matrices. */
  interface Product {
    /**
     * Computes it.
     *
     * @param result {@code [columns of the left][columns of the right]}, overwritten
     */
    void compute(INDArray result);
  }
}

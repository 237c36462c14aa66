package bnn4j.trainer.ops;

import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * One matrix product of a network, computed again and again with other values. Of two networks that
 * learn at the same time each has its own.
 */
public interface Gemm {
  /**
   * {@code result = a b}, where a or b may be transposed before. All are contiguous floats, rows
   * first, and share no memory.
   *
   * @param a {@code [rows][inner]}, or {@code [inner][rows]} if transposed
   * @param b {@code [inner][columns]}, or {@code [columns][inner]} if transposed
   * @param result {@code [rows][columns]}, overwritten
   */
  void multiply(INDArray a, boolean transposeA, INDArray b, boolean transposeB, INDArray result);
}

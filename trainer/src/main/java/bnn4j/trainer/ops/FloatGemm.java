package bnn4j.trainer.ops;

import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** OpenBLAS's product. */
final class FloatGemm implements Gemm {
  @Override
  public void multiply(
      INDArray a, boolean transposeA, INDArray b, boolean transposeB, INDArray result) {
    Nd4j.gemm(a, b, result, transposeA, transposeB, 1, 0);
  }
}

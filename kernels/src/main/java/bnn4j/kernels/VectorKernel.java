package bnn4j.kernels;

import java.util.List;

/**
 * Neurons across the lanes of vectors. Runs where the JVM has the module {@code
 * jdk.incubator.vector}, fast where its compiler makes vector instructions of it.
 */
final class VectorKernel implements Kernel {
  /**
   * Checks the processor.
   *
   * @throws UnsupportedOperationException if it has no vector instructions that the JVM knows
   */
  VectorKernel() {
    if (!VectorLanes.inHardware()) {
      throw new UnsupportedOperationException(
          "the JVM supports no vector length of this" + " processor");
    }
  }

  @Override
  public String name() {
    return "vector";
  }

  @Override
  public int bits() {
    return VectorLanes.INTS.vectorBitSize();
  }

  @Override
  public BitMatrix bitMatrix(int neurons, int words, List<long[]> planes) {
    return new VectorBitMatrix(neurons, words, planes);
  }

  @Override
  public ValueMatrix valueMatrix(int[][] weights) {
    return VectorValueMatrix.fits(weights) && !TableSums.fits(weights)
        ? new VectorValueMatrix(weights)
        : new ScalarKernel().valueMatrix(weights);
  }

  @Override
  public ThresholdComparison comparison(int[] thresholds) {
    return new VectorComparison(thresholds);
  }
}

package bnn4j.kernels;

import java.util.List;

/** A word at a time with the processor's bit count; runs on every JVM. */
public final class ScalarKernel implements Kernel {
  @Override
  public String name() {
    return "scalar";
  }

  @Override
  public int bits() {
    return Long.SIZE;
  }

  @Override
  public BitMatrix bitMatrix(int neurons, int words, List<long[]> planes) {
    return new ScalarBitMatrix(neurons, planes.toArray(long[][]::new));
  }

  @Override
  public ValueMatrix valueMatrix(int[][] weights) {
    if (TableSums.fits(weights)) {
      return windows -> new TableSums(weights, windows);
    }
    int[][] bySynapse = ScalarValueSums.layOut(weights);
    return windows -> new ScalarValueSums(bySynapse, windows);
  }

  @Override
  public ThresholdComparison comparison(int[] thresholds) {
    return new ScalarComparison(thresholds.clone());
  }
}

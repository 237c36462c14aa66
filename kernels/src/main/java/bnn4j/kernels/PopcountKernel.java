package bnn4j.kernels;

import java.util.List;

/**
 * Counts in loops over arrays side by side, of which the compiler makes vector instructions on its
 * own, among them the bit count of each lane that newer processors have (AVX-512 VPOPCNTDQ). It
 * needs no module, runs on every JVM, and is slow where the processor lacks that instruction.
 *
 * <p>Windows stand side by side: so a neuron's weights are constants of the loop, its counts are in
 * the order in which they are compared, and the number of neurons does not matter. Where that does
 * not pay, because windows are few or counts are wanted neuron by neuron, another kernel counts.
 */
public final class PopcountKernel implements Kernel {
  /** Bits of a vector of the processors that it is for. */
  private static final int BITS = 512;

  private final Kernel other;

  /**
   * A kernel.
   *
   * @param other counts the rest
   */
  PopcountKernel(Kernel other) {
    this.other = other;
  }

  @Override
  public String name() {
    return "popcount";
  }

  @Override
  public int bits() {
    return BITS;
  }

  @Override
  public int together(int neurons) {
    return PopcountBitCounter.PORTION;
  }

  @Override
  public int mapWords() {
    return 1 << 14;
  }

  @Override
  public Kernel counting() {
    return other;
  }

  @Override
  public BitMatrix bitMatrix(int neurons, int words, List<long[]> planes) {
    int[][] halves = planes.stream().map(PopcountBitCounter::halves).toArray(int[][]::new);
    return new PopcountBitMatrix(neurons, halves, other.bitMatrix(neurons, words, planes));
  }

  @Override
  public ValueMatrix valueMatrix(int[][] weights) {
    return other.valueMatrix(weights);
  }

  @Override
  public ThresholdComparison comparison(int[] thresholds) {
    return other.comparison(thresholds);
  }
}

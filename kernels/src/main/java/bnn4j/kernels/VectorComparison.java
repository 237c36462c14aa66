package bnn4j.kernels;

import static bnn4j.kernels.VectorLanes.INTS;
import static bnn4j.kernels.VectorLanes.LANES;
import static jdk.incubator.vector.VectorOperators.ASHR;
import static jdk.incubator.vector.VectorOperators.OR;

import java.util.Arrays;
import jdk.incubator.vector.IntVector;

/** Turns signs of differences into bits, half a word at a time. */
final class VectorComparison implements ThresholdComparison {
  /** Above every accumulator, and small enough to subtract any from it. */
  private static final int NEVER = 1 << 30;

  private static final int[] BIT_OF_LANE = new int[Integer.SIZE];

  static {
    Arrays.setAll(BIT_OF_LANE, lane -> 1 << lane);
  }

  private final int neurons;
  private final int[] thresholds;

  VectorComparison(int[] thresholds) {
    this.neurons = thresholds.length;
    this.thresholds = Arrays.copyOf(thresholds, Kernel.stride(thresholds.length));
    Arrays.fill(this.thresholds, thresholds.length, this.thresholds.length, NEVER);
  }

  @Override
  public int neurons() {
    return neurons;
  }

  @Override
  public int threshold(int neuron) {
    return thresholds[neuron];
  }

  @Override
  public void exceeded(int[] accumulators, int from, long[] bits, int at) {
    for (int n = 0; n < thresholds.length; n += Kernel.BLOCK) {
      long low = half(accumulators, from + n, n);
      long high = half(accumulators, from + n + Integer.SIZE, n + Integer.SIZE);
      bits[at + n / Kernel.BLOCK] = high << Integer.SIZE | (low & 0xffffffffL);
    }
  }

  private int half(int[] accumulators, int from, int neuron) {
    IntVector bits = IntVector.zero(INTS);
    for (int i = 0; i < Integer.SIZE; i += LANES) {
      IntVector signs =
          IntVector.fromArray(INTS, thresholds, neuron + i)
              .sub(IntVector.fromArray(INTS, accumulators, from + i))
              .lanewise(ASHR, 31);
      bits = bits.or(signs.and(IntVector.fromArray(INTS, BIT_OF_LANE, i)));
    }
    return bits.reduceLanes(OR);
  }
}

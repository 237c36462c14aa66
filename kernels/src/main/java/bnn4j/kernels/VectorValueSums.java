package bnn4j.kernels;

import static bnn4j.kernels.VectorLanes.GROUP;
import static bnn4j.kernels.VectorLanes.INTS;
import static bnn4j.kernels.VectorLanes.LANES;
import static jdk.incubator.vector.VectorOperators.ASHR;
import static jdk.incubator.vector.VectorOperators.LSHL;

import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.ShortVector;

/** Multiplies and adds in 16 bits. */
final class VectorValueSums implements ValueSums {
  private final VectorValueMatrix matrix;
  private final VectorWindows windows;
  private final int imageSize;

  VectorValueSums(VectorValueMatrix matrix, Windows windows) {
    this.matrix = matrix;
    this.windows = new VectorWindows(windows);
    this.imageSize = windows.imageSize();
  }

  @Override
  public void read(byte[] values, int images) {
    int[] map = windows.map();
    for (int i = 0; i < images * imageSize; i++) {
      map[i] = VectorLanes.twice(values[i]);
    }
  }

  @Override
  public void sum(int first, int count, int[] sums) {
    int stride = Kernel.stride(matrix.neurons());
    for (int done = 0; done < count; done += VectorWindows.PORTION) {
      int portion = Math.min(VectorWindows.PORTION, count - done);
      windows.copy(first + done, portion);
      for (int group = 0; group * GROUP < matrix.neurons(); group++) {
        int weightsAt = group * matrix.synapses() * LANES;
        for (int i = 0; i < portion; i++) {
          sum(weightsAt, i * matrix.synapses(), sums, (done + i) * stride + group * GROUP);
        }
      }
    }
  }

  private void sum(int weightsAt, int windowAt, int[] sums, int at) {
    int[] window = windows.values();
    int[] weights = matrix.weights();
    int synapses = matrix.synapses();
    ShortVector sum = IntVector.zero(INTS).reinterpretAsShorts();
    for (int synapse = 0; synapse < synapses; synapse++) {
      ShortVector value =
          IntVector.broadcast(INTS, window[windowAt + synapse]).reinterpretAsShorts();
      ShortVector weight =
          IntVector.fromArray(INTS, weights, weightsAt + synapse * LANES).reinterpretAsShorts();
      sum = sum.add(weight.mul(value));
    }
    IntVector both = sum.reinterpretAsInts();
    both.lanewise(LSHL, 16).lanewise(ASHR, 16).intoArray(sums, at);
    both.lanewise(ASHR, 16).intoArray(sums, at + LANES);
  }
}

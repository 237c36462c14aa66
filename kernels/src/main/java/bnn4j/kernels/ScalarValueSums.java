package bnn4j.kernels;

import java.util.Arrays;

/** Straight along the neurons, which the compiler turns into vector instructions. */
final class ScalarValueSums implements ValueSums {
  /** Synapses taken at a time, so that the sums are loaded and stored less often. */
  private static final int GROUP = 4;

  private final int[][] weights;
  private final Windows windows;
  private final int[] window;
  private byte[] values;

  /** A workspace around weights that {@link #layOut} made. */
  ScalarValueSums(int[][] weights, Windows windows) {
    this.weights = weights;
    this.windows = windows;
    this.window = new int[weights.length];
  }

  /** {@code [synapse][neuron]}, filled up with synapses of weight 0 to whole groups. */
  static int[][] layOut(int[][] weights) {
    int neurons = weights.length;
    int synapses = weights[0].length;
    int[][] bySynapse = new int[(synapses + GROUP - 1) / GROUP * GROUP][neurons];
    for (int synapse = 0; synapse < synapses; synapse++) {
      for (int neuron = 0; neuron < neurons; neuron++) {
        bySynapse[synapse][neuron] = weights[neuron][synapse];
      }
    }
    return bySynapse;
  }

  @Override
  public void read(byte[] values, int images) {
    this.values = values;
  }

  @Override
  public void sum(int first, int count, int[] sums) {
    int stride = Kernel.stride(weights[0].length);
    Arrays.fill(sums, 0, count * stride, 0);
    for (int i = 0; i < count; i++) {
      gather(windows.start(first + i));
      for (int synapse = 0; synapse < window.length; synapse += GROUP) {
        addProducts(synapse, sums, i * stride);
      }
    }
  }

  private void gather(int start) {
    for (int row = 0, to = 0; row < windows.runs(); row++) {
      int from = start + row * windows.rowStep();
      for (int i = 0; i < windows.run(); i++, to++) {
        window[to] = values[from + i];
      }
    }
  }

  private void addProducts(int synapse, int[] sums, int at) {
    int[] first = weights[synapse];
    int[] second = weights[synapse + 1];
    int[] third = weights[synapse + 2];
    int[] fourth = weights[synapse + 3];
    int firstInput = window[synapse];
    int secondInput = window[synapse + 1];
    int thirdInput = window[synapse + 2];
    int fourthInput = window[synapse + 3];
    for (int n = 0; n < first.length; n++) {
      sums[at + n] +=
          first[n] * firstInput
              + second[n] * secondInput
              + third[n] * thirdInput
              + fourth[n] * fourthInput;
    }
  }
}

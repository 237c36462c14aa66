package bnn4j.finnthesizer;

import bnn4j.overlay.MatrixLayer;
import bnn4j.overlay.params.LayerMemory;

/**
 * A layer as the accelerator computes it, bit by bit from its memories, after formats.md 1 and 4.
 * Slow and plain; inputs are given as numbers.
 */
record PackedLayer(MatrixLayer layer, LayerMemory memory) {
  /** -1 or +1; with two bits also 0. */
  int activation(int row, int[] inputs) {
    int thresholds = layer.thresholdsPerNeuron();
    int pe = row % layer.folding().pe();
    int fold = row / layer.folding().pe();
    long accumulator = accumulator(row, inputs);
    int fired = 0;
    for (int k = 0; k < thresholds; k++) {
      fired += accumulator > kept(memory.thresholds()[pe][fold * thresholds + k]) ? 1 : 0;
    }
    return layer.outputBits() == 1 ? 2 * fired - 1 : fired - 1;
  }

  long accumulator(int row, int[] inputs) {
    long sum = 0;
    for (int column = 0; column < layer.columns(); column++) {
      int code = weightCode(row, column);
      int weight = layer.weightBits() == 1 ? 2 * code - 1 : code << 30 >> 30;
      sum +=
          switch (layer.accumulator()) {
            case POPCOUNT -> code == bit(inputs, column) ? 1 : 0;
            case SIGNED -> weight * input(inputs, column);
            case FIXED_POINT -> 2 * weight * input(inputs, column);
          };
    }
    return sum;
  }

  private int weightCode(int row, int column) {
    int simd = layer.folding().simd();
    int pe = row % layer.folding().pe();
    int fold = row / layer.folding().pe();
    long word = memory.weights()[pe][fold * (layer.columns() / simd) + column / simd];
    int bits = layer.weightBits();
    return (int) (word >>> (column % simd * bits)) & ((1 << bits) - 1);
  }

  private static int bit(int[] inputs, int column) {
    return column < inputs.length && inputs[column] > 0 ? 1 : 0;
  }

  /** Padding is zero bits, which one-bit inputs mean -1 by. */
  private int input(int[] inputs, int column) {
    return column < inputs.length ? inputs[column] : layer.inputBits() == 1 ? -1 : 0;
  }

  private long kept(long threshold) {
    int unused = Long.SIZE - layer.thresholdBits();
    return threshold << unused >> unused;
  }
}

package bnn4j.onnx.synthesis;

import bnn4j.overlay.MatrixLayer;

/**
 * Between the sum of weight times activation and what the accelerator counts: {@code sum} is over
 * the layer's own synapses, activations -1, 0 and +1, or 8-bit values in units of 1/128.
 *
 * @param layer of the accelerator, its padding synapses as this project packs them
 */
record Sums(MatrixLayer layer) {
  /** The file's threshold so that exactly sums from {@code first} on are above it. */
  long threshold(long first) {
    return switch (layer.accumulator()) {
      case POPCOUNT -> Math.floorDiv(first + layer.fanIn() + 1, 2) - 1;
      case SIGNED -> first - 1 - padding();
      case FIXED_POINT -> 2 * first - 2;
    };
  }

  /** The accelerator's accumulator for a sum that the layer can have. */
  long accumulator(long sum) {
    return switch (layer.accumulator()) {
      case POPCOUNT -> Math.floorDiv(sum + layer.fanIn(), 2);
      case SIGNED -> sum - padding();
      case FIXED_POINT -> 2 * sum;
    };
  }

  /** Padding bits are -1, padding weights +1, or 0 where there is a 0. */
  private long padding() {
    return layer.inputBits() == 1 && layer.weightBits() == 1 ? layer.paddedColumns() : 0;
  }
}

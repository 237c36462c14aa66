package bnn4j.overlay.engine;

import bnn4j.overlay.InputFormat;
import java.util.Arrays;

/**
 * Synapses on an 8-bit picture, exact: with inputs in units of 1/128 and accumulators of 1/256,
 * each product counts twice.
 */
final class FixedPointSynapses implements Synapses {
  /** Synapses taken at a time, so that the sums are loaded and stored less often. */
  static final int GROUP = 4;

  private final int[][] weights;
  private final InputFormat format;
  private final int kernelSize;

  /** {@code [row][column][channel]}. */
  private final byte[] picture;

  private final int[] window;

  /**
   * A workspace.
   *
   * @param weights doubled, {@code [synapse][neuron]}, filled up with synapses of weight 0 to whole
   *     groups
   * @param kernelSize rows and columns of a window; all of the picture's for a dense layer
   */
  FixedPointSynapses(int[][] weights, InputFormat format, int kernelSize) {
    this.weights = weights;
    this.format = format;
    this.kernelSize = kernelSize;
    this.picture = new byte[format.values()];
    this.window = new int[weights.length];
  }

  @Override
  public void load(long[] input, int offset) {
    for (int i = 0; i < picture.length; i++) {
      picture[i] = (byte) (input[offset + i / Long.BYTES] >>> (i % Long.BYTES * Byte.SIZE));
    }
  }

  @Override
  public void accumulate(int row, int column, int[] accumulators) {
    gather(row, column);
    Arrays.fill(accumulators, 0);
    for (int synapse = 0; synapse < window.length; synapse += GROUP) {
      addProducts(synapse, accumulators);
    }
  }

  private void gather(int row, int column) {
    int run = kernelSize * format.channels();
    for (int y = 0; y < kernelSize; y++) {
      int start = ((row + y) * format.dimension() + column) * format.channels();
      for (int i = 0; i < run; i++) {
        window[y * run + i] = picture[start + i];
      }
    }
  }

  /** Straight along the neurons, which the compiler turns into vector instructions. */
  private void addProducts(int synapse, int[] accumulators) {
    int[] first = weights[synapse];
    int[] second = weights[synapse + 1];
    int[] third = weights[synapse + 2];
    int[] fourth = weights[synapse + 3];
    int firstInput = window[synapse];
    int secondInput = window[synapse + 1];
    int thirdInput = window[synapse + 2];
    int fourthInput = window[synapse + 3];
    for (int n = 0; n < first.length; n++) {
      accumulators[n] +=
          first[n] * firstInput
              + second[n] * secondInput
              + third[n] * thirdInput
              + fourth[n] * fourthInput;
    }
  }
}

package bnn4j.overlay.engine;

import bnn4j.overlay.InputFormat;
import java.util.Arrays;

/**
 * Synapses on an 8-bit picture, exact: with inputs in units of 1/128 and accumulators of 1/256,
 * each product counts twice.
 */
final class FixedPointSynapses implements Synapses {
  private final int[] weights;
  private final int neurons;
  private final InputFormat format;
  private final int kernelSize;

  /** {@code [row][column][channel]}. */
  private final byte[] picture;

  /**
   * A workspace.
   *
   * @param weights doubled, {@code [synapse][neuron]}
   * @param kernelSize rows and columns of a window; all of the picture's for a dense layer
   */
  FixedPointSynapses(int[] weights, int neurons, InputFormat format, int kernelSize) {
    this.weights = weights;
    this.neurons = neurons;
    this.format = format;
    this.kernelSize = kernelSize;
    this.picture = new byte[format.values()];
  }

  @Override
  public void load(long[] input, int offset) {
    for (int i = 0; i < picture.length; i++) {
      picture[i] = (byte) (input[offset + i / Long.BYTES] >>> (i % Long.BYTES * Byte.SIZE));
    }
  }

  @Override
  public void accumulate(int row, int column, int[] accumulators) {
    Arrays.fill(accumulators, 0);
    int run = kernelSize * format.channels();
    int synapse = 0;
    for (int y = 0; y < kernelSize; y++) {
      int start = ((row + y) * format.dimension() + column) * format.channels();
      for (int i = 0; i < run; i++, synapse++) {
        addProducts(picture[start + i], synapse * neurons, accumulators);
      }
    }
  }

  /** Straight along the neurons, which the compiler turns into vector instructions. */
  private void addProducts(int value, int at, int[] accumulators) {
    for (int n = 0; n < neurons; n++) {
      accumulators[n] += weights[at + n] * value;
    }
  }
}

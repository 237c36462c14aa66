package bnn4j.trainer.layers;

import java.nio.FloatBuffer;
import java.util.Arrays;

/**
 * Max pooling of pictures {@code [images][rows][columns][channels]} over squares side by side, and
 * its gradient, which goes to the first of the largest values of a square.
 *
 * <p>Takes a band of the picture at a time, as high as the squares, and parts it into planes: plane
 * {@code k} holds value {@code k} of every square. So each loop is one long run over arrays side by
 * side, which the compiler makes vector instructions of; it compares by arithmetic, because a
 * branch would stand in the way of that.
 */
final class Pooling {
  /** Its square times any difference of two floats is beyond 1. */
  private static final float HUGE = 1e38f;

  private final int size;
  private final int rows;
  private final int columns;
  private final int channels;
  private final float[] band;
  private final float[] pooled;
  private final float[][] planes;

  /** Values or gradients that lie outside of all squares. */
  private final float[] rest;

  /**
   * A pooling.
   *
   * @param size rows and columns of a square
   * @param rows of a picture; those that do not fill a square are left out, as are columns
   */
  Pooling(int size, int rows, int columns, int channels) {
    this.size = size;
    this.rows = rows;
    this.columns = columns;
    this.channels = channels;
    this.band = new float[size * columns * channels];
    this.pooled = new float[columns / size * channels];
    this.planes = new float[size * size][pooled.length];
    this.rest = new float[rows % size * columns * channels];
  }

  /**
   * Writes the largest value of each square, {@code [images][rows/size][columns/size][channels]}.
   */
  void forward(FloatBuffer input, FloatBuffer output) {
    while (input.hasRemaining()) {
      for (int row = 0; row < rows / size; row++) {
        pool(input);
        output.put(pooled);
      }
      input.get(rest);
    }
  }

  /**
   * Writes the gradient of the input.
   *
   * @param outputGradient as large as the output
   * @param inputGradient as large as the input; overwritten
   */
  void backward(FloatBuffer input, FloatBuffer outputGradient, FloatBuffer inputGradient) {
    float[] gradients = new float[pooled.length];
    while (input.hasRemaining()) {
      for (int row = 0; row < rows / size; row++) {
        pool(input);
        outputGradient.get(gradients);
        for (float[] plane : planes) {
          giveToTheLargest(plane, pooled, gradients);
        }
        putPlanes(inputGradient);
      }
      input.get(rest);
      Arrays.fill(rest, 0);
      inputGradient.put(rest);
    }
  }

  private void pool(FloatBuffer input) {
    input.get(band);
    for (int plane = 0; plane < planes.length; plane++) {
      for (int square = 0; square < columns / size; square++) {
        System.arraycopy(band, inBand(plane, square), planes[plane], square * channels, channels);
      }
    }
    System.arraycopy(planes[0], 0, pooled, 0, pooled.length);
    for (int plane = 1; plane < planes.length; plane++) {
      raise(pooled, planes[plane]);
    }
  }

  private void putPlanes(FloatBuffer target) {
    Arrays.fill(band, 0);
    for (int plane = 0; plane < planes.length; plane++) {
      for (int square = 0; square < columns / size; square++) {
        System.arraycopy(planes[plane], square * channels, band, inBand(plane, square), channels);
      }
    }
    target.put(band);
  }

  /** Where the channels of a square's value begin. */
  private int inBand(int plane, int square) {
    int row = plane / size;
    int column = square * size + plane % size;
    return (row * columns + column) * channels;
  }

  private static void raise(float[] largest, float[] values) {
    for (int i = 0; i < largest.length; i++) {
      largest[i] = Math.max(largest[i], values[i]);
    }
  }

  /** Replaces values by the gradients of those that are the largest, and 0 for the others. */
  private static void giveToTheLargest(float[] values, float[] largest, float[] gradients) {
    for (int i = 0; i < values.length; i++) {
      float isLargest = Math.max(0f, 1 - (largest[i] - values[i]) * HUGE * HUGE);
      values[i] = isLargest * gradients[i];
      gradients[i] -= values[i];
    }
  }
}

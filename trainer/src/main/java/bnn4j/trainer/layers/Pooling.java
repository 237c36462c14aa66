package bnn4j.trainer.layers;

import java.nio.FloatBuffer;
import java.util.Arrays;

/**
 * Max pooling of pictures {@code [images][rows][columns][channels]} over squares, and its gradient,
 * which goes to the first of the largest values of a square; where squares overlap, gradients add
 * up.
 *
 * <p>Parts a row of squares into planes: plane {@code k} holds value {@code k} of every square. So
 * each loop is one long run over arrays side by side, which the compiler makes vector instructions
 * of; it compares by arithmetic, because a branch would stand in the way of that.
 */
final class Pooling {
  /** Its square times any difference of two floats is beyond 1. */
  private static final float HUGE = 1e38f;

  private final int size;
  private final int stride;
  private final int columns;
  private final int channels;

  /** Squares of a column, and of a row. */
  private final int down;

  private final int across;

  private final float[] picture;
  private final float[] pooled;
  private final float[][] planes;

  /**
   * A pooling.
   *
   * @param size rows and columns of a square
   * @param stride pixels from one square to the next
   * @param rows of a picture; those that do not fill a square are left out, as are columns
   */
  Pooling(int size, int stride, int rows, int columns, int channels) {
    this.size = size;
    this.stride = stride;
    this.columns = columns;
    this.channels = channels;
    this.down = (rows - size) / stride + 1;
    this.across = (columns - size) / stride + 1;
    this.picture = new float[rows * columns * channels];
    this.pooled = new float[across * channels];
    this.planes = new float[size * size][pooled.length];
  }

  /** Writes the largest value of each square, {@code [images][down][across][channels]}. */
  void forward(FloatBuffer input, FloatBuffer output) {
    while (input.hasRemaining()) {
      input.get(picture);
      for (int row = 0; row < down; row++) {
        pool(row);
        output.put(pooled);
      }
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
    float[] passed = new float[picture.length];
    while (input.hasRemaining()) {
      input.get(picture);
      Arrays.fill(passed, 0);
      for (int row = 0; row < down; row++) {
        pool(row);
        outputGradient.get(gradients);
        for (float[] plane : planes) {
          giveToTheLargest(plane, pooled, gradients);
        }
        addPlanes(row, passed);
      }
      inputGradient.put(passed);
    }
  }

  private void pool(int row) {
    for (int plane = 0; plane < planes.length; plane++) {
      for (int square = 0; square < across; square++) {
        int from = inPicture(row, plane, square);
        System.arraycopy(picture, from, planes[plane], square * channels, channels);
      }
    }
    System.arraycopy(planes[0], 0, pooled, 0, pooled.length);
    for (int plane = 1; plane < planes.length; plane++) {
      raise(pooled, planes[plane]);
    }
  }

  private void addPlanes(int row, float[] target) {
    for (int plane = 0; plane < planes.length; plane++) {
      for (int square = 0; square < across; square++) {
        add(planes[plane], square * channels, target, inPicture(row, plane, square), channels);
      }
    }
  }

  private static void add(float[] values, int from, float[] target, int to, int count) {
    for (int i = 0; i < count; i++) {
      target[to + i] += values[from + i];
    }
  }

  /** Where the channels of a square's value begin. */
  private int inPicture(int row, int plane, int square) {
    int y = row * stride + plane / size;
    int x = square * stride + plane % size;
    return (y * columns + x) * channels;
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

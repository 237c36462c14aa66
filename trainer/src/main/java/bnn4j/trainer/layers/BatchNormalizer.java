package bnn4j.trainer.layers;

import bnn4j.network.DataType;
import java.nio.FloatBuffer;
import java.util.Arrays;
import java.util.Optional;

/**
 * Batch normalization of batches {@code [rows][neurons]} (Ioffe and Szegedy 2015, algorithm 1).
 *
 * <p>Takes a batch in chunks of whole rows, and repeats what belongs to a neuron for every row of a
 * chunk: so each loop is one long run over arrays side by side, which the compiler makes vector
 * instructions of. The neurons of a single row are too few for that.
 */
final class BatchNormalizer {
  private static final float JUST_ABOVE_ONE = Math.nextUp(1f);

  /** More than 1 over the distance of neighbouring floats around 1. */
  private static final float STEEP = 1e8f;

  /** Values per chunk, if a row has no more: the seven arrays of a pass fit a level 1 cache. */
  private static final int CHUNK = 1024;

  private final int neurons;
  private final double epsilon;
  private final float[] mean;
  private final float[] variance;
  private final float[] invStd;
  private int rows;
  private double part;

  // Of a chunk's length each: what the chunk holds, and what is repeated for each of its rows.
  private final float[] values;
  private final float[] gradients;
  private final float[] centre;
  private final float[] scale;
  private final float[] shift;
  private final float[] slope;
  private final ColumnSums sums;
  private final ColumnSums products;

  BatchNormalizer(int neurons, double epsilon) {
    this.neurons = neurons;
    this.epsilon = epsilon;
    this.mean = new float[neurons];
    this.variance = new float[neurons];
    this.invStd = new float[neurons];
    int chunk = chunkOf(neurons);
    this.values = new float[chunk];
    this.gradients = new float[chunk];
    this.centre = new float[chunk];
    this.scale = new float[chunk];
    this.shift = new float[chunk];
    this.slope = new float[chunk];
    this.sums = new ColumnSums(neurons, chunk);
    this.products = new ColumnSums(neurons, chunk);
  }

  /** Values in a chunk of whole rows of so many. */
  static int chunkOf(int neurons) {
    return Math.max(1, CHUNK / neurons) * neurons;
  }

  /** Sums over the batch, {@code [neurons]}: gradients of gamma and beta. */
  record Gradients(float[] gamma, float[] beta) {}

  /** Rows over which the statistics are. */
  int rows() {
    return rows;
  }

  /** The share of them that the last batch was. */
  double part() {
    return part;
  }

  /** The batch's mean, {@code [neurons]}. */
  float[] mean() {
    return mean;
  }

  /** The batch's biased variance, {@code [neurons]}. */
  float[] variance() {
    return variance;
  }

  /** The batch's inverse standard deviation, epsilon inside, {@code [neurons]}. */
  float[] invStd() {
    return invStd;
  }

  /**
   * Computes the statistics.
   *
   * @param batch {@code [rows][neurons]}
   * @param parts to which this is only one
   */
  void measure(FloatBuffer batch, PartSums parts) {
    int own = batch.remaining() / neurons;
    // Squares of distances from some value of the neuron's lose no digits; those from 0 might.
    float[] origin = new float[neurons];
    batch.get(0, origin);
    sumDistances(batch, origin);
    double[] totals = fromZero(origin, own);
    parts.complete(totals);
    rows = (int) totals[2 * neurons];
    part = (double) own / rows;
    for (int n = 0; n < neurons; n++) {
      double average = totals[n] / rows;
      double spread = Math.max(0, totals[neurons + n] / rows - average * average);
      mean[n] = (float) average;
      variance[n] = (float) spread;
      invStd[n] = (float) (1 / Math.sqrt(spread + epsilon));
    }
  }

  private void sumDistances(FloatBuffer batch, float[] origin) {
    repeat(origin, centre);
    sums.clear();
    products.clear();
    while (batch.hasRemaining()) {
      int length = read(batch, values);
      addDistances(values, centre, sums.partial(), products.partial(), length);
      sums.chunkDone();
      products.chunkDone();
    }
  }

  /** Sums, then sums of squares of the values themselves, then their number. */
  private double[] fromZero(float[] origin, int own) {
    double[] distances = sums.total();
    double[] squares = products.total();
    double[] totals = new double[2 * neurons + 1];
    for (int n = 0; n < neurons; n++) {
      double origins = own * (double) origin[n];
      totals[n] = distances[n] + origins;
      totals[neurons + n] = squares[n] + origin[n] * (2 * distances[n] + origins);
    }
    totals[2 * neurons] = own;
    return totals;
  }

  private static void addDistances(
      float[] values, float[] centre, float[] sums, float[] squares, int length) {
    for (int i = 0; i < length; i++) {
      float distance = values[i] - centre[i];
      sums[i] += distance;
      squares[i] += distance * distance;
    }
  }

  /**
   * The forward pass of the batch that was measured last.
   *
   * @param output as large as the batch; overwritten
   * @param levels of the quantizer that follows, if one does
   */
  void normalize(
      FloatBuffer batch,
      FloatBuffer output,
      float[] gamma,
      float[] beta,
      Optional<DataType> levels) {
    prepare(gamma, beta);
    while (batch.hasRemaining()) {
      int length = read(batch, values);
      normalize(values, centre, scale, shift, length);
      if (levels.isPresent()) {
        Levels.quantize(values, length, levels.get());
      }
      output.put(values, 0, length);
    }
  }

  private static void normalize(
      float[] values, float[] centre, float[] scale, float[] shift, int length) {
    for (int i = 0; i < length; i++) {
      values[i] = (values[i] - centre[i]) * scale[i] + shift[i];
    }
  }

  /**
   * The backward pass of the batch that was measured last.
   *
   * @param batch that batch
   * @param outputGradient of the loss, with respect to the output
   * @param inputGradient overwritten with that with respect to the batch
   * @param levels of the quantizer that follows, if one does, which passes gradients only where the
   *     normalized value lies within its range
   * @param parts to which this batch is only one
   * @return the gradients of gamma and beta over this part
   */
  Gradients gradients(
      FloatBuffer batch,
      FloatBuffer outputGradient,
      FloatBuffer inputGradient,
      float[] gamma,
      float[] beta,
      Optional<DataType> levels,
      PartSums parts) {
    prepare(gamma, beta);
    sumGradients(batch.duplicate(), outputGradient, inputGradient.duplicate(), levels);
    double[] totals = Arrays.copyOf(sums.total(), 2 * neurons);
    System.arraycopy(products.total(), 0, totals, neurons, neurons);
    Gradients own = new Gradients(new float[neurons], new float[neurons]);
    for (int n = 0; n < neurons; n++) {
      own.gamma()[n] = (float) (totals[neurons + n] * invStd[n]);
      own.beta()[n] = (float) totals[n];
    }
    parts.complete(totals);
    prepareCentring(gamma, totals);
    centreGradients(batch, inputGradient);
    return own;
  }

  /** What to take off each gradient: {@code (value - centre) * slope + shift}. */
  private void prepareCentring(float[] gamma, double[] totals) {
    float[] slopes = new float[neurons];
    float[] means = new float[neurons];
    for (int n = 0; n < neurons; n++) {
      double factor = (double) gamma[n] * invStd[n] / rows;
      slopes[n] = (float) (factor * totals[neurons + n] * invStd[n] * invStd[n]);
      means[n] = (float) (factor * totals[n]);
    }
    repeat(slopes, slope);
    repeat(means, shift);
  }

  /** Sums up the gradients that pass the quantizer, and writes them to {@code passed}. */
  private void sumGradients(
      FloatBuffer batch, FloatBuffer from, FloatBuffer passed, Optional<DataType> levels) {
    sums.clear();
    products.clear();
    while (batch.hasRemaining()) {
      int length = read(batch, values);
      read(from, gradients);
      if (levels.isPresent()) {
        passWithinRange(levels.get(), length);
      }
      addGradients(gradients, values, centre, sums.partial(), products.partial(), length);
      sums.chunkDone();
      products.chunkDone();
      passed.put(gradients, 0, length);
    }
  }

  /** The quantizer's range is -1 to 1, or 0 to 1, of which {@code 2 x - 1} makes the same. */
  private void passWithinRange(DataType levels, int length) {
    boolean signed = levels.signed();
    passWithinRange(
        gradients,
        values,
        centre,
        scale,
        shift,
        signed ? 1 : 2,
        signed ? 0 : 1,
        levels.max(),
        length);
  }

  /**
   * Keeps the gradients where the normalized value lies in the range, clears the others: the factor
   * is 1 up to exactly the end and 0 from the next float on.
   */
  private static void passWithinRange(
      float[] gradients,
      float[] values,
      float[] centre,
      float[] scale,
      float[] shift,
      float stretch,
      float lower,
      float steepness,
      int length) {
    for (int i = 0; i < length; i++) {
      float normalized = (values[i] - centre[i]) * scale[i] + shift[i];
      float size = Math.abs(normalized * stretch - lower);
      gradients[i] *= steepness * Math.min(1f, Math.max(0f, (JUST_ABOVE_ONE - size) * STEEP));
    }
  }

  private static void addGradients(
      float[] gradients,
      float[] values,
      float[] centre,
      float[] sums,
      float[] products,
      int length) {
    for (int i = 0; i < length; i++) {
      sums[i] += gradients[i];
      products[i] += gradients[i] * (values[i] - centre[i]);
    }
  }

  /** Takes off what a common shift or scale of the batch would change: batch norm undoes it. */
  private void centreGradients(FloatBuffer batch, FloatBuffer inputGradient) {
    FloatBuffer from = inputGradient.duplicate();
    while (batch.hasRemaining()) {
      int length = read(batch, values);
      read(from, gradients);
      centreGradients(gradients, values, centre, scale, slope, shift, length);
      inputGradient.put(gradients, 0, length);
    }
  }

  private static void centreGradients(
      float[] gradients,
      float[] values,
      float[] centre,
      float[] scale,
      float[] slope,
      float[] mean,
      int length) {
    for (int i = 0; i < length; i++) {
      gradients[i] = gradients[i] * scale[i] - (values[i] - centre[i]) * slope[i] - mean[i];
    }
  }

  /** What to do with each value: {@code (value - centre) * scale + shift}. */
  private void prepare(float[] gamma, float[] beta) {
    float[] scales = new float[neurons];
    for (int n = 0; n < neurons; n++) {
      scales[n] = gamma[n] * invStd[n];
    }
    repeat(mean, centre);
    repeat(scales, scale);
    repeat(beta, shift);
  }

  private void repeat(float[] row, float[] chunk) {
    for (int to = 0; to < chunk.length; to += neurons) {
      System.arraycopy(row, 0, chunk, to, neurons);
    }
  }

  private static int read(FloatBuffer from, float[] chunk) {
    int length = Math.min(chunk.length, from.remaining());
    from.get(chunk, 0, length);
    return length;
  }
}

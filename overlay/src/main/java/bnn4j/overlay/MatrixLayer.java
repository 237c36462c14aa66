package bnn4j.overlay;

import bnn4j.foundation.Refusal;
import bnn4j.network.DataType;
import bnn4j.network.Layer;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * A convolution or dense layer as the accelerator runs it: a matrix-vector-threshold unit with its
 * memories. Everything that is not given follows from what is (formats.md 1 and 2).
 *
 * @param index number of this layer among the matrix layers, from 0; the number in file names
 * @param layer of the network
 * @param folding SIMD and PE
 * @param rows neurons or output channels, padding included (H)
 * @param columns synapses, padding included (W)
 * @param inputBits 1, 2 or 8
 * @param accumulator what is summed
 */
public record MatrixLayer(
    int index,
    Layer layer,
    Folding folding,
    int rows,
    int columns,
    int inputBits,
    Accumulator accumulator) {
  /** {@link #outputBits} of a layer that gives its accumulators away. */
  public static final int SCORE_BITS = 16;

  /**
   * Checks that the folding divides the matrix, that a group of synapses fits a word, and that
   * thresholds or scores can hold whatever an accumulator can be.
   *
   * @throws Refusal naming the layer and the legal values
   */
  public MatrixLayer {
    int weightBits = layer.weights().bits();
    int widest = Overlay.WORD_BITS / weightBits;
    if (folding.simd() > widest || columns % folding.simd() != 0) {
      throw new Refusal(
          "layer %d: SIMD %d does not fit %d columns of %d-bit weights; legal values are %s"
              .formatted(index, folding.simd(), columns, weightBits, divisors(columns, widest)));
    }
    if (rows % folding.pe() != 0) {
      throw new Refusal(
          "layer %d: PE %d does not divide %d rows; legal values are %s"
              .formatted(index, folding.pe(), rows, divisors(rows, rows)));
    }
    checkRange(index, layer, columns, accumulator);
    if ((long) rows * columns > Integer.MAX_VALUE) {
      throw new Refusal(
          "layer %d: %d x %d weights are too many; at most %d fit"
              .formatted(index, rows, columns, Integer.MAX_VALUE));
    }
  }

  /** Neurons or output channels without padding. */
  public int neurons() {
    return layer.neurons();
  }

  /** Synapses of a neuron without padding. */
  public int fanIn() {
    return layer.fanIn();
  }

  /** Whether a 2x2 max pool follows the thresholds. */
  public boolean pooled() {
    return layer.isPooled();
  }

  /** 1 or 2. */
  public int weightBits() {
    return layer.weights().bits();
  }

  /** 1 or 2; {@link #SCORE_BITS} for scores, which no threshold follows. */
  public int outputBits() {
    return layer.activations().map(DataType::bits).orElse(SCORE_BITS);
  }

  /** Bits of the weights of all rows and columns. */
  public long weightsInBits() {
    return (long) rows * columns * weightBits();
  }

  /** Thresholds of all rows. */
  public long thresholds() {
    return (long) rows * thresholdsPerNeuron();
  }

  /** Padding columns. */
  public int paddedColumns() {
    return columns - fanIn();
  }

  /** Positions at which the matrix is applied: output pixels, 1 for a dense layer. */
  public int positions() {
    return layer.positions();
  }

  /** Rows and columns of the map of positions. */
  public int dimension() {
    return layer.unpooled().dimension();
  }

  /** Words of weight memory per PE (WMEM). */
  public int wmem() {
    return (columns / folding.simd()) * (rows / folding.pe());
  }

  /** Entries of threshold memory per PE (TMEM): neurons of a PE. */
  public int tmem() {
    return rows / folding.pe();
  }

  /** Thresholds of a neuron: one less than there are levels, none for scores. */
  public int thresholdsPerNeuron() {
    return layer.activations().map(DataType::thresholds).orElse(0);
  }

  /** Whether threshold files exist for this layer. */
  public boolean hasThresholds() {
    return layer.activations().isPresent();
  }

  /** Bits of a threshold that the accelerator keeps, two's complement. */
  public int thresholdBits() {
    return thresholdBits(accumulator);
  }

  private static int thresholdBits(Accumulator accumulator) {
    return accumulator == Accumulator.FIXED_POINT ? 24 : 16;
  }

  /** Whatever an accumulator can be must fit the bits of what it is compared with or given as. */
  private static void checkRange(int index, Layer layer, int columns, Accumulator accumulator) {
    boolean thresholds = layer.activations().isPresent();
    int bits = thresholds ? thresholdBits(accumulator) : SCORE_BITS;
    long limit = 1L << (bits - 1);
    if (min(accumulator, columns) <= -limit || max(accumulator, columns) >= limit) {
      throw new Refusal(
          "layer %d: accumulators from %d to %d do not fit its %d-bit %s; use fewer synapses than %d"
              .formatted(
                  index,
                  min(accumulator, columns),
                  max(accumulator, columns),
                  bits,
                  thresholds ? "thresholds" : "scores",
                  columns));
    }
  }

  /** Smallest value the accumulator can take with weights from -1 to 1. */
  public int accumulatorMin() {
    return (int) min(accumulator, columns);
  }

  /** Largest value the accumulator can take with weights from -1 to 1. */
  public int accumulatorMax() {
    return (int) max(accumulator, columns);
  }

  private static long min(Accumulator accumulator, int columns) {
    return switch (accumulator) {
      case POPCOUNT -> 0;
      case SIGNED -> -columns;
      case FIXED_POINT -> -2L * 128 * columns;
    };
  }

  private static long max(Accumulator accumulator, int columns) {
    return accumulator == Accumulator.POPCOUNT ? columns : -min(accumulator, columns);
  }

  /** Clock cycles per image, if nothing is waited for. */
  public long cycles() {
    int values = layer.isDense() ? folding.simd() : folding.windowValues(layer.input().channels());
    return positions() * folding.cycles(columns, rows, values);
  }

  private static String divisors(int value, int largest) {
    return IntStream.rangeClosed(1, Math.min(value, largest))
        .filter(d -> value % d == 0)
        .mapToObj(Integer::toString)
        .collect(Collectors.joining(", "));
  }
}

package bnn4j.hardware.rtl;

import bnn4j.overlay.Folding;
import java.util.Optional;

/**
 * A matrix layer in hardware: words of its input wait in a buffer, come out as vectors, and meet
 * the weights; perhaps a pool follows. All widths are in bits.
 *
 * @param index from 0; parameters address it by that
 * @param map what a sliding window goes over; empty for a dense layer
 * @param columns synapses, padding included
 * @param rows neurons, padding included
 * @param simd synapses per cycle and neuron
 * @param pe neurons per cycle
 * @param weightBits of a weight
 * @param inputBits of an input value
 * @param popcount whether accumulators count equal bits
 * @param fractionBits zeros that are appended to sums before they are compared
 * @param thresholds per neuron; 0 if sums are the result
 * @param thresholdBits that are kept of one
 * @param lowest output value where no threshold is exceeded
 * @param outputBits of an output value
 * @param poolSize rows and columns of a pool's squares; 1 if there is none
 * @param waiting words that may wait before it: depth of the FIFO, for a window of its slack
 */
public record Stage(
    int index,
    Optional<Map> map,
    int columns,
    int rows,
    int simd,
    int pe,
    int weightBits,
    int inputBits,
    boolean popcount,
    int fractionBits,
    int thresholds,
    int thresholdBits,
    int lowest,
    int outputBits,
    int poolSize,
    int waiting) {
  /**
   * The input map of a convolution.
   *
   * @param kernel rows and columns of the window
   * @param dimension rows and columns of the map
   * @param channels values of a pixel
   */
  public record Map(int kernel, int dimension, int channels) {
    /** Rows and columns of the map that comes out. */
    public int positions() {
      return dimension - kernel + 1;
    }

    /** Pixels from the first to the last of a window. */
    public int windowSpan() {
      return (kernel - 1) * dimension + kernel;
    }
  }

  /** Words of a vector. */
  public int synapseFolds() {
    return columns / simd;
  }

  /** Words of a result. */
  public int neuronFolds() {
    return rows / pe;
  }

  /**
   * Values of a word of the input stream: of a dense layer and of a window those of a vector's
   * word, unless that holds more or less than a part of a pixel; then a pixel.
   */
  public int wordValues() {
    return map.map(m -> folding().windowValues(m.channels)).orElse(simd);
  }

  /** Width of the input stream. */
  public int wordBits() {
    return wordValues() * inputBits;
  }

  /** Words of a pixel; of a vector for a dense layer. */
  public int pixelWords() {
    return map.map(m -> m.channels / wordValues()).orElse(synapseFolds());
  }

  /** Width of the words that meet the weights. */
  public int vectorBits() {
    return simd * inputBits;
  }

  /** Width of the output stream. */
  public int resultBits() {
    return pe * outputBits;
  }

  /** Width of a sum as it is compared: VALUE_BITS of bnn_mvtu. */
  public int sumBits() {
    int count = Integer.SIZE - Integer.numberOfLeadingZeros(columns);
    return inputBits + weightBits - 1 + count + fractionBits;
  }

  /** Rows and columns of the map that the weights give, before a pool; 1 for a dense layer. */
  public int dimension() {
    return map.map(Map::positions).orElse(1);
  }

  /** Words of the input stream per image. */
  public int inputWords() {
    return map.map(m -> m.dimension * m.dimension).orElse(1) * pixelWords();
  }

  /** Whether a pool follows. */
  public boolean pooled() {
    return poolSize > 1;
  }

  /** Words of the weight memory of a processing element. */
  public int weightWords() {
    return synapseFolds() * neuronFolds();
  }

  /** Multiply-adds per image, padding included. */
  public long products() {
    return (long) dimension() * dimension() * rows * columns;
  }

  /** Bits of all weights, padding included. */
  public long weights() {
    return (long) rows * columns * weightBits;
  }

  /** Bits of weights that are read in a cycle. */
  public long weightBitsPerCycle() {
    return (long) pe * simd * weightBits;
  }

  /** The same layer folded otherwise, with buffers as deep as is safe. */
  public Stage folded(int simd, int pe) {
    Stage folded = with(simd, pe, Buffers.LEAST);
    return folded.withWaiting(Buffers.ample(folded));
  }

  /** The same with another number of words that may wait before it. */
  public Stage withWaiting(int words) {
    return with(simd, pe, words);
  }

  private Stage with(int simd, int pe, int words) {
    return new Stage(
        index,
        map,
        columns,
        rows,
        simd,
        pe,
        weightBits,
        inputBits,
        popcount,
        fractionBits,
        thresholds,
        thresholdBits,
        lowest,
        outputBits,
        poolSize,
        words);
  }

  /** Cycles per image if nothing is waited for. */
  public long cycles() {
    return (long) dimension() * dimension() * folding().cycles(columns, rows, wordValues());
  }

  private Folding folding() {
    return new Folding(simd, pe);
  }
}

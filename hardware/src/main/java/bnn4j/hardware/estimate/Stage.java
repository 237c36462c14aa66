package bnn4j.hardware.estimate;

/**
 * A matrix-vector-threshold unit of the pipeline, with the window before it and the pool behind it:
 * the numbers that formulas need, and nothing of the network.
 *
 * @param index number of the layer, from 0
 * @param kernel rows and columns of the window; 0 for a dense layer, which has none
 * @param channels values of an input pixel; all inputs of a dense layer
 * @param inDimension rows and columns of the input map; 1 for a dense layer
 * @param outDimension rows and columns of what the unit gives, before the pool
 * @param pool rows and columns of a pool's square; 1 if no pool follows
 * @param rows neurons or output channels, padding included (MH)
 * @param columns synapses, padding included (MW)
 * @param simd synapses per processing element and cycle
 * @param pe processing elements
 * @param weightBits bits of a weight
 * @param inputBits bits of an input value
 * @param inputSigned whether inputs are signed; bits that only match or don't are not
 * @param outputBits bits of an output value; those of a score if no threshold follows
 * @param thresholds per neuron; 0 if the sums are given away
 * @param thresholdBits bits of a threshold and so of a sum
 */
public record Stage(
    int index,
    int kernel,
    int channels,
    int inDimension,
    int outDimension,
    int pool,
    int rows,
    int columns,
    int simd,
    int pe,
    int weightBits,
    int inputBits,
    boolean inputSigned,
    int outputBits,
    int thresholds,
    int thresholdBits) {

  /** Whether a window slides over its input. */
  public boolean isConvolution() {
    return kernel > 0;
  }

  /** Whether sums count equal bits, and so need no sign. */
  public boolean countsBits() {
    return weightBits == 1 && inputBits == 1 && !inputSigned;
  }

  /** Places at which the matrix is applied. */
  public int positions() {
    return outDimension * outDimension;
  }

  /** Cycles for one column of the matrix unit's outputs: synapse groups of a neuron. */
  public int synapseFold() {
    return columns / simd;
  }

  /** Neuron groups, and so words of a threshold memory (TMEM). */
  public int neuronFold() {
    return rows / pe;
  }

  /** Words of the weight memory of a processing element (WMEM). */
  public int weightDepth() {
    return synapseFold() * neuronFold();
  }

  /** Cycles per image. */
  public long cycles() {
    return (long) positions() * weightDepth();
  }

  /** Cycles for a row of the output map. */
  public long rowCycles() {
    return (long) outDimension * weightDepth();
  }

  /** Groups of channels in which a window gives a pixel. */
  public int channelFold() {
    return Math.max(1, channels / simd);
  }

  /**
   * Cycles in which a window of FINN's HLS library takes an image in and gives its windows out
   * ({@code convolutioninputgenerator_hls.py}); 0 for a dense layer.
   */
  public long windowCycles() {
    long fill = (long) inDimension * kernel * channelFold();
    long read = (long) inDimension * channelFold();
    long write = (long) outDimension * kernel * kernel * channelFold();
    return isConvolution() ? fill + outDimension * Math.max(read, write) : 0;
  }

  /** Rows of the map that leaves the stage, behind the pool. */
  public int rowsOut() {
    return outDimension / pool;
  }

  /** Multiply-adds per image, padding included. */
  public long products() {
    return (long) positions() * rows * columns;
  }

  /** Bits of weights, padding included. */
  public long weights() {
    return (long) rows * columns * weightBits;
  }

  /** Bits of weights that are read in every cycle. */
  public long weightBitsPerCycle() {
    return (long) pe * simd * weightBits;
  }

  /** The same layer, folded otherwise. */
  public Stage folded(int simd, int pe) {
    return new Stage(
        index,
        kernel,
        channels,
        inDimension,
        outDimension,
        pool,
        rows,
        columns,
        simd,
        pe,
        weightBits,
        inputBits,
        inputSigned,
        outputBits,
        thresholds,
        thresholdBits);
  }
}

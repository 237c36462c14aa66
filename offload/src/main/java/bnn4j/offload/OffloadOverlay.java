package bnn4j.offload;

/**
 * The limits of a bitstream that computes layer by layer, as in its overlay JSON (qnn-mo.md 2).
 * Words are of 64 bits.
 *
 * @param name for messages, such as {@code W1A3}
 * @param maxKernel largest side of a kernel
 * @param maxInputChannels most input channels, and channels of a pixel slot in memory, in and out;
 *     a multiple of 64
 * @param maxInputSide most rows and columns of a padded input map
 * @param maxOutputChannels most output channels of one call
 * @param maxOutputSide most rows and columns of an output map
 * @param poolSize side of every pool's window, whatever a layer says
 * @param maxPoolStride largest stride of a pool
 * @param pes output channels computed side by side, each with files of its own
 * @param memoryPorts ways in for weights, each for its share of the processing elements
 * @param activationBits 2 or 3: activations are 0 to 3, or 0 to 7
 */
public record OffloadOverlay(
    String name,
    int maxKernel,
    int maxInputChannels,
    int maxInputSide,
    int maxOutputChannels,
    int maxOutputSide,
    int poolSize,
    int maxPoolStride,
    int pes,
    int memoryPorts,
    int activationBits) {
  /** Input channels of a weight word. */
  public static final int SIMD = Long.SIZE;

  /** Bits of a threshold, and of the accumulator that it is compared with. */
  public static final int ACCUMULATOR_BITS = Short.SIZE;

  private static final int THRESHOLDS_PER_WORD = Long.SIZE / ACCUMULATOR_BITS;

  /** The published bitstream with activations of two bits, which DoReFa-Net runs on. */
  public static final OffloadOverlay W1A2 =
      new OffloadOverlay("W1A2", 5, 384, 64, 384, 64, 3, 2, 32, 2, 2);

  /** The published bitstream with activations of three bits, which Tinier-YOLO runs on. */
  public static final OffloadOverlay W1A3 =
      new OffloadOverlay("W1A3", 3, 512, 210, 256, 210, 2, 2, 32, 2, 3);

  /** The largest activation: 3 or 7; the smallest is 0. */
  public int maxActivation() {
    return (1 << activationBits) - 1;
  }

  /** Thresholds of a neuron: 3 or 7. */
  public int thresholds() {
    return maxActivation();
  }

  /** Words of a neuron's thresholds with its flags: 1 or 2. */
  public int thresholdWords() {
    return (thresholds() + 1) / THRESHOLDS_PER_WORD;
  }

  /** Words of a pixel in memory, of input and output alike. */
  public int slotWords() {
    return maxInputChannels * activationBits / Long.SIZE;
  }

  /** Bytes of a pixel in memory. */
  public int slotBytes() {
    return slotWords() * Long.BYTES;
  }

  /** Channels as they are counted by whole weight words. */
  public static int paddedInputs(int channels) {
    return roundUp(channels, SIMD);
  }

  /** Neurons as they are counted by whole rows of processing elements. */
  public int paddedOutputs(int channels) {
    return roundUp(channels, pes);
  }

  /** Words of weights that a processing element holds for kernels of this size. */
  public int weightMemory(int kernel) {
    return kernel * kernel * maxOutputChannels * maxInputChannels / (pes * SIMD);
  }

  /** Neurons of which a processing element holds thresholds. */
  public int thresholdMemory() {
    return maxOutputChannels / pes;
  }

  private static int roundUp(int value, int unit) {
    return (value + unit - 1) / unit * unit;
  }
}

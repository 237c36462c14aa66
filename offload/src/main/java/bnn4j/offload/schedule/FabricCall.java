package bnn4j.offload.schedule;

import bnn4j.offload.OffloadOverlay;
import java.util.Optional;

/**
 * The arguments of one accelerator call: a convolution and an optional pool. Maps are square.
 *
 * @param inChannels input channels
 * @param outChannels output channels of this call
 * @param kernel side of the kernel
 * @param stride a power of two
 * @param inSide rows of the input
 * @param paddedSide with the zeros around it
 * @param outSide of the convolution
 * @param pool behind it
 */
public record FabricCall(
    int inChannels,
    int outChannels,
    int kernel,
    int stride,
    int inSide,
    int paddedSide,
    int outSide,
    Optional<PoolCall> pool) {
  /**
   * A maximum over windows.
   *
   * @param size side of the window, which the overlay fixes
   * @param stride a power of two
   * @param inSide rows, with the zeros around the convolution's output
   * @param outSide rows of the pooled map
   */
  public record PoolCall(int size, int stride, int inSide, int outSide) {}

  /** Zeros before the first row and column; the odd one goes behind the last. */
  public int padBefore() {
    return (paddedSide - inSide) / 2;
  }

  /** Zeros before the first row and column of the convolution's output. */
  public int poolPadBefore() {
    return pool.map(p -> (p.inSide() - outSide) / 2).orElse(0);
  }

  /** Rows of what is stored. */
  public int storedSide() {
    return pool.map(PoolCall::outSide).orElse(outSide);
  }

  /** Input channels by whole weight words. */
  public int paddedInChannels() {
    return OffloadOverlay.paddedInputs(inChannels);
  }

  /** Weight words of a neuron. */
  public int weightWords() {
    return kernel * kernel * paddedInChannels() / OffloadOverlay.SIMD;
  }

  /**
   * Cycles that the sums take where a row of processing elements takes in a weight word of each in
   * every cycle: what is moved from and to memory comes on top.
   */
  public long cycles(OffloadOverlay overlay) {
    int rows = overlay.paddedOutputs(outChannels) / overlay.pes();
    return (long) outSide * outSide * weightWords() * rows;
  }

  /** Multiplications and additions of this call, padding not counted. */
  public long operations() {
    return 2L * outSide * outSide * outChannels * kernel * kernel * inChannels;
  }
}

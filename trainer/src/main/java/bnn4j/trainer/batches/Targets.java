package bnn4j.trainer.batches;

import java.util.Arrays;

/**
 * The targets of squared hinge loss: +1 for the label, -1 for the others.
 *
 * <p>For the overlays with one bit per class there is a second way. Their decode takes the highest
 * bit that is set, so bits far below the label's do not matter, and asking nothing of them leaves
 * the network free to solve what does. The {@link #GUARD} bit just below the label's is still asked
 * to stay 0, because the decode of single images rounds the logarithm of the word and would
 * otherwise land one class too high (formats.md 5.3).
 */
public final class Targets {
  /** Bits just below the label's that must stay 0, see {@link Targets}. */
  static final int GUARD = 1;

  private final int classes;
  private final boolean highestBit;

  /**
   * Targets.
   *
   * @param classes outputs
   * @param highestBit whether lower bits are free
   */
  public Targets(int classes, boolean highestBit) {
    this.classes = classes;
    this.highestBit = highestBit;
  }

  /** Writes the targets of one image, {@code [classes]}, from {@code offset} on. */
  public void write(int label, float[] target, int offset) {
    Arrays.fill(target, offset, offset + classes, -1);
    if (highestBit) {
      Arrays.fill(target, offset, offset + Math.max(0, label - GUARD), 0);
    }
    // Without any bit set the class is 0: bit 0 need not be set for it.
    target[offset + label] = highestBit && label == 0 ? 0 : 1;
  }

  /** Outputs of one image that the loss ignores, for a label. */
  public int free(int label) {
    return !highestBit ? 0 : label == 0 ? 1 : Math.max(0, label - GUARD);
  }
}

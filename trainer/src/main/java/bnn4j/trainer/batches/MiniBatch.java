package bnn4j.trainer.batches;

/**
 * The arrays of one batch; its maker uses them again for a later one.
 *
 * @param inputs {@code [images][rows][columns][channels]}, -1..1
 * @param targets {@code [images][classes]}: +1 for the label, -1 for the others, 0 where the loss
 *     looks away
 * @param labels {@code [images]}
 */
public record MiniBatch(float[] inputs, float[] targets, int[] labels) {
  /** Number of images. */
  public int size() {
    return labels.length;
  }
}

package bnn4j.offload.deep;

import java.util.Arrays;
import java.util.List;

/**
 * The outputs of all layers of a deep set for one image.
 *
 * @param activations of every layer but the last, {@code [row][column][channel]}, pooled where it
 *     is pooled
 * @param sums of the last layer
 */
public record DeepTrace(List<byte[]> activations, int[] sums) {
  /** The scores of the classes: the sums, with the sign that makes the largest the best. */
  public int[] scores(DeepSet set) {
    return Arrays.stream(sums).map(sum -> set.sign() * sum).toArray();
  }
}

package bnn4j.cluster.input;

import bnn4j.datasets.LabeledImages;
import java.util.List;

/**
 * A block as input of one parameter set.
 *
 * @param images before the set's own transform
 * @param skipped why a picture could not be read, a line each
 */
public record Sight(LabeledImages images, List<String> skipped) {
  /** Of images that could all be read. */
  public static Sight of(LabeledImages images) {
    return new Sight(images, List.of());
  }
}

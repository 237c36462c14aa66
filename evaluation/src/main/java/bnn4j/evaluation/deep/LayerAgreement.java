package bnn4j.evaluation.deep;

import bnn4j.network.TrainedNetwork;
import bnn4j.offload.deep.DeepSet;
import bnn4j.offload.deep.DeepTrace;
import bnn4j.offload.driver.EngineOffload;

/**
 * Checks that a set reproduces every activation of its float network.
 *
 * @param images compared
 * @param activations compared, of all layers but the last
 * @param differing how many of them are others
 * @param differingScores sums of the last layer that are others
 */
public record LayerAgreement(int images, long activations, long differing, long differingScores) {
  /**
   * Compares.
   *
   * @param floats the float network
   * @param set what was made of it
   * @param packed pictures
   * @param images how many
   */
  public static LayerAgreement of(TrainedNetwork floats, DeepSet set, long[] packed, int images) {
    long compared = 0;
    long differing = 0;
    long scores = 0;
    DeepSource expected = DeepSource.of("floats", floats, packed, images);
    try (DeepSource found = DeepSource.of("set", set, new EngineOffload(1), packed, images)) {
      for (int i = 0; i < images; i++) {
        DeepTrace wanted = expected.trace(i);
        DeepTrace given = found.trace(i);
        for (int layer = 0; layer < given.activations().size(); layer++) {
          compared += wanted.activations().get(layer).length;
          differing += differing(wanted.activations().get(layer), given.activations().get(layer));
        }
        for (int k = 0; k < given.sums().length; k++) {
          scores += wanted.sums()[k] == given.sums()[k] ? 0 : 1;
        }
      }
    }
    return new LayerAgreement(images, compared, differing, scores);
  }

  private static long differing(byte[] wanted, byte[] given) {
    long count = 0;
    for (int k = 0; k < wanted.length; k++) {
      count += wanted[k] == given[k] ? 0 : 1;
    }
    return count;
  }

  /** As text. */
  @Override
  public String toString() {
    return "%d of %d activations and %d scores of float network and set differ on %d images"
        .formatted(differing, activations, differingScores, images);
  }
}

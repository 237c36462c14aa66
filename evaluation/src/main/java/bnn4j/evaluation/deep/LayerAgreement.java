package bnn4j.evaluation.deep;

import bnn4j.network.ReferenceEvaluation;
import bnn4j.network.TrainedLayerTrace;
import bnn4j.network.TrainedNetwork;
import bnn4j.offload.deep.DeepSet;
import bnn4j.offload.deep.DeepTrace;
import java.util.List;

/**
 * Whether a set gives every activation of the float network that it was folded from.
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
    ReferenceEvaluation reference = new ReferenceEvaluation(floats);
    long compared = 0;
    long differing = 0;
    long scores = 0;
    for (int i = 0; i < images; i++) {
      int at = packed.length / images * i;
      List<TrainedLayerTrace> expected = reference.run(packed, at);
      DeepTrace found = DeepTrace.of(set, packed, at);
      for (int layer = 0; layer < found.activations().size(); layer++) {
        TrainedLayerTrace trace = expected.get(layer);
        byte[] wanted = trace.pooled().length > 0 ? trace.pooled() : trace.activations();
        byte[] given = found.activations().get(layer);
        compared += wanted.length;
        for (int k = 0; k < wanted.length; k++) {
          differing += wanted[k] == given[k] ? 0 : 1;
        }
      }
      double[] sums = expected.get(expected.size() - 1).sums();
      for (int k = 0; k < sums.length; k++) {
        scores += sums[k] == found.sums()[k] ? 0 : 1;
      }
    }
    return new LayerAgreement(images, compared, differing, scores);
  }

  /** For people. */
  @Override
  public String toString() {
    return "%d of %d activations and %d scores of float network and set differ on %d images"
        .formatted(differing, activations, differingScores, images);
  }
}

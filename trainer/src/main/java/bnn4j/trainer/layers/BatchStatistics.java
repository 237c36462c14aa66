package bnn4j.trainer.layers;

import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;

/**
 * Estimates the statistics of all batch norms anew.
 *
 * <p>Running averages lag behind weights that flip, and they were taken under dropout; what is
 * evaluated and exported has neither. Statistics over some thousand images as they will be seen
 * cost a second and settle both.
 */
public final class BatchStatistics {
  private BatchStatistics() {}

  /**
   * Replaces the running statistics by those over the batches that the networks see meanwhile.
   *
   * @param copies {@link Copies} of a network with {@link QuantizedBatchNorm} layers
   * @param look shows them batches, a few hundred images or more each; outputs are of no use
   */
  public static void recalibrate(List<MultiLayerNetwork> copies, Runnable look) {
    collect(
        copies,
        look,
        QuantizedBatchNormLayer::collectStatistics,
        QuantizedBatchNormLayer::finishStatistics);
  }

  /**
   * Does the same for a network whose running statistics are none of its images: activations stay
   * as they are, because scale and shift of each batch norm change with its statistics. Scores keep
   * their order.
   *
   * @param copies as above
   * @param look as above
   */
  public static void adopt(List<MultiLayerNetwork> copies, Runnable look) {
    collect(
        copies,
        look,
        QuantizedBatchNormLayer::watchStatistics,
        QuantizedBatchNormLayer::adoptStatistics);
  }

  private static void collect(
      List<MultiLayerNetwork> copies,
      Runnable look,
      Consumer<QuantizedBatchNormLayer> begin,
      Consumer<QuantizedBatchNormLayer> end) {
    List<List<QuantizedBatchNormLayer>> norms =
        copies.stream().map(BatchStatistics::normsOf).toList();
    norms.forEach(ofOne -> ofOne.forEach(begin));
    look.run();
    List<QuantizedBatchNormLayer> first = norms.get(0);
    for (int i = 0; i < first.size(); i++) {
      for (List<QuantizedBatchNormLayer> others : norms.subList(1, norms.size())) {
        first.get(i).addStatistics(others.get(i));
      }
      end.accept(first.get(i));
    }
  }

  private static List<QuantizedBatchNormLayer> normsOf(MultiLayerNetwork network) {
    return Arrays.stream(network.getLayers())
        .filter(QuantizedBatchNormLayer.class::isInstance)
        .map(QuantizedBatchNormLayer.class::cast)
        .toList();
  }
}

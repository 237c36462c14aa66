package bnn4j.trainer.layers;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.nd4j.linalg.api.ndarray.INDArray;

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
   * Replaces the running statistics by those over the given batches.
   *
   * @param network with {@link QuantizedBatchNorm} layers
   * @param batches inputs {@code [images][values]}, a few hundred images or more each
   */
  public static void recalibrate(MultiLayerNetwork network, Stream<INDArray> batches) {
    List<QuantizedBatchNormLayer> norms =
        Arrays.stream(network.getLayers())
            .filter(QuantizedBatchNormLayer.class::isInstance)
            .map(QuantizedBatchNormLayer.class::cast)
            .toList();
    norms.forEach(QuantizedBatchNormLayer::collectStatistics);
    batches.forEach(batch -> network.output(batch, false));
    norms.forEach(QuantizedBatchNormLayer::finishStatistics);
  }
}

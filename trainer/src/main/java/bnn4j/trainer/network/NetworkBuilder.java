package bnn4j.trainer.network;

import bnn4j.overlay.Layer;
import bnn4j.overlay.Precision;
import bnn4j.overlay.Refusal;
import bnn4j.overlay.Topology;
import bnn4j.trainer.layers.CountedDropout;
import bnn4j.trainer.layers.LatentAdam;
import bnn4j.trainer.layers.QuantizedBatchNorm;
import bnn4j.trainer.layers.QuantizedDense;
import java.util.List;
import java.util.Locale;
import org.deeplearning4j.nn.conf.MultiLayerConfiguration;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.WorkspaceMode;
import org.deeplearning4j.nn.conf.layers.LossLayer;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.nd4j.linalg.activations.impl.ActivationIdentity;
import org.nd4j.linalg.lossfunctions.impl.LossSquaredHinge;
import org.nd4j.linalg.schedule.ISchedule;

/**
 * Builds the DL4J network of a topology: each matrix layer a {@link QuantizedDense} and a {@link
 * QuantizedBatchNorm}, squared hinge loss at the end (formats.md 7.1).
 */
public final class NetworkBuilder {
  private final Topology topology;
  private final Precision precision;
  private final ISchedule learningRate;
  private final double inputDropout;
  private final double hiddenDropout;
  private final long seed;

  /**
   * A builder.
   *
   * @param topology with as many outputs as classes are trained
   * @param precision bits of weights and activations
   * @param learningRate per epoch
   * @param inputDropout probability of a pixel to be dropped
   * @param hiddenDropout probability of a hidden activation to be dropped
   * @param seed of the initial weights and of dropout
   */
  public NetworkBuilder(
      Topology topology,
      Precision precision,
      ISchedule learningRate,
      double inputDropout,
      double hiddenDropout,
      long seed) {
    this.topology = topology;
    this.precision = precision;
    this.learningRate = learningRate;
    this.inputDropout = inputDropout;
    this.hiddenDropout = hiddenDropout;
    this.seed = seed;
  }

  /**
   * A fresh network with random weights.
   *
   * @throws Refusal if a layer of the topology cannot be trained
   */
  public MultiLayerNetwork build() {
    NeuralNetConfiguration.ListBuilder list =
        new NeuralNetConfiguration.Builder()
            .seed(seed)
            .updater(new LatentAdam(learningRate, 1))
            .activation(new ActivationIdentity())
            .trainingWorkspaceMode(WorkspaceMode.ENABLED)
            .inferenceWorkspaceMode(WorkspaceMode.ENABLED)
            .list();
    List<Layer> layers = topology.layers();
    for (int i = 0; i < layers.size(); i++) {
      if (!(layers.get(i) instanceof Layer.Dense dense)) {
        throw new Refusal(
            "layer %d is a %s; this version trains dense networks (LFC) only"
                .formatted(i, layers.get(i).getClass().getSimpleName().toLowerCase(Locale.ROOT)));
      }
      boolean first = i == 0;
      boolean last = i == layers.size() - 1;
      QuantizedDense product =
          new QuantizedDense(dense.inputs(), dense.outputs(), precision.weightBits(), !first);
      product.setIUpdater(
          new LatentAdam(learningRate, LatentAdam.glorotScale(dense.inputs(), dense.outputs())));
      double dropout = first ? inputDropout : hiddenDropout;
      if (dropout > 0) {
        product.setIDropout(new CountedDropout(dropout, seed + i));
      }
      list.layer(product);
      list.layer(
          new QuantizedBatchNorm(
              dense.outputs(), last ? QuantizedBatchNorm.UNQUANTIZED : precision.activationBits()));
    }
    list.layer(new LossLayer.Builder(new LossSquaredHinge()).build());
    MultiLayerConfiguration configuration = list.build();
    MultiLayerNetwork network = new MultiLayerNetwork(configuration);
    network.init();
    return network;
  }
}

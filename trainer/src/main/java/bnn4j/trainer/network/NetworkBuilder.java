package bnn4j.trainer.network;

import bnn4j.overlay.Layer;
import bnn4j.overlay.Overlay;
import bnn4j.overlay.Precision;
import bnn4j.overlay.Refusal;
import bnn4j.overlay.Topology;
import bnn4j.trainer.layers.CountedDropout;
import bnn4j.trainer.layers.LatentAdam;
import bnn4j.trainer.layers.QuantizedBatchNorm;
import bnn4j.trainer.layers.QuantizedDense;
import bnn4j.trainer.spec.Dropout;
import bnn4j.trainer.spec.TrainingSpec;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.deeplearning4j.nn.conf.MultiLayerConfiguration;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.WorkspaceMode;
import org.deeplearning4j.nn.conf.layers.LossLayer;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.nd4j.linalg.activations.impl.ActivationIdentity;
import org.nd4j.linalg.lossfunctions.impl.LossSquaredHinge;
import org.nd4j.linalg.schedule.ISchedule;
import org.nd4j.linalg.schedule.MapSchedule;
import org.nd4j.linalg.schedule.ScheduleType;

/**
 * Builds the DL4J network of a topology: each matrix layer a {@link QuantizedDense} and a {@link
 * QuantizedBatchNorm}, squared hinge loss at the end (formats.md 7.1).
 */
public final class NetworkBuilder {
  private final Topology topology;
  private final Precision precision;
  private final ISchedule learningRate;
  private final Dropout dropout;
  private final long seed;

  private NetworkBuilder(TrainingSpec spec, Topology topology, Precision precision) {
    this.topology = topology;
    this.precision = precision;
    this.learningRate = schedule(spec);
    this.dropout = spec.dropout();
    this.seed = spec.seed();
  }

  /**
   * A builder of networks for an overlay.
   *
   * @param spec how they are trained
   * @param overlay what they shall run on
   * @param classes outputs
   */
  public static NetworkBuilder of(TrainingSpec spec, Overlay overlay, int classes) {
    return new NetworkBuilder(spec, overlay.topology().withOutputs(classes), overlay.precision());
  }

  private static ISchedule schedule(TrainingSpec spec) {
    Map<Integer, Double> rates = new TreeMap<>();
    for (int epoch = 0; epoch < spec.epochs(); epoch++) {
      rates.put(epoch, spec.learningRate().at(epoch, spec.epochs()));
    }
    return new MapSchedule(ScheduleType.EPOCH, rates);
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
      double probability = first ? dropout.input() : dropout.hidden();
      if (probability > 0) {
        product.setIDropout(new CountedDropout(probability, seed + i));
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

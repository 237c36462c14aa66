package bnn4j.trainer.model;

import bnn4j.trainer.layers.CountedDropout;
import bnn4j.trainer.layers.LatentAdam;
import bnn4j.trainer.layers.MaxPool;
import bnn4j.trainer.layers.QuantizedBatchNorm;
import bnn4j.trainer.layers.QuantizedConvolution;
import bnn4j.trainer.layers.QuantizedDense;
import bnn4j.trainer.layers.QuantizedOp;
import bnn4j.trainer.modelfile.StoredDropout;
import bnn4j.trainer.modelfile.StoredLayer;
import bnn4j.trainer.modelfile.StoredModel;
import bnn4j.trainer.modelfile.StoredNetwork;
import bnn4j.trainer.modelfile.StoredUpdater;
import bnn4j.trainer.ops.NativeMemory;
import bnn4j.trainer.ops.SlidingWindow;
import java.util.Map;
import java.util.stream.Stream;
import org.deeplearning4j.nn.conf.MultiLayerConfiguration;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.WorkspaceMode;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.conf.layers.LossLayer;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.nd4j.linalg.activations.impl.ActivationIdentity;
import org.nd4j.linalg.lossfunctions.impl.LossSquaredHinge;
import org.nd4j.linalg.schedule.MapSchedule;
import org.nd4j.linalg.schedule.ScheduleType;

/** Builds the DL4J network that a model file describes, as {@link NetworkBuilder} would. */
final class NetworkAssembly {
  private NetworkAssembly() {}

  /**
   * Builds it.
   *
   * @param state of the updater, as long as the layers ask for
   */
  static MultiLayerNetwork of(StoredModel model, float[] state) {
    StoredNetwork stored = model.network();
    NeuralNetConfiguration.ListBuilder list =
        new NeuralNetConfiguration.Builder()
            .seed(stored.seed())
            .updater(plain(stored))
            .activation(new ActivationIdentity())
            .trainingWorkspaceMode(WorkspaceMode.ENABLED)
            .inferenceWorkspaceMode(WorkspaceMode.ENABLED)
            .list();
    stored.layers().forEach(layer -> list.layer(layer(layer)));
    MultiLayerConfiguration configuration = list.build();
    configuration.setIterationCount(stored.iterations());
    configuration.setEpochCount(stored.epochs());
    MultiLayerNetwork network = new MultiLayerNetwork(configuration);
    network.init();
    NativeMemory.floats(network.params()).put(model.parameters());
    NativeMemory.floats(network.getUpdater().getStateViewArray()).put(state);
    return network;
  }

  /** For what has no weights; any layer knows the step sizes. */
  private static LatentAdam plain(StoredNetwork stored) {
    return stored.layers().stream()
        .flatMap(
            layer ->
                layer instanceof StoredLayer.Product product
                    ? Stream.of(product.updater().schedule())
                    : Stream.of())
        .findFirst()
        .map(schedule -> new LatentAdam(schedule(schedule), 1))
        .orElseThrow();
  }

  private static Layer layer(StoredLayer layer) {
    if (layer instanceof StoredLayer.Dense d) {
      return learning(new QuantizedDense(d.inputs(), d.outputs(), d.weightBits()), d);
    }
    if (layer instanceof StoredLayer.Convolution c) {
      return learning(
          new QuantizedConvolution(
              new SlidingWindow(c.kernel(), c.stride(), c.padding()),
              c.inputs(),
              c.outputs(),
              c.weightBits()),
          c);
    }
    if (layer instanceof StoredLayer.MaxPool pool) {
      return new MaxPool(pool.channels(), pool.size(), pool.stride());
    }
    if (layer instanceof StoredLayer.BatchNorm norm) {
      QuantizedBatchNorm made = new QuantizedBatchNorm(norm.neurons(), norm.activationBits());
      made.setEpsilon(norm.epsilon());
      made.setMomentum(norm.momentum());
      made.setPositive(norm.positive());
      made.setUnsigned(norm.unsigned());
      made.setIUpdater(updater(norm.updater()));
      return made;
    }
    return new LossLayer.Builder(new LossSquaredHinge()).build();
  }

  private static QuantizedOp learning(QuantizedOp made, StoredLayer.Product stored) {
    made.setIUpdater(updater(stored.updater()));
    StoredDropout dropout = stored.dropout();
    if (dropout != null) {
      made.setIDropout(new CountedDropout(dropout.probability(), dropout.seed()));
    }
    return made;
  }

  private static LatentAdam updater(StoredUpdater stored) {
    return new LatentAdam(schedule(stored.schedule()), stored.scale());
  }

  private static MapSchedule schedule(StoredUpdater.Schedule stored) {
    return new MapSchedule(ScheduleType.EPOCH, Map.copyOf(stored.values()));
  }
}

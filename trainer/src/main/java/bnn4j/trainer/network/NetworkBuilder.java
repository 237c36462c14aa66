package bnn4j.trainer.network;

import bnn4j.foundation.Refusal;
import bnn4j.overlay.Layer;
import bnn4j.overlay.Overlay;
import bnn4j.overlay.Precision;
import bnn4j.overlay.Topology;
import bnn4j.trainer.layers.CountedDropout;
import bnn4j.trainer.layers.LatentAdam;
import bnn4j.trainer.layers.MaxPool;
import bnn4j.trainer.layers.QuantizedBatchNorm;
import bnn4j.trainer.layers.QuantizedConvolution;
import bnn4j.trainer.layers.QuantizedDense;
import bnn4j.trainer.layers.QuantizedProduct;
import bnn4j.trainer.modelfile.StoredNetwork;
import bnn4j.trainer.spec.Dropout;
import bnn4j.trainer.spec.TrainingSpec;
import java.util.List;
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
 * Builds the DL4J network of a topology: each matrix layer a {@link QuantizedProduct} and a {@link
 * QuantizedBatchNorm}, a pool between the two where there is one, squared hinge loss at the end
 * (formats.md 7.1).
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
   * Checks that two networks have the same layers and are trained in the same way.
   *
   * @throws Refusal naming the first layer that differs
   */
  public static void checkSame(MultiLayerNetwork expected, MultiLayerNetwork found) {
    stored(found).checkSame(stored(expected));
  }

  private static StoredNetwork stored(MultiLayerNetwork network) {
    return StoredNetwork.of(network.getLayerWiseConfigurations().toJson());
  }

  /** A fresh network with random weights. */
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
      Layer layer = layers.get(i);
      if (layer instanceof Layer.MaxPool) {
        continue; // comes with the convolution before it
      }
      boolean last = i == layers.size() - 1;
      list.layer(product(layer, i));
      if (!last && layers.get(i + 1) instanceof Layer.MaxPool pool) {
        list.layer(new MaxPool(pool.channels(), pool.size()));
        QuantizedBatchNorm norm = new QuantizedBatchNorm(pool.channels(), activationBits());
        norm.setPositive(true);
        list.layer(norm);
      } else {
        list.layer(last ? lastNorm(layer) : new QuantizedBatchNorm(width(layer), activationBits()));
      }
    }
    list.layer(new LossLayer.Builder(new LossSquaredHinge()).build());
    MultiLayerConfiguration configuration = list.build();
    MultiLayerNetwork network = new MultiLayerNetwork(configuration);
    network.init();
    if (!hasNormPerOutput()) {
      startAtTheTargets(network, layers.get(layers.size() - 1).outputs());
    }
    return network;
  }

  /**
   * Gives the scores the mean and the deviation of their targets, +1 for one class and -1 for the
   * others. A shift moves by no more than the learning rate each step, and before it has arrived at
   * -1 + 2 / classes the loss asks for nothing else: with 43 classes that takes epochs.
   */
  private static void startAtTheTargets(MultiLayerNetwork network, int classes) {
    int lastNorm = network.getnLayers() - 2;
    double mean = -1 + 2.0 / classes;
    network.getParam(lastNorm + "_beta").assign(mean);
    network.getParam(lastNorm + "_gamma").assign(Math.sqrt(1 - mean * mean));
  }

  private int activationBits() {
    return precision.activationBits();
  }

  private static int width(Layer layer) {
    return layer instanceof Layer.Convolution c ? c.outChannels() : layer.outputs();
  }

  private QuantizedProduct product(Layer layer, int index) {
    boolean first = index == 0;
    QuantizedProduct product;
    if (layer instanceof Layer.Convolution c) {
      product =
          new QuantizedConvolution(
              c.kernel(), c.inChannels(), c.outChannels(), precision.weightBits());
      int area = c.kernel() * c.kernel();
      product.setIUpdater(updater(area * c.inChannels(), area * c.outChannels()));
    } else {
      Layer.Dense d = (Layer.Dense) layer;
      product = new QuantizedDense(d.inputs(), d.outputs(), precision.weightBits());
      product.setIUpdater(updater(d.inputs(), d.outputs()));
    }
    double probability = first ? dropout.input() : dropout.hidden();
    if (probability > 0) {
      product.setIDropout(new CountedDropout(probability, seed + index));
    }
    return product;
  }

  private LatentAdam updater(int inputs, int outputs) {
    return new LatentAdam(learningRate, LatentAdam.glorotScale(inputs, outputs));
  }

  /**
   * Before the loss nothing is quantized. Scores leave the accelerator without any batch norm, so
   * theirs is one scalar for all classes, which keeps their order (formats.md 3.6); bits have a
   * threshold each.
   */
  private QuantizedBatchNorm lastNorm(Layer layer) {
    int neurons = hasNormPerOutput() ? layer.outputs() : 1;
    return new QuantizedBatchNorm(neurons, QuantizedBatchNorm.UNQUANTIZED);
  }

  private boolean hasNormPerOutput() {
    return topology.input().bits() == 1;
  }
}

package bnn4j.trainer.model;

import bnn4j.foundation.Refusal;
import bnn4j.network.Layer;
import bnn4j.network.Network;
import bnn4j.trainer.layers.CountedDropout;
import bnn4j.trainer.layers.LatentAdam;
import bnn4j.trainer.layers.MaxPool;
import bnn4j.trainer.layers.QuantizedBatchNorm;
import bnn4j.trainer.layers.QuantizedConvolution;
import bnn4j.trainer.layers.QuantizedDense;
import bnn4j.trainer.layers.QuantizedOp;
import bnn4j.trainer.modelfile.StoredNetwork;
import bnn4j.trainer.ops.SlidingWindow;
import bnn4j.trainer.settings.Dropout;
import bnn4j.trainer.settings.TrainingSettings;
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
 * Builds the DL4J network of a network: each matrix layer a {@link QuantizedOp} and a {@link
 * QuantizedBatchNorm}, a pool between the two where there is one, squared hinge loss at the end
 * (formats.md 7.1).
 */
public final class NetworkBuilder {
  private final Network network;
  private final ISchedule learningRate;
  private final Dropout dropout;
  private final long seed;

  private NetworkBuilder(TrainingSettings settings, Network network) {
    this.network = network;
    this.learningRate = schedule(settings);
    this.dropout = settings.dropout();
    this.seed = settings.seed();
  }

  /**
   * A builder of DL4J networks.
   *
   * @param settings how they are trained
   * @param network layers and data types
   * @param classes outputs
   */
  public static NetworkBuilder of(TrainingSettings settings, Network network, int classes) {
    return new NetworkBuilder(settings, network.withOutputs(classes));
  }

  private static ISchedule schedule(TrainingSettings settings) {
    Map<Integer, Double> rates = new TreeMap<>();
    for (int epoch = 0; epoch < settings.epochs(); epoch++) {
      rates.put(epoch, settings.learningRate().at(epoch, settings.epochs()));
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
    List<Layer> layers = network.layers();
    for (int i = 0; i < layers.size(); i++) {
      Layer layer = layers.get(i);
      list.layer(product(layer, i));
      if (layer.isPooled()) {
        list.layer(new MaxPool(layer.neurons(), layer.pool().size(), layer.pool().stride()));
      }
      list.layer(i == layers.size() - 1 ? lastNorm(layer) : norm(layer));
    }
    list.layer(new LossLayer.Builder(new LossSquaredHinge()).build());
    MultiLayerConfiguration configuration = list.build();
    MultiLayerNetwork built = new MultiLayerNetwork(configuration);
    built.init();
    if (network.output().givesScores()) {
      startAtTheTargets(built, network.outputs());
    }
    return built;
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

  /**
   * Pooled sums are normalized with a positive scale, which no pool can tell from the other order.
   */
  private static QuantizedBatchNorm norm(Layer layer) {
    QuantizedBatchNorm norm =
        new QuantizedBatchNorm(layer.neurons(), layer.activations().orElseThrow());
    if (layer.isPooled()) {
      norm.setPositive(true);
    }
    return norm;
  }

  private QuantizedOp product(Layer layer, int index) {
    int weightBits = layer.weights().bits();
    int channels = layer.input().channels();
    QuantizedOp product;
    if (layer.isDense()) {
      product = new QuantizedDense(layer.fanIn(), layer.neurons(), weightBits);
      product.setIUpdater(updater(layer.fanIn(), layer.neurons()));
    } else {
      SlidingWindow window = new SlidingWindow(layer.kernel(), layer.stride(), layer.padding());
      product = new QuantizedConvolution(window, channels, layer.neurons(), weightBits);
      product.setIUpdater(
          updater(layer.fanIn(), layer.kernel() * layer.kernel() * layer.neurons()));
    }
    double probability = index == 0 ? dropout.input() : dropout.hidden();
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
    int neurons = network.output().givesBits() ? layer.neurons() : 1;
    return new QuantizedBatchNorm(neurons, QuantizedBatchNorm.UNQUANTIZED);
  }
}

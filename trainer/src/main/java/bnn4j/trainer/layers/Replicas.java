package bnn4j.trainer.layers;

import static java.util.stream.Collectors.toSet;

import bnn4j.trainer.layers.ParameterUpdate.Batch;
import bnn4j.trainer.layers.SharedDense.Scratch;
import bnn4j.trainer.ops.RowParts;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.deeplearning4j.nn.api.Layer;
import org.deeplearning4j.nn.conf.layers.LossLayer;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.NDArrayIndex;

/**
 * Copies of a network, one for each thread, that learn from the parts of a batch what the network
 * alone would learn from the whole: they share its parameters, the statistics of their batch norms
 * are those of the whole batch, dropout hits the same values, and their gradients together make one
 * update. Only the order of sums differs with the number of replicas, and so the last digits.
 */
public final class Replicas {
  private final MultiLayerNetwork network;
  private final List<MultiLayerNetwork> replicas;
  private final MeetingPoint meeting;
  private final List<SharedDense> sharedDense;
  private final ParameterUpdate update;
  private final RowParts parts;
  private final List<Lesson> lessons;

  /**
   * Replicas of a network; from now on nothing else may change its weights.
   *
   * @param network of layers of this package and a loss; its parameters and updater state change
   * @param parts images in each replica's part of the batch
   * @param teacher whose outputs it learns from, too
   */
  public Replicas(MultiLayerNetwork network, RowParts parts, Optional<Teacher> teacher) {
    this.network = network;
    this.parts = parts;
    this.meeting = new MeetingPoint(parts.count());
    this.replicas = parts.sizes().stream().map(part -> copy()).toList();
    INDArray quantized = Nd4j.create(network.params().dataType(), network.params().length());
    this.sharedDense = sharedDense(quantized);
    this.update =
        new ParameterUpdate(
            network,
            replicas.stream().map(MultiLayerNetwork::getFlattenedGradients).toList(),
            sharedDense.stream().map(SharedDense::first).collect(toSet()),
            quantized);
    quantize();
    shareStatistics();
    replicas.forEach(replica -> shareWeights(replica, quantized));
    startDropout(0);
    this.lessons =
        teacher.stream()
            .flatMap(giver -> replicas.stream().map(replica -> Lesson.of(giver, replica)))
            .toList();
  }

  /**
   * A replica's own copy of the teacher, and the loss that compares with its outputs. The network
   * itself keeps its loss: model files say nothing of the teacher.
   */
  private record Lesson(MultiLayerNetwork teacher, DistillationLoss loss) {
    static Lesson of(Teacher giver, MultiLayerNetwork replica) {
      DistillationLoss loss = new DistillationLoss(giver.weight());
      LossLayer last = (LossLayer) replica.getLayer(replica.getnLayers() - 1).conf().getLayer();
      last.setLossFn(loss);
      return new Lesson(Copies.of(giver.network()), loss);
    }

    void give(INDArray inputs) {
      loss.teach(teacher.output(inputs, false));
    }
  }

  /**
   * From now on the network's parameters and its updater's state are others, and the batches parts
   * of larger ones.
   *
   * @param firstImage place of their first image in those
   */
  public void begin(int firstImage) {
    quantize();
    startDropout(firstImage);
  }

  private void quantize() {
    update.quantizeOthers();
    sharedDense.forEach(SharedDense::prepareAll);
  }

  private void startDropout(int firstImage) {
    for (int replica = 0; replica < replicas.size(); replica++) {
      startDropout(replicas.get(replica), firstImage + parts.first(replica));
    }
  }

  private MultiLayerNetwork copy() {
    MultiLayerNetwork copy = Copies.of(network);
    copy.initGradientsView();
    return copy;
  }

  private void shareStatistics() {
    for (int i = 0; i < network.getnLayers(); i++) {
      if (network.getLayer(i) instanceof QuantizedBatchNormLayer) {
        PartSums[] forward = PartSums.shared(replicas.size(), meeting);
        PartSums[] backward = PartSums.shared(replicas.size(), meeting);
        for (int replica = 0; replica < replicas.size(); replica++) {
          ((QuantizedBatchNormLayer) replicas.get(replica).getLayer(i))
              .shareStatistics(forward[replica], backward[replica]);
        }
      }
    }
  }

  /** One of each dense layer. */
  private List<SharedDense> sharedDense(INDArray quantized) {
    List<QuantizedDense> dense =
        Stream.of(network.getLayers())
            .map(layer -> layer.conf().getLayer())
            .filter(QuantizedDense.class::isInstance)
            .map(QuantizedDense.class::cast)
            .toList();
    if (dense.isEmpty()) {
      return List.of();
    }
    List<Scratch> scratch =
        replicas.stream().map(replica -> Scratch.of(dense, replicas.size())).toList();
    INDArray parameters = network.params().reshape(network.params().length());
    List<SharedDense> shared = new ArrayList<>();
    int at = 0;
    for (int i = 0; i < network.getnLayers(); i++) {
      if (network.getLayer(i).conf().getLayer() instanceof QuantizedDense layer) {
        shared.add(share(layer, i, at, parameters, quantized, scratch));
      }
      at += (int) network.getLayer(i).numParams();
    }
    return shared;
  }

  private SharedDense share(
      QuantizedDense layer,
      int index,
      int first,
      INDArray parameters,
      INDArray quantized,
      List<Scratch> scratch) {
    SharedDense dense = new SharedDense(layer, index, first, parameters, quantized, parts, scratch);
    for (int replica = 0; replica < replicas.size(); replica++) {
      ((QuantizedDenseLayer) replicas.get(replica).getLayer(index))
          .share(dense, replica, parts.size(replica));
    }
    return dense;
  }

  private static void shareWeights(MultiLayerNetwork replica, INDArray quantized) {
    long at = 0;
    for (Layer layer : replica.getLayers()) {
      if (layer instanceof QuantizedOpLayer<?> product) {
        product.shareQuantized(quantized.get(NDArrayIndex.interval(at, at + layer.numParams())));
      }
      at += layer.numParams();
    }
  }

  private static void startDropout(MultiLayerNetwork replica, int firstImage) {
    for (Layer layer : replica.getLayers()) {
      if (layer.getConfig() instanceof OwnLayer own
          && own.getIDropout() instanceof CountedDropout dropout) {
        dropout.startAt(firstImage);
      }
    }
  }

  /** How many there are. */
  public int size() {
    return replicas.size();
  }

  /** A copy, for use by one thread only. */
  public MultiLayerNetwork get(int replica) {
    return replicas.get(replica);
  }

  /**
   * Learns from a part of a batch; to be called for all replicas at the same time, each in its own
   * thread and always the same. Waits for the others on the way.
   *
   * @param inputs of the part
   * @param targets of the part
   * @throws WorkerFailed if another replica failed
   */
  public void learn(int replica, INDArray inputs, INDArray targets) {
    int iteration = network.getIterationCount();
    int epoch = network.getEpochCount();
    MultiLayerNetwork copy = replicas.get(replica);
    copy.setIterationCount(iteration);
    copy.setEpochCount(epoch);
    if (!lessons.isEmpty()) {
      lessons.get(replica).give(inputs);
    }
    copy.setInput(inputs);
    copy.setLabels(targets);
    copy.computeGradientAndScore();
    meeting.await();
    Batch batch = new Batch(parts.rows(), iteration, epoch);
    sharedDense.forEach(dense -> dense.learn(replica, update, batch));
    update.runOthers(replica, replicas.size(), batch);
  }

  /** Lets the replicas fail that wait for one that cannot go on. */
  public void fail() {
    meeting.fail();
  }

  /** To be called when all replicas have learned from their parts. */
  public void batchDone() {
    sharedDense.forEach(SharedDense::batchDone);
    network.setIterationCount(network.getIterationCount() + 1);
  }
}

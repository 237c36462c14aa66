package bnn4j.trainer.layers;

import bnn4j.trainer.ops.GatheredMatrix;
import bnn4j.trainer.ops.GemmPrecision;
import bnn4j.trainer.ops.RoundedWeights;
import bnn4j.trainer.ops.SignWeights;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.indexing.NDArrayIndex;

/**
 * What the workers of a dense layer share, where each has a part of the batch. When all parts are
 * there, each worker multiplies the whole batch for the gradient of a share of the neurons, updates
 * the weights of these, and prepares them for the next products of all workers.
 *
 * <p>If each multiplied its part for all neurons, every worker would write a gradient as large as
 * the weights, for the update to read and add up, and each would prepare all weights. Dense layers
 * are limited by such traffic.
 */
final class SharedDense {
  private final int first;
  private final int synapses;
  private final GatheredMatrix inputs;
  private final List<Share> shares;
  private final Optional<SignWeights> signs;
  private final Optional<RoundedWeights> rounded;

  /**
   * A worker's neurons; with more workers than neurons some have none, and no arrays.
   *
   * @param from first of them
   * @param neurons number of them
   * @param errors gradients of their sums, {@code [images][neurons]}
   * @param gradient of their weights, {@code [neurons][synapses]}
   * @param product of errors and inputs
   * @param weights their quantized weights, {@code [neurons][synapses]}
   */
  private record Share(
      int from,
      int neurons,
      GatheredMatrix errors,
      INDArray gradient,
      GatheredMatrix.Product product,
      INDArray weights) {}

  /**
   * What is shared of a layer.
   *
   * @param layer whose it is
   * @param index of the layer
   * @param first place of its first weight among all parameters
   * @param gradients of all parameters, in one row; the layer's are to be written there
   * @param quantized weights in the places of the parameters, in one row
   * @param parts images in each worker's part of the batch
   */
  SharedDense(
      QuantizedDense layer,
      int index,
      int first,
      INDArray gradients,
      INDArray quantized,
      List<Integer> parts) {
    int neurons = (int) layer.getNOut();
    int workers = parts.size();
    GemmPrecision precision = GemmPrecision.chosen();
    this.first = first;
    this.synapses = (int) layer.getNIn();
    this.inputs = precision.gathered(parts, synapses, 0, synapses);
    this.shares =
        IntStream.range(0, workers)
            .mapToObj(
                worker ->
                    share(
                        neurons * worker / workers,
                        neurons * (worker + 1) / workers,
                        (from, count) -> precision.gathered(parts, neurons, from, count),
                        gradients,
                        quantized))
            .toList();
    List<Integer> neuronsOfShares = shares.stream().map(Share::neurons).toList();
    this.signs =
        layer.signProduct().flatMap(product -> product.denseWeights(synapses, neuronsOfShares));
    this.rounded =
        index > 0 ? precision.roundedWeights(neuronsOfShares, synapses) : Optional.empty();
  }

  /** Room for the errors of some neurons. */
  private interface Errors {
    GatheredMatrix of(int from, int neurons);
  }

  private Share share(int from, int to, Errors room, INDArray gradients, INDArray quantized) {
    int neurons = to - from;
    if (neurons == 0) {
      return new Share(from, 0, null, null, null, null);
    }
    GatheredMatrix errors = room.of(from, neurons);
    return new Share(
        from,
        neurons,
        errors,
        rows(gradients, from, to),
        errors.transposedTimes(inputs),
        rows(quantized, from, to));
  }

  /** What belongs to the weights of some neurons. */
  private INDArray rows(INDArray all, int from, int to) {
    return all.get(NDArrayIndex.interval(first + from * synapses, first + to * synapses))
        .reshape('c', to - from, synapses);
  }

  /**
   * Takes a part of the batch. Several workers may at the same time.
   *
   * @param errors gradients of the layer's sums, {@code [images][neurons]}
   * @param rows inputs of the layer, {@code [images][synapses]}
   */
  void take(int worker, INDArray errors, INDArray rows) {
    inputs.take(worker, rows);
    for (Share share : shares) {
      if (share.neurons > 0) {
        share.errors.take(worker, errors);
      }
    }
  }

  /** Computes the gradient of a worker's share; all parts must have been taken. */
  void multiply(int worker) {
    Share share = shares.get(worker);
    if (share.neurons > 0) {
      share.product.compute(share.gradient);
    }
  }

  /** Prepares the weights of a worker's share, once they are quantized. */
  void prepare(int worker) {
    Share share = shares.get(worker);
    if (share.neurons > 0) {
      signs.ifPresent(all -> all.take(worker, share.weights));
      rounded.ifPresent(all -> all.take(worker, share.weights));
    }
  }

  /** Prepares the weights of all shares. */
  void prepareAll() {
    IntStream.range(0, shares.size()).forEach(this::prepare);
  }

  /** The weights as bits, if products can use them. */
  Optional<SignWeights> signs() {
    return signs;
  }

  /** The rounded weights, if there are and the gradient of the inputs is wanted. */
  Optional<RoundedWeights> rounded() {
    return rounded;
  }

  /** Place of the layer's first weight among all parameters. */
  int first() {
    return first;
  }

  /** Place of a share's first weight among all parameters. */
  int from(int worker) {
    return first + shares.get(worker).from * synapses;
  }

  /** The place behind a share's last weight. */
  int to(int worker) {
    return from(worker) + shares.get(worker).neurons * synapses;
  }
}

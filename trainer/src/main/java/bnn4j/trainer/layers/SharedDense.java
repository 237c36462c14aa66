package bnn4j.trainer.layers;

import bnn4j.trainer.layers.ParameterUpdate.Batch;
import bnn4j.trainer.layers.ParameterUpdate.Stretch;
import bnn4j.trainer.ops.GatheredMatrix;
import bnn4j.trainer.ops.GemmPrecision;
import bnn4j.trainer.ops.RoundedWeights;
import bnn4j.trainer.ops.RowParts;
import bnn4j.trainer.ops.SignWeights;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.NDArrayIndex;

/**
 * What the workers of a dense layer share, where each has a part of the batch; or what one does
 * that has all of it. When all parts are there, each worker multiplies the whole batch for the
 * gradient of a share of the neurons, updates the weights of these, and prepares them for the next
 * products of all workers.
 *
 * <p>If each multiplied its part for all neurons, every worker would write a gradient as large as
 * the weights, for the update to read and add up, and each would prepare all weights. Dense layers
 * are limited by such traffic. So a gradient goes to memory that the next layer's overwrites, and
 * quantized weights become bits and bfloat16 numbers block by block, while caches have them; as
 * floats they are kept only where a product asks for them.
 */
final class SharedDense {
  /** Weights of a block: as floats and with what an update reads, they fit a level 2 cache. */
  private static final int BLOCK = 1 << 15;

  private final int first;
  private final int synapses;
  private final int weightBits;
  private final GatheredMatrix inputs;
  private final List<Share> shares;
  private final Optional<SignWeights> signs;
  private final Optional<RoundedWeights> rounded;
  private final INDArray latent;
  private final INDArray floats;

  /** Whether a product of this batch has asked for floats; the next batch's will, too, then. */
  private volatile boolean floatsUsed;

  /** Whether the floats are those of the latent weights. */
  private boolean floatsFresh;

  /**
   * Memory of a worker for what it computes of one layer after the other.
   *
   * @param gradient as many values as the largest share has weights
   * @param weights as many values as the largest block has
   */
  record Scratch(INDArray gradient, INDArray weights) {
    /** Memory for one of so many workers. */
    static Scratch of(List<QuantizedDense> layers, int workers) {
      int share = 0;
      int block = 0;
      for (QuantizedDense layer : layers) {
        int synapses = (int) layer.getNIn();
        int neurons = Collections.max(shares((int) layer.getNOut(), workers).sizes());
        share = Math.max(share, neurons * synapses);
        block = Math.max(block, Math.min(neurons, rowsOfBlock(synapses)) * synapses);
      }
      return new Scratch(
          Nd4j.createUninitialized(DataType.FLOAT, share),
          Nd4j.createUninitialized(DataType.FLOAT, block));
    }
  }

  /**
   * A worker's neurons; with more workers than neurons some have none, and no arrays.
   *
   * @param neurons number of them
   * @param errors gradients of their sums, {@code [images][neurons]}
   * @param gradient of their weights, {@code [neurons][synapses]}
   * @param product of errors and inputs
   */
  private record Share(
      int neurons,
      GatheredMatrix errors,
      INDArray gradient,
      GatheredMatrix.Product product,
      List<Block> blocks) {}

  /**
   * Neurons of a share that are updated together.
   *
   * @param index of the block in the layer
   * @param inShare which neuron of the share is its first
   * @param from place of its first weight among all parameters
   * @param to the place behind its last weight
   * @param gradient of the share
   * @param kept place of its quantized weights among the floats, {@code [neurons][synapses]}
   * @param passing memory for as many
   */
  private record Block(
      int index,
      int inShare,
      int from,
      int to,
      Stretch gradient,
      INDArray kept,
      INDArray passing) {}

  /**
   * What is shared of a layer.
   *
   * @param layer whose it is
   * @param index of the layer
   * @param first place of its first weight among all parameters
   * @param parameters latent weights in their places, in one row
   * @param quantized weights in the places of the parameters, in one row
   * @param parts images in each worker's part of the batch
   * @param scratch memory of each worker
   */
  SharedDense(
      QuantizedDense layer,
      int index,
      int first,
      INDArray parameters,
      INDArray quantized,
      RowParts parts,
      List<Scratch> scratch) {
    int neurons = (int) layer.getNOut();
    GemmPrecision precision = GemmPrecision.chosen();
    this.first = first;
    this.synapses = (int) layer.getNIn();
    this.weightBits = layer.getWeightBits();
    this.latent = parameters.get(NDArrayIndex.interval(first, first + neurons * synapses));
    this.floats = quantized.get(NDArrayIndex.interval(first, first + neurons * synapses));
    this.inputs = precision.gathered(parts, synapses, 0, synapses);
    this.shares = new ArrayList<>();
    RowParts neuronsOfShares = shares(neurons, parts.count());
    int blocks = 0;
    for (int worker = 0; worker < parts.count(); worker++) {
      int from = neuronsOfShares.first(worker);
      int count = neuronsOfShares.size(worker);
      Share share =
          count == 0
              ? new Share(0, null, null, null, List.of())
              : share(
                  precision.gathered(parts, neurons, from, count),
                  from,
                  count,
                  blocks,
                  scratch.get(worker));
      shares.add(share);
      blocks += share.blocks.size();
    }
    this.signs =
        layer.signProduct().flatMap(product -> product.denseWeights(synapses, neuronsOfShares));
    this.rounded =
        index > 0 ? precision.roundedWeights(neuronsOfBlocks(), synapses) : Optional.empty();
  }

  private Share share(
      GatheredMatrix errors, int from, int neurons, int blocksBefore, Scratch scratch) {
    INDArray gradient = rows(scratch.gradient, 0, neurons);
    int place = first + from * synapses;
    Stretch gradients = Stretch.of(gradient, place);
    List<Block> blocks = new ArrayList<>();
    int step = rowsOfBlock(synapses);
    for (int at = 0; at < neurons; at += step) {
      int count = Math.min(step, neurons - at);
      blocks.add(
          new Block(
              blocksBefore + blocks.size(),
              at,
              place + at * synapses,
              place + (at + count) * synapses,
              gradients,
              rows(floats, from + at, count),
              rows(scratch.weights, 0, count)));
    }
    return new Share(neurons, errors, gradient, errors.transposedTimes(inputs), blocks);
  }

  private static RowParts shares(int neurons, int workers) {
    return RowParts.even(neurons, workers);
  }

  private static int rowsOfBlock(int synapses) {
    return Math.max(1, BLOCK / synapses);
  }

  /** What belongs to the weights of some neurons. */
  private INDArray rows(INDArray all, int from, int count) {
    return all.get(NDArrayIndex.interval(from * synapses, (from + count) * synapses))
        .reshape('c', count, synapses);
  }

  private RowParts neuronsOfBlocks() {
    return new RowParts(
        shares.stream()
            .flatMap(share -> share.blocks.stream())
            .map(block -> (int) block.kept.size(0))
            .toList());
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

  /**
   * Lets a worker's share learn from a batch of which all parts have been taken. All workers may at
   * the same time.
   */
  void learn(int worker, ParameterUpdate update, Batch batch) {
    Share share = shares.get(worker);
    if (share.neurons == 0) {
      return;
    }
    share.product.compute(share.gradient);
    for (Block block : share.blocks) {
      INDArray weights = floatsUsed ? block.kept : block.passing;
      Stretch target = Stretch.of(weights, block.from);
      update.run(worker, first, block.from, block.to, block.gradient, target, batch);
      prepare(worker, block, weights);
    }
  }

  private void prepare(int worker, Block block, INDArray weights) {
    signs.ifPresent(all -> all.take(worker, block.inShare, weights));
    rounded.ifPresent(all -> all.take(block.index, weights));
  }

  /** To be called when all workers have learned. */
  void batchDone() {
    floatsFresh = floatsUsed;
    floatsUsed = false;
  }

  /** Prepares all weights, after the latent ones have changed otherwise. */
  void prepareAll() {
    floatsFresh = false;
    refreshFloats();
    for (int worker = 0; worker < shares.size(); worker++) {
      for (Block block : shares.get(worker).blocks) {
        prepare(worker, block, block.kept);
      }
    }
  }

  /** To be called by a worker before it uses the quantized weights as floats. */
  void needFloats() {
    if (!floatsUsed) {
      refreshFloats();
      floatsUsed = true;
    }
  }

  private synchronized void refreshFloats() {
    if (!floatsFresh) {
      WeightQuantizer.quantize(latent, floats, weightBits);
      floatsFresh = true;
    }
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
}

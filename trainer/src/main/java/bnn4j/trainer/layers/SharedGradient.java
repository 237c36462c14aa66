package bnn4j.trainer.layers;

import bnn4j.trainer.ops.Gemm;
import bnn4j.trainer.ops.GemmPrecision;
import bnn4j.trainer.ops.NativeMemory;
import java.nio.FloatBuffer;
import java.util.List;
import java.util.stream.IntStream;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.NDArrayIndex;

/**
 * The gradient of a dense layer's weights where each worker has a part of the batch. When all parts
 * are there, each worker multiplies the whole batch for a share of the neurons, and updates these.
 *
 * <p>If each multiplied its part for all neurons, every worker would write a gradient as large as
 * the weights, for the update to read and add up. Dense layers are limited by such traffic.
 */
final class SharedGradient {
  private final int first;
  private final int synapses;
  private final INDArray inputs;
  private final List<Share> shares;

  /**
   * A worker's neurons; with more workers than neurons some have none, and no arrays.
   *
   * @param from first of them
   * @param neurons number of them
   * @param errors gradients of their sums, {@code [images][neurons]}
   * @param gradient of their weights, {@code [neurons][synapses]}
   * @param product multiplies the two for it
   */
  private record Share(int from, int neurons, INDArray errors, INDArray gradient, Gemm product) {}

  /**
   * The gradient of a layer.
   *
   * @param gradients of all parameters, in one row; the layer's are to be written there
   * @param first place of its first value among them
   * @param layer whose weights it is for
   * @param images in the whole batch
   * @param workers number of workers
   */
  SharedGradient(INDArray gradients, int first, QuantizedDense layer, int images, int workers) {
    int neurons = (int) layer.getNOut();
    this.first = first;
    this.synapses = (int) layer.getNIn();
    this.inputs = Nd4j.createUninitialized(gradients.dataType(), images, synapses);
    this.shares =
        IntStream.range(0, workers)
            .mapToObj(
                worker ->
                    share(
                        gradients,
                        neurons * worker / workers,
                        neurons * (worker + 1) / workers,
                        images))
            .toList();
  }

  private Share share(INDArray gradients, int from, int to, int images) {
    int neurons = to - from;
    if (neurons == 0) {
      return new Share(from, 0, null, null, null);
    }
    INDArray own =
        gradients.get(NDArrayIndex.interval(first + from * synapses, first + to * synapses));
    return new Share(
        from,
        neurons,
        Nd4j.createUninitialized(gradients.dataType(), images, neurons),
        own.reshape('c', neurons, synapses),
        GemmPrecision.chosen().matrixProduct());
  }

  /**
   * Takes a part of the batch. Several workers may at the same time.
   *
   * @param firstImage place of its first image in the batch
   * @param errors gradients of the layer's sums, {@code [images][neurons]}
   * @param rows inputs of the layer, {@code [images][synapses]}
   */
  void take(int firstImage, INDArray errors, INDArray rows) {
    NativeMemory.floats(inputs)
        .put(firstImage * synapses, NativeMemory.floats(rows), 0, (int) rows.length());
    FloatBuffer values = NativeMemory.floats(errors);
    int all = (int) errors.size(1);
    for (Share share : shares) {
      if (share.neurons > 0) {
        FloatBuffer own = NativeMemory.floats(share.errors);
        for (int i = 0; i < errors.size(0); i++) {
          own.put((firstImage + i) * share.neurons, values, i * all + share.from, share.neurons);
        }
      }
    }
  }

  /** Computes the gradient of a worker's share; all parts must have been taken. */
  void multiply(int worker) {
    Share share = shares.get(worker);
    if (share.neurons > 0) {
      share.product.multiply(share.errors, true, inputs, false, share.gradient);
    }
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

package bnn4j.trainer.layers;

import static java.util.stream.Collectors.toSet;

import bnn4j.network.DataType;
import bnn4j.trainer.ops.NativeMemory;
import java.nio.FloatBuffer;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.nn.updater.BaseMultiLayerUpdater;
import org.deeplearning4j.nn.updater.UpdaterBlock;
import org.deeplearning4j.nn.updater.UpdaterBlock.ParamState;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * All that happens to the parameters after a batch, in one pass over memory: the sum of the
 * workers' gradients, Adam, bounds, and the quantized weights for the next batch.
 *
 * <p>Does what {@code MultiLayerNetwork.fit} does in five passes, with DL4J's own updater state.
 * Several threads may each update a range of the parameters at the same time.
 */
final class ParameterUpdate {
  private static final int CHUNK = NativeMemory.CHUNK;

  private final FloatBuffer parameters;
  private final FloatBuffer quantized;
  private final List<FloatBuffer> gradients;
  private final List<Parameter> all;
  private final List<Parameter> others;
  private final long othersLength;

  /**
   * An update.
   *
   * @param network of layers of this package and a loss
   * @param gradients of the workers, each as long as the parameters
   * @param shared weights of which the first worker's gradients are those of all
   * @param quantized as long as the parameters; gets the quantized weights in their places
   */
  ParameterUpdate(
      MultiLayerNetwork network,
      List<INDArray> gradients,
      List<SharedDense> shared,
      INDArray quantized) {
    this.parameters = NativeMemory.floats(network.params());
    this.quantized = NativeMemory.floats(quantized);
    this.gradients = gradients.stream().map(NativeMemory::floats).toList();
    Set<Integer> sharedFrom = shared.stream().map(SharedDense::first).collect(toSet());
    this.all =
        ((BaseMultiLayerUpdater<?>) network.getUpdater())
            .getUpdaterBlocks().stream().flatMap(b -> parameters(b, sharedFrom)).toList();
    this.others = all.stream().filter(parameter -> !parameter.shared).toList();
    this.othersLength = others.stream().mapToLong(Parameter::length).sum();
  }

  private static Stream<Parameter> parameters(UpdaterBlock block, Set<Integer> sharedFrom) {
    return block.getLayersAndVariablesInBlock().stream()
        .map(state -> parameter(block, state, sharedFrom.contains(state.getParamOffsetStart())));
  }

  private static Parameter parameter(UpdaterBlock block, ParamState state, boolean shared) {
    OwnLayer layer = (OwnLayer) state.getLayer().getConfig();
    return new Parameter(
        state.getParamOffsetStart(),
        state.getParamOffsetEnd(),
        block.getParamOffsetStart(),
        block.getGradientUpdater() instanceof LatentAdamUpdater adam ? adam : null,
        layer.bounds(state.getParamName()),
        layer instanceof QuantizedOp product ? product.getWeightBits() : 0,
        shared);
  }

  /**
   * A parameter of a layer.
   *
   * @param from where it begins among all
   * @param to where it ends
   * @param blockFrom where begins what the state of the updater is for
   * @param adam its updater; null for statistics, whose gradients are subtracted as they are
   * @param weightBits of quantized weights; 0 for all else
   * @param shared whether the first worker's gradient is that of all
   */
  private record Parameter(
      int from,
      int to,
      int blockFrom,
      LatentAdamUpdater adam,
      Bounds bounds,
      int weightBits,
      boolean shared) {
    int length() {
      return to - from;
    }
  }

  /** Quantizes all weights, as the first batch needs them. */
  void quantize() {
    float[] values = new float[CHUNK];
    for (Parameter parameter : all) {
      for (int at = parameter.from; at < parameter.to; at += CHUNK) {
        int length = Math.min(CHUNK, parameter.to - at);
        parameters.get(at, values, 0, length);
        quantize(parameter, at, values, length);
      }
    }
  }

  private void quantize(Parameter parameter, int at, float[] values, int length) {
    if (parameter.weightBits > 0) {
      Levels.quantize(values, length, DataType.signed(parameter.weightBits));
      quantized.put(at, values, 0, length);
    }
  }

  /**
   * Updates a worker's share of weights whose gradient is shared.
   *
   * @param images in the whole batch, over which gradients are averaged
   * @param iteration counted from 0
   */
  void run(SharedDense weights, int worker, int images, int iteration, int epoch) {
    for (Parameter parameter : all) {
      if (parameter.from == weights.first()) {
        run(parameter, weights.from(worker), weights.to(worker), images, iteration, epoch);
      }
    }
  }

  /**
   * Updates a worker's share of all other values.
   *
   * @param workers number of workers
   * @param images in the whole batch, over which gradients are averaged
   * @param iteration counted from 0
   */
  void runOthers(int worker, int workers, int images, int iteration, int epoch) {
    int first = (int) (othersLength * worker / workers);
    int end = (int) (othersLength * (worker + 1) / workers);
    int before = 0;
    for (Parameter parameter : others) {
      int from = Math.max(0, first - before);
      int to = Math.min(parameter.length(), end - before);
      if (from < to) {
        run(parameter, parameter.from + from, parameter.from + to, images, iteration, epoch);
      }
      before += parameter.length();
    }
  }

  private void run(Parameter parameter, int from, int to, int images, int iteration, int epoch) {
    LatentAdamUpdater adam = parameter.adam;
    LatentAdamUpdater.Moments moments = adam == null ? null : adam.moments();
    float step = adam == null ? 0 : adam.step(iteration, epoch);
    float[] changes = new float[CHUNK];
    float[] values = new float[CHUNK];
    for (int at = from; at < to; at += CHUNK) {
      int length = Math.min(CHUNK, to - at);
      sumGradients(parameter.shared ? 1 : gradients.size(), at, changes, values, length);
      if (moments != null) {
        divide(changes, images, length);
        moments.update(changes, at - parameter.blockFrom, length, step);
      }
      parameters.get(at, values, 0, length);
      subtract(values, changes, length);
      parameter.bounds.clip(values, length);
      parameters.put(at, values, 0, length);
      quantize(parameter, at, values, length);
    }
  }

  private void sumGradients(int workers, int at, float[] sum, float[] scratch, int length) {
    gradients.get(0).get(at, sum, 0, length);
    for (int worker = 1; worker < workers; worker++) {
      gradients.get(worker).get(at, scratch, 0, length);
      add(sum, scratch, length);
    }
  }

  private static void add(float[] sum, float[] values, int length) {
    for (int i = 0; i < length; i++) {
      sum[i] += values[i];
    }
  }

  private static void divide(float[] values, float divisor, int length) {
    for (int i = 0; i < length; i++) {
      values[i] /= divisor;
    }
  }

  private static void subtract(float[] values, float[] changes, int length) {
    for (int i = 0; i < length; i++) {
      values[i] -= changes[i];
    }
  }
}

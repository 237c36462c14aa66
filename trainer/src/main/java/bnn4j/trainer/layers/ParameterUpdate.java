package bnn4j.trainer.layers;

import static java.util.function.Function.identity;
import static java.util.stream.Collectors.partitioningBy;
import static java.util.stream.Collectors.toMap;

import bnn4j.network.DataType;
import bnn4j.trainer.ops.NativeMemory;
import java.nio.FloatBuffer;
import java.util.List;
import java.util.Map;
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
 * Workers, each in its thread, may each update a range of the parameters at the same time.
 */
final class ParameterUpdate {
  private static final int CHUNK = NativeMemory.CHUNK;

  private final FloatBuffer parameters;
  private final Stretch quantized;
  private final List<Stretch> gradients;
  private final Map<Integer, Parameter> shared;
  private final List<Parameter> others;
  private final long othersLength;
  private final List<Chunks> chunks;

  /**
   * An update.
   *
   * @param network of layers of this package and a loss
   * @param gradients of the workers, each as long as the parameters
   * @param shared where the weights begin that {@link #run} is for; all else is {@link #runOthers}'
   * @param quantized as long as the parameters; gets the quantized weights of the others in their
   *     places
   */
  ParameterUpdate(
      MultiLayerNetwork network,
      List<INDArray> gradients,
      Set<Integer> shared,
      INDArray quantized) {
    this.parameters = NativeMemory.floats(network.params());
    this.quantized = Stretch.of(quantized, 0);
    this.gradients = gradients.stream().map(array -> Stretch.of(array, 0)).toList();
    Map<Boolean, List<Parameter>> all =
        ((BaseMultiLayerUpdater<?>) network.getUpdater())
            .getUpdaterBlocks().stream()
                .flatMap(ParameterUpdate::parameters)
                .collect(partitioningBy(parameter -> shared.contains(parameter.from)));
    this.shared = all.get(true).stream().collect(toMap(Parameter::from, identity()));
    this.others = all.get(false);
    this.othersLength = others.stream().mapToLong(Parameter::length).sum();
    this.chunks = gradients.stream().map(worker -> new Chunks()).toList();
  }

  /**
   * Numbers of a stretch of the parameters.
   *
   * @param first place of the first of them among all parameters
   */
  record Stretch(FloatBuffer values, int first) {
    static Stretch of(INDArray values, int first) {
      return new Stretch(NativeMemory.floats(values), first);
    }

    private void get(int at, float[] to, int length) {
      values.get(at - first, to, 0, length);
    }

    private void put(int at, float[] from, int length) {
      values.put(at - first, from, 0, length);
    }
  }

  /**
   * A batch that was learned from.
   *
   * @param images in the whole batch, over which gradients are averaged
   * @param iteration counted from 0
   */
  record Batch(int images, int iteration, int epoch) {}

  /** What a worker computes with. */
  private static final class Chunks {
    private final float[] changes = new float[CHUNK];
    private final float[] values = new float[CHUNK];
    private final float[] firstMoments = new float[CHUNK];
    private final float[] secondMoments = new float[CHUNK];
  }

  private static Stream<Parameter> parameters(UpdaterBlock block) {
    return block.getLayersAndVariablesInBlock().stream().map(state -> parameter(block, state));
  }

  private static Parameter parameter(UpdaterBlock block, ParamState state) {
    OwnLayer layer = (OwnLayer) state.getLayer().getConfig();
    return new Parameter(
        state.getParamOffsetStart(),
        state.getParamOffsetEnd(),
        block.getParamOffsetStart(),
        block.getGradientUpdater() instanceof LatentAdamUpdater adam ? adam : null,
        layer.bounds(state.getParamName()),
        layer instanceof QuantizedOp product ? product.getWeightBits() : 0);
  }

  /**
   * A parameter of a layer.
   *
   * @param from where it begins among all
   * @param to where it ends
   * @param blockFrom where begins what the state of the updater is for
   * @param adam its updater; null for statistics, whose gradients are subtracted as they are
   * @param weightBits of quantized weights; 0 for all else
   */
  private record Parameter(
      int from, int to, int blockFrom, LatentAdamUpdater adam, Bounds bounds, int weightBits) {
    int length() {
      return to - from;
    }
  }

  /** Quantizes all weights that are not shared, as the first batch needs them. */
  void quantizeOthers() {
    for (Parameter parameter : others) {
      if (parameter.weightBits > 0) {
        WeightQuantizer.quantize(
            parameters.slice(parameter.from, parameter.length()),
            quantized.values.slice(parameter.from, parameter.length()),
            parameter.weightBits);
      }
    }
  }

  private static void quantize(
      Parameter parameter, int at, float[] values, int length, Stretch to) {
    if (parameter.weightBits > 0) {
      Levels.quantize(values, length, DataType.signed(parameter.weightBits));
      to.put(at, values, length);
    }
  }

  /**
   * Updates some of the shared weights of a layer.
   *
   * @param first where the layer's weights begin
   * @param from place of the first of those that are updated
   * @param to the place behind the last
   * @param gradient of the whole batch, of these weights at least
   * @param quantized gets them quantized
   */
  void run(
      int worker, int first, int from, int to, Stretch gradient, Stretch quantized, Batch batch) {
    run(worker, shared.get(first), from, to, List.of(gradient), quantized, batch);
  }

  /**
   * Updates a worker's share of all other values.
   *
   * @param workers number of workers
   */
  void runOthers(int worker, int workers, Batch batch) {
    int first = (int) (othersLength * worker / workers);
    int end = (int) (othersLength * (worker + 1) / workers);
    int before = 0;
    for (Parameter parameter : others) {
      int from = parameter.from + Math.max(0, first - before);
      int to = parameter.from + Math.min(parameter.length(), end - before);
      if (from < to) {
        run(worker, parameter, from, to, gradients, quantized, batch);
      }
      before += parameter.length();
    }
  }

  private void run(
      int worker,
      Parameter parameter,
      int from,
      int to,
      List<Stretch> gradients,
      Stretch quantized,
      Batch batch) {
    LatentAdamUpdater adam = parameter.adam;
    LatentAdamUpdater.Moments moments = adam == null ? null : adam.moments();
    float step = adam == null ? 0 : adam.step(batch.iteration, batch.epoch);
    Chunks own = chunks.get(worker);
    float[] changes = own.changes;
    float[] values = own.values;
    for (int at = from; at < to; at += CHUNK) {
      int length = Math.min(CHUNK, to - at);
      sum(gradients, at, changes, values, length);
      if (moments != null) {
        divide(changes, batch.images, length);
        moments.update(
            changes, own.firstMoments, own.secondMoments, at - parameter.blockFrom, length, step);
      }
      parameters.get(at, values, 0, length);
      subtract(values, changes, length);
      parameter.bounds.clip(values, length);
      parameters.put(at, values, 0, length);
      quantize(parameter, at, values, length, quantized);
    }
  }

  private static void sum(
      List<Stretch> gradients, int at, float[] sum, float[] scratch, int length) {
    gradients.get(0).get(at, sum, length);
    for (int worker = 1; worker < gradients.size(); worker++) {
      gradients.get(worker).get(at, scratch, length);
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

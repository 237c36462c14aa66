package bnn4j.offload.deep;

import bnn4j.network.DataType;
import bnn4j.network.Layer;
import bnn4j.network.Pool;
import bnn4j.network.TrainedLayer;
import java.util.Arrays;

/**
 * A layer that the processor runs, in whole numbers: what comes in and the weights are such, so
 * sums are exact, and activations are training's to the last one. Allocates nothing for an image.
 */
final class ProcessorLayer {
  private final Layer layer;
  private final TrainedLayer numbers;

  /** What 1 is in units of the input: 128 for pictures. */
  private final double one;

  /** {@code [synapses][neurons]}: neurons are summed together. */
  private final int[] weights;

  private final int[] sums;
  private final int[] all;
  private final int[] pooled;

  /**
   * Prepares a layer.
   *
   * @param numbers with positive scales where the layer is pooled
   * @param one what 1 is in units of the input: 128 for pictures, 1 for activations
   */
  ProcessorLayer(Layer layer, TrainedLayer numbers, double one) {
    this.layer = layer;
    this.numbers = numbers;
    this.one = one;
    this.weights = new int[numbers.weights().length];
    for (int n = 0; n < numbers.neurons(); n++) {
      for (int i = 0; i < numbers.synapses(); i++) {
        float latent = numbers.weights()[n * numbers.synapses() + i];
        weights[i * numbers.neurons() + n] = layer.weights().quantized(latent);
      }
    }
    this.sums = new int[layer.neurons()];
    this.all = new int[layer.unpooled().values()];
    this.pooled = new int[layer.shape().values()];
  }

  /**
   * The activations.
   *
   * @param input {@code [row][column][channel]}, signed
   * @param output takes them from its start on
   */
  void run(byte[] input, byte[] output) {
    sum(input);
    DataType type = layer.activations().orElseThrow();
    if (layer.isPooled()) {
      pool();
    }
    int[] from = layer.isPooled() ? pooled : all;
    for (int i = 0; i < from.length; i++) {
      int n = i % numbers.neurons();
      output[i] = (byte) type.quantized(numbers.value(n, from[i] / one));
    }
  }

  /** The sums of a layer without activations, {@code [neuron]}; valid until the next call. */
  int[] scores(byte[] input) {
    sum(input);
    return all;
  }

  private void sum(byte[] input) {
    int out = layer.unpooled().dimension();
    for (int pixel = 0; pixel < out * out; pixel++) {
      Arrays.fill(sums, 0);
      addWindow(
          input,
          pixel / out * layer.stride() - layer.padding(),
          pixel % out * layer.stride() - layer.padding());
      System.arraycopy(sums, 0, all, pixel * sums.length, sums.length);
    }
  }

  /** What is outside of the map is 0 and adds nothing. */
  private void addWindow(byte[] input, int row, int column) {
    int dimension = layer.input().dimension();
    int channels = layer.input().channels();
    int left = Math.max(0, column);
    int values = (Math.min(dimension, column + layer.kernel()) - left) * channels;
    for (int y = 0; y < layer.kernel(); y++) {
      if (row + y < 0 || row + y >= dimension) {
        continue;
      }
      // The pixels of a kernel row lie side by side, so do its weights.
      int synapse = (y * layer.kernel() + left - column) * channels;
      int from = ((row + y) * dimension + left) * channels;
      for (int i = 0; i < values; i++) {
        add(weights, (synapse + i) * sums.length, input[from + i], sums);
      }
    }
  }

  private static void add(int[] weights, int from, int value, int[] sums) {
    for (int n = 0; n < sums.length; n++) {
      sums[n] += weights[from + n] * value;
    }
  }

  private void pool() {
    Pool pool = layer.pool();
    int side = layer.unpooled().dimension();
    int out = layer.shape().dimension();
    int channels = layer.neurons();
    Arrays.fill(pooled, Integer.MIN_VALUE);
    for (int pixel = 0; pixel < out * out; pixel++) {
      for (int i = 0; i < pool.size() * pool.size(); i++) {
        int row = pixel / out * pool.stride() + i / pool.size();
        int column = pixel % out * pool.stride() + i % pool.size();
        int from = (row * side + column) * channels;
        for (int c = 0; c < channels; c++) {
          int to = pixel * channels + c;
          pooled[to] = Math.max(pooled[to], all[from + c]);
        }
      }
    }
  }
}

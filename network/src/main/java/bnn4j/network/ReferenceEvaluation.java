package bnn4j.network;

import bnn4j.foundation.Refusal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Runs a float network on one image after the other, exactly as its numbers say: every batch norm
 * is {@link TrainedLayer#value}, in double, and every sum is exact, though in float, because it is
 * a small multiple of 1/128. Plain loops, to compare others with; fit for many threads at a time.
 */
public final class ReferenceEvaluation {
  /** Up to here every whole number is a float. */
  private static final long EXACT = 1 << 24;

  private final TrainedNetwork trained;

  /** Quantized weights of each layer, {@code [synapses][neurons]}: neurons are summed together. */
  private final List<float[]> weights = new ArrayList<>();

  /**
   * Prepares a network.
   *
   * @throws Refusal if a layer has so many synapses that its sums would not be exact
   */
  public ReferenceEvaluation(TrainedNetwork trained) {
    this.trained = trained;
    List<Layer> layers = trained.network().layers();
    for (int i = 0; i < layers.size(); i++) {
      TrainedLayer numbers = trained.layers().get(i);
      long most = EXACT / ((long) steps(trained.network(), i) * layers.get(i).weights().max());
      if (numbers.synapses() > most) {
        throw new Refusal(
            "layer %d: %d synapses are too many to be summed exactly; use at most %d"
                .formatted(i, numbers.synapses(), most));
      }
      weights.add(transposed(numbers, layers.get(i).weights()));
    }
  }

  /** The largest input, in its own steps: those of 8-bit pictures are 1/128. */
  private static int steps(Network network, int layer) {
    return network.inputOf(layer).map(DataType::max).orElse(128);
  }

  private static float[] transposed(TrainedLayer layer, DataType type) {
    float[] quantized = new float[layer.weights().length];
    for (int neuron = 0; neuron < layer.neurons(); neuron++) {
      for (int i = 0; i < layer.synapses(); i++) {
        quantized[i * layer.neurons() + neuron] =
            type.quantized(layer.weights()[neuron * layer.synapses() + i]);
      }
    }
    return quantized;
  }

  /** What is evaluated. */
  public TrainedNetwork trained() {
    return trained;
  }

  /**
   * Runs one image.
   *
   * @param words packed images, as the accelerator takes them
   * @param offset where the image starts
   * @return one per layer
   */
  public List<TrainedLayerTrace> run(long[] words, int offset) {
    float[] values = unpack(trained.network().input(), words, offset);
    List<TrainedLayerTrace> traces = new ArrayList<>();
    for (Layer layer : trained.network().layers()) {
      TrainedLayerTrace trace = run(traces.size(), layer, values);
      values = inputs(trace.pooled().length > 0 ? trace.pooled() : trace.activations());
      traces.add(trace);
    }
    return traces;
  }

  private TrainedLayerTrace run(int index, Layer layer, float[] input) {
    TrainedLayer numbers = trained.layers().get(index);
    double[] sums = reals(sums(layer, weights.get(index), input));
    Shape shape = layer.unpooled();
    boolean poolsSums = layer.isPooled() && trained.poolsBeforeNorm();
    if (poolsSums) {
      sums = largest(sums, shape, layer.pool());
      shape = layer.shape();
    }
    double[] values = new double[sums.length];
    for (int i = 0; i < values.length; i++) {
      values[i] = numbers.value(i % numbers.neurons(), sums[i]);
    }
    byte[] activations =
        layer.activations().map(type -> activations(type, values)).orElse(new byte[0]);
    byte[] pooled =
        layer.isPooled() && !poolsSums
            ? bytes(largest(reals(activations), shape, layer.pool()))
            : new byte[0];
    return new TrainedLayerTrace(shape.dimension(), sums, values, activations, pooled);
  }

  private static byte[] activations(DataType type, double[] values) {
    byte[] activations = new byte[values.length];
    for (int i = 0; i < values.length; i++) {
      activations[i] = (byte) type.quantized(values[i]);
    }
    return activations;
  }

  /** {@code [row][column][neuron]}. A dense layer is a convolution with one window. */
  private static float[] sums(Layer layer, float[] weights, float[] input) {
    int out = layer.unpooled().dimension();
    float[] all = new float[layer.unpooled().values()];
    float[] sums = new float[layer.neurons()];
    for (int pixel = 0; pixel < out * out; pixel++) {
      Arrays.fill(sums, 0);
      int row = pixel / out * layer.stride() - layer.padding();
      int column = pixel % out * layer.stride() - layer.padding();
      addWindow(layer, weights, input, row, column, sums);
      System.arraycopy(sums, 0, all, pixel * sums.length, sums.length);
    }
    return all;
  }

  /** What is outside of the map is 0 and adds nothing. */
  private static void addWindow(
      Layer layer, float[] weights, float[] input, int row, int column, float[] sums) {
    int dimension = layer.input().dimension();
    int channels = layer.input().channels();
    int left = Math.max(0, column);
    int pixels = Math.min(dimension, column + layer.kernel()) - left;
    for (int y = 0; y < layer.kernel(); y++) {
      if (row + y < 0 || row + y >= dimension || pixels <= 0) {
        continue;
      }
      // The pixels of a kernel row lie side by side, so do its weights.
      int synapse = (y * layer.kernel() + left - column) * channels;
      int from = ((row + y) * dimension + left) * channels;
      add(weights, synapse, input, from, pixels * channels, sums);
    }
  }

  /** Adds so many synapses' share to the sums of all neurons, which the JVM does in vectors. */
  private static void add(
      float[] weights, int synapse, float[] input, int from, int count, float[] sums) {
    for (int i = 0; i < count; i++) {
      float value = input[from + i];
      int row = (synapse + i) * sums.length;
      for (int n = 0; n < sums.length; n++) {
        sums[n] += weights[row + n] * value;
      }
    }
  }

  private static double[] largest(double[] values, Shape shape, Pool pool) {
    int out = pool.through(shape.dimension());
    int channels = shape.channels();
    double[] largest = new double[out * out * channels];
    for (int at = 0; at < largest.length; at++) {
      int pixel = at / channels;
      largest[at] = Double.NEGATIVE_INFINITY;
      for (int i = 0; i < pool.size() * pool.size(); i++) {
        int row = pixel / out * pool.stride() + i / pool.size();
        int column = pixel % out * pool.stride() + i % pool.size();
        int from = (row * shape.dimension() + column) * channels + at % channels;
        largest[at] = Math.max(largest[at], values[from]);
      }
    }
    return largest;
  }

  /** Bits are -1 and +1, bytes are in units of 1/128. */
  private static float[] unpack(InputFormat format, long[] words, int offset) {
    int perWord = Long.SIZE / format.bits();
    float[] values = new float[format.values()];
    for (int i = 0; i < values.length; i++) {
      long code = words[offset + i / perWord] >>> (i % perWord * format.bits());
      values[i] = format.bits() == 1 ? 2 * (code & 1) - 1 : (byte) code / 128f;
    }
    return values;
  }

  private static float[] inputs(byte[] activations) {
    float[] values = new float[activations.length];
    for (int i = 0; i < values.length; i++) {
      values[i] = activations[i];
    }
    return values;
  }

  private static double[] reals(float[] floats) {
    double[] reals = new double[floats.length];
    for (int i = 0; i < reals.length; i++) {
      reals[i] = floats[i];
    }
    return reals;
  }

  private static double[] reals(byte[] bytes) {
    double[] reals = new double[bytes.length];
    for (int i = 0; i < reals.length; i++) {
      reals[i] = bytes[i];
    }
    return reals;
  }

  private static byte[] bytes(double[] reals) {
    byte[] bytes = new byte[reals.length];
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] = (byte) reals[i];
    }
    return bytes;
  }
}

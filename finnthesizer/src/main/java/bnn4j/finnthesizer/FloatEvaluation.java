package bnn4j.finnthesizer;

import bnn4j.foundation.Refusal;
import bnn4j.overlay.InputFormat;
import bnn4j.overlay.Layer;
import bnn4j.overlay.Layer.Convolution;
import bnn4j.overlay.Layer.MaxPool;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Runs a float network on one image after the other, exactly as its numbers say: every batch norm
 * is {@link FloatLayer#value}, in double, and every sum is exact, though in float, because it is a
 * small multiple of 1/128. Plain loops, to compare others with; fit for many threads at a time.
 */
public final class FloatEvaluation {
  /** Synapses up to which a sum of 8-bit inputs is exact: 2^24 steps of 1/128, 128 per input. */
  private static final int MOST_SYNAPSES = 1 << 17;

  private final FloatNetwork network;

  /** Quantized weights of each layer, {@code [synapses][neurons]}: neurons are summed together. */
  private final List<float[]> weights = new ArrayList<>();

  /**
   * Prepares a network.
   *
   * @throws Refusal if a layer has so many synapses that its sums would not be exact
   */
  public FloatEvaluation(FloatNetwork network) {
    this.network = network;
    Quantizer quantizer = Quantizer.ofBits(network.precision().weightBits());
    for (FloatLayer layer : network.layers()) {
      if (layer.synapses() > MOST_SYNAPSES) {
        throw new Refusal(
            "layer %d: %d synapses are too many to be summed exactly; use at most %d"
                .formatted(weights.size(), layer.synapses(), MOST_SYNAPSES));
      }
      weights.add(transposed(layer, quantizer));
    }
  }

  private static float[] transposed(FloatLayer layer, Quantizer quantizer) {
    float[] quantized = new float[layer.weights().length];
    for (int neuron = 0; neuron < layer.neurons(); neuron++) {
      for (int i = 0; i < layer.synapses(); i++) {
        quantized[i * layer.neurons() + neuron] =
            quantizer.weight(layer.weights()[neuron * layer.synapses() + i]);
      }
    }
    return quantized;
  }

  /** What is evaluated. */
  public FloatNetwork network() {
    return network;
  }

  /**
   * Runs one image.
   *
   * @param words packed images, as the accelerator takes them
   * @param offset where the image starts
   * @return one per layer with weights
   */
  public List<FloatLayerTrace> run(long[] words, int offset) {
    float[] values = unpack(network.topology().input(), words, offset);
    List<Layer> layers = network.topology().layers();
    List<FloatLayerTrace> traces = new ArrayList<>();
    for (int i = 0; i < layers.size(); i++) {
      if (layers.get(i) instanceof MaxPool) {
        continue;
      }
      boolean pooled = i + 1 < layers.size() && layers.get(i + 1) instanceof MaxPool;
      MaxPool pool = pooled ? (MaxPool) layers.get(i + 1) : null;
      FloatLayerTrace trace = run(traces.size(), layers.get(i), pool, values);
      values = inputs(trace.pooled().length > 0 ? trace.pooled() : trace.activations());
      traces.add(trace);
    }
    return traces;
  }

  private FloatLayerTrace run(int index, Layer layer, MaxPool pool, float[] input) {
    FloatLayer numbers = network.layers().get(index);
    double[] sums =
        reals(
            layer instanceof Convolution c
                ? convolution(c, weights.get(index), input)
                : product(weights.get(index), numbers.neurons(), input));
    int dimension = layer instanceof Convolution c ? c.outDimension() : 1;
    boolean poolsSums = pool != null && network.poolsBeforeNorm();
    if (poolsSums) {
      sums = largest(sums, pool);
      dimension = pool.outDimension();
    }
    double[] values = new double[sums.length];
    for (int i = 0; i < values.length; i++) {
      values[i] = numbers.value(i % numbers.neurons(), sums[i]);
    }
    byte[] activations = activations(index, values);
    byte[] pooled =
        pool == null || poolsSums ? new byte[0] : bytes(largest(reals(activations), pool));
    return new FloatLayerTrace(dimension, sums, values, activations, pooled);
  }

  private byte[] activations(int index, double[] values) {
    boolean last = index == network.layers().size() - 1;
    boolean binaryInput = network.topology().input().bits() == 1;
    if (last && !binaryInput) {
      return new byte[0];
    }
    // Results of a network of bits are bits, whatever its hidden layers have.
    Quantizer quantizer = Quantizer.ofBits(last ? 1 : network.precision().activationBits());
    byte[] activations = new byte[values.length];
    for (int i = 0; i < values.length; i++) {
      activations[i] = (byte) quantizer.activation(values[i]);
    }
    return activations;
  }

  private static float[] product(float[] weights, int neurons, float[] input) {
    float[] sums = new float[neurons];
    add(weights, 0, input, 0, input.length, sums);
    return sums;
  }

  private static float[] convolution(Convolution c, float[] weights, float[] input) {
    int out = c.outDimension();
    int run = c.kernel() * c.inChannels();
    float[] all = new float[c.outputs()];
    float[] sums = new float[c.outChannels()];
    for (int pixel = 0; pixel < out * out; pixel++) {
      Arrays.fill(sums, 0);
      // The pixels of a kernel row lie side by side, so do its weights.
      for (int y = 0; y < c.kernel(); y++) {
        int from = ((pixel / out + y) * c.inDimension() + pixel % out) * c.inChannels();
        add(weights, y * run, input, from, run, sums);
      }
      System.arraycopy(sums, 0, all, pixel * sums.length, sums.length);
    }
    return all;
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

  private static double[] largest(double[] values, MaxPool pool) {
    int out = pool.outDimension();
    int channels = pool.channels();
    double[] largest = new double[pool.outputs()];
    for (int at = 0; at < largest.length; at++) {
      int pixel = at / channels;
      largest[at] = Double.NEGATIVE_INFINITY;
      for (int i = 0; i < pool.size() * pool.size(); i++) {
        int row = pixel / out * pool.size() + i / pool.size();
        int column = pixel % out * pool.size() + i % pool.size();
        int from = (row * pool.inDimension() + column) * channels + at % channels;
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

package bnn4j.finnthesizer;

import bnn4j.overlay.InputFormat;
import bnn4j.overlay.Layer;
import bnn4j.overlay.Layer.Convolution;
import bnn4j.overlay.Layer.MaxPool;
import java.util.ArrayList;
import java.util.List;

/**
 * Runs a float network on one image after the other, exactly as its numbers say: every sum is exact
 * in double, every batch norm is {@link FloatLayer#value}. Plain loops, to compare others with.
 */
public final class FloatEvaluation {
  private final FloatNetwork network;

  /** Quantized weights of each layer, {@code [neurons][synapses]}. */
  private final List<double[]> weights = new ArrayList<>();

  /** Prepares a network. */
  public FloatEvaluation(FloatNetwork network) {
    this.network = network;
    Quantizer quantizer = Quantizer.ofBits(network.precision().weightBits());
    for (FloatLayer layer : network.layers()) {
      double[] quantized = new double[layer.weights().length];
      for (int i = 0; i < quantized.length; i++) {
        quantized[i] = quantizer.weight(layer.weights()[i]);
      }
      weights.add(quantized);
    }
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
    double[] values = unpack(network.topology().input(), words, offset);
    List<Layer> layers = network.topology().layers();
    List<FloatLayerTrace> traces = new ArrayList<>();
    for (int i = 0; i < layers.size(); i++) {
      if (layers.get(i) instanceof MaxPool) {
        continue;
      }
      boolean pooled = i + 1 < layers.size() && layers.get(i + 1) instanceof MaxPool;
      MaxPool pool = pooled ? (MaxPool) layers.get(i + 1) : null;
      FloatLayerTrace trace = run(traces.size(), layers.get(i), pool, values);
      values = reals(trace.pooled().length > 0 ? trace.pooled() : trace.activations());
      traces.add(trace);
    }
    return traces;
  }

  private FloatLayerTrace run(int index, Layer layer, MaxPool pool, double[] input) {
    FloatLayer numbers = network.layers().get(index);
    double[] sums =
        layer instanceof Convolution c
            ? convolution(c, weights.get(index), input)
            : product(weights.get(index), numbers.neurons(), input);
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

  private static double[] product(double[] weights, int neurons, double[] input) {
    double[] sums = new double[neurons];
    for (int n = 0; n < neurons; n++) {
      for (int i = 0; i < input.length; i++) {
        sums[n] += weights[n * input.length + i] * input[i];
      }
    }
    return sums;
  }

  private static double[] convolution(Convolution c, double[] weights, double[] input) {
    int out = c.outDimension();
    int run = c.kernel() * c.inChannels();
    double[] sums = new double[c.outputs()];
    for (int at = 0; at < sums.length; at++) {
      int channel = at % c.outChannels();
      int pixel = at / c.outChannels();
      int row = pixel / out;
      int column = pixel % out;
      // The pixels of a kernel row lie side by side, so do its weights.
      for (int y = 0; y < c.kernel(); y++) {
        int from = ((row + y) * c.inDimension() + column) * c.inChannels();
        int weight = (channel * c.kernel() + y) * run;
        for (int i = 0; i < run; i++) {
          sums[at] += weights[weight + i] * input[from + i];
        }
      }
    }
    return sums;
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
  private static double[] unpack(InputFormat format, long[] words, int offset) {
    int perWord = Long.SIZE / format.bits();
    double[] values = new double[format.values()];
    for (int i = 0; i < values.length; i++) {
      long code = words[offset + i / perWord] >>> (i % perWord * format.bits());
      values[i] = format.bits() == 1 ? 2 * (code & 1) - 1 : (byte) code / 128.0;
    }
    return values;
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

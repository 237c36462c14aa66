package bnn4j.overlay.engine;

import bnn4j.network.Layer.Convolution;
import bnn4j.overlay.Accumulator;
import bnn4j.overlay.MatrixLayer;
import bnn4j.overlay.Overlay;
import bnn4j.overlay.params.LayerMemory;
import bnn4j.overlay.params.ParameterSet;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The rules of formats.md 1 and 4 one value at a time, with nothing packed: what the engine is held
 * against.
 */
final class NaiveAccelerator {
  private final ParameterSet parameters;

  NaiveAccelerator(ParameterSet parameters) {
    this.parameters = parameters;
  }

  Trace run(long[] words) {
    Overlay overlay = parameters.overlay();
    int[] values = input(overlay, words);
    int dimension = overlay.network().input().dimension();
    List<LayerTrace> traces = new ArrayList<>();
    for (MatrixLayer layer : overlay.layers()) {
      int[] sums = accumulators(layer, values, dimension);
      int[] activations = activations(layer, sums);
      dimension = layer.layer() instanceof Convolution c ? c.unpooled().dimension() : 1;
      int[] pooled = new int[0];
      if (layer.pooled()) {
        pooled = pool(activations, dimension, layer.rows());
        dimension /= 2;
      }
      values = layer.pooled() ? pooled : activations;
      boolean bits = layer.outputBits() == 1;
      traces.add(new LayerTrace(sums, bytes(activations, bits), bytes(pooled, bits)));
    }
    byte[] bytes = overlay.binaryInput() ? new byte[0] : bytes(input(overlay, words), false);
    return new Trace(bytes, traces, output(overlay, traces.get(traces.size() - 1)));
  }

  /** Pixel by pixel; for a dense layer on bits the rest of the words as well. */
  private static int[] input(Overlay overlay, long[] words) {
    MatrixLayer first = overlay.layers().get(0);
    boolean stream = overlay.binaryInput() && !(first.layer() instanceof Convolution);
    int[] values = new int[stream ? first.columns() : overlay.network().input().values()];
    for (int i = 0; i < values.length; i++) {
      values[i] =
          overlay.binaryInput()
              ? (words[i / 64] >>> (i % 64) & 1) == 1 ? 1 : -1
              : (byte) (words[i / 8] >>> (8 * (i % 8)));
    }
    return values;
  }

  private int[] accumulators(MatrixLayer layer, int[] values, int dimension) {
    if (!(layer.layer() instanceof Convolution c)) {
      return dot(layer, values);
    }
    int[] all = new int[layer.positions() * layer.rows()];
    int[] window = new int[layer.columns()];
    int at = 0;
    for (int y = 0; y < c.unpooled().dimension(); y++) {
      for (int x = 0; x < c.unpooled().dimension(); x++) {
        for (int column = 0; column < window.length; column++) {
          int channel = column % c.input().channels();
          int kx = column / c.input().channels() % c.kernel();
          int ky = column / c.input().channels() / c.kernel();
          window[column] = values[((y + ky) * dimension + x + kx) * c.input().channels() + channel];
        }
        int[] sums = dot(layer, window);
        System.arraycopy(sums, 0, all, at, sums.length);
        at += sums.length;
      }
    }
    return all;
  }

  private int[] dot(MatrixLayer layer, int[] values) {
    int[] sums = new int[layer.rows()];
    for (int n = 0; n < sums.length; n++) {
      for (int column = 0; column < layer.columns(); column++) {
        int product = weight(layer, n, column) * values[column];
        sums[n] +=
            switch (layer.accumulator()) {
              case POPCOUNT -> product == 1 ? 1 : 0;
              case SIGNED -> product;
              case FIXED_POINT -> 2 * product;
            };
      }
    }
    return sums;
  }

  private int weight(MatrixLayer layer, int neuron, int column) {
    int pe = layer.folding().pe();
    int simd = layer.folding().simd();
    int sf = layer.columns() / simd;
    LayerMemory memory = parameters.layers().get(layer.index());
    long word = memory.weights()[neuron % pe][(neuron / pe) * sf + column / simd];
    if (layer.weightBits() == 1) {
      return (word >>> (column % simd) & 1) == 1 ? 1 : -1;
    }
    int code = (int) (word >>> (2 * (column % simd)) & 3);
    return new int[] {0, 1, -2, -1}[code];
  }

  private int[] activations(MatrixLayer layer, int[] sums) {
    if (!layer.hasThresholds()) {
      return new int[0];
    }
    int pe = layer.folding().pe();
    long[][] memory = parameters.layers().get(layer.index()).thresholds();
    int perNeuron = layer.thresholdsPerNeuron();
    int[] activations = new int[sums.length];
    for (int i = 0; i < sums.length; i++) {
      int n = i % layer.rows();
      int exceeded = 0;
      for (int k = 0; k < perNeuron; k++) {
        long kept = kept(memory[n % pe][n / pe * perNeuron + k], layer.accumulator());
        exceeded += sums[i] > kept ? 1 : 0;
      }
      activations[i] = perNeuron == 1 ? 2 * exceeded - 1 : exceeded - 1;
    }
    return activations;
  }

  private static long kept(long threshold, Accumulator accumulator) {
    long range = accumulator == Accumulator.FIXED_POINT ? 1 << 24 : 1 << 16;
    long low = Math.floorMod(threshold, range);
    return low < range / 2 ? low : low - range;
  }

  private static int[] pool(int[] values, int dimension, int channels) {
    int half = dimension / 2;
    int[] pooled = new int[half * half * channels];
    Arrays.fill(pooled, Integer.MIN_VALUE);
    for (int i = 0; i < values.length; i++) {
      int y = i / channels / dimension;
      int x = i / channels % dimension;
      int at = ((y / 2) * half + x / 2) * channels + i % channels;
      pooled[at] = Math.max(pooled[at], values[i]);
    }
    return pooled;
  }

  private static byte[] bytes(int[] values, boolean bits) {
    byte[] bytes = new byte[values.length];
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] = (byte) (bits ? (values[i] + 1) / 2 : values[i]);
    }
    return bytes;
  }

  private static long[] output(Overlay overlay, LayerTrace last) {
    long[] words = new long[overlay.outputWords()];
    for (int n = 0; n < last.accumulators().length; n++) {
      if (overlay.bitOutput()) {
        words[n / 64] |= (long) last.activations()[n] << (n % 64);
      } else {
        words[n / 4] |= (last.accumulators()[n] & 0xffffL) << (16 * (n % 4));
      }
    }
    return words;
  }
}

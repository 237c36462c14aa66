package bnn4j.overlay.engine;

import bnn4j.overlay.Accumulator;
import bnn4j.overlay.InputFormat;
import bnn4j.overlay.Layer.Convolution;
import bnn4j.overlay.MatrixLayer;
import bnn4j.overlay.params.LayerMemory;

/** The memories of a layer laid out for computing; immutable, shared by all threads. */
final class PreparedLayer {
  private final MatrixLayer layer;
  private final InputFormat format;
  private final Kernel kernel;
  private final PackedWeights weights;
  private final PackedWeights minusTwos;
  private final int[][] fixedPointWeights;
  private final Thresholds thresholds;

  /**
   * Lays out.
   *
   * @param format the network's input, for the layer that sees it
   * @param channels of the activation map that comes in; of no matter for a fixed-point layer
   */
  PreparedLayer(
      MatrixLayer layer, InputFormat format, int channels, LayerMemory memory, Kernel kernel) {
    this.layer = layer;
    this.format = format;
    this.kernel = kernel;
    WeightMemory weightMemory = new WeightMemory(layer, memory.weights());
    if (layer.accumulator() == Accumulator.FIXED_POINT) {
      this.weights = null;
      this.minusTwos = null;
      this.fixedPointWeights = doubled(weightMemory);
    } else {
      PackedLayout layout = PackedLayout.of(layer, channels);
      this.weights = layout.pack(weightMemory, kernel.lanes());
      this.minusTwos =
          layer.weightBits() == 2 ? layout.packMinusTwos(weightMemory, kernel.lanes()) : null;
      this.fixedPointWeights = null;
    }
    this.thresholds = layer.hasThresholds() ? new Thresholds(layer, memory.thresholds()) : null;
  }

  MatrixLayer layer() {
    return layer;
  }

  /** Null where the scores are the result. */
  Thresholds thresholds() {
    return thresholds;
  }

  /** One thread's synapses; the map is null for a fixed-point layer. */
  Synapses synapses(ActivationMap map) {
    if (fixedPointWeights != null) {
      return new FixedPointSynapses(fixedPointWeights, format, kernelSize(format.dimension()));
    }
    return new PackedSynapses(
        kernel, layer.accumulator(), weights, minusTwos, map, kernelSize(map.dimension()));
  }

  /** As many accumulators as the kernel may write. */
  int[] accumulators() {
    return new int[weights == null ? layer.rows() : weights.paddedNeurons()];
  }

  private int kernelSize(int dimension) {
    return layer.layer() instanceof Convolution c ? c.kernel() : dimension;
  }

  private static int[][] doubled(WeightMemory memory) {
    int rows = memory.layer().rows();
    int columns = memory.layer().columns();
    int group = FixedPointSynapses.GROUP;
    int[][] doubled = new int[(columns + group - 1) / group * group][rows];
    for (int column = 0; column < columns; column++) {
      for (int neuron = 0; neuron < rows; neuron++) {
        doubled[column][neuron] = 2 * memory.weight(neuron, column);
      }
    }
    return doubled;
  }
}

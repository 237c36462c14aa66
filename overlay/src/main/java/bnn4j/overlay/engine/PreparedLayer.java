package bnn4j.overlay.engine;

import bnn4j.kernels.BitCounter;
import bnn4j.kernels.BitMatrix;
import bnn4j.kernels.Kernel;
import bnn4j.kernels.ValueMatrix;
import bnn4j.kernels.Windows;
import bnn4j.network.InputFormat;
import bnn4j.overlay.Accumulator;
import bnn4j.overlay.MatrixLayer;
import bnn4j.overlay.params.LayerMemory;
import java.util.List;

/** The memories of a layer laid out for computing; immutable, shared by all threads. */
final class PreparedLayer {
  private final MatrixLayer layer;
  private final int planes;
  private final BitMatrix bits;
  private final ValueMatrix values;
  private final Thresholds thresholds;

  /**
   * Lays out.
   *
   * @param channels of the activation map that comes in; irrelevant for a fixed-point layer
   */
  PreparedLayer(MatrixLayer layer, int channels, LayerMemory memory, Kernel kernel) {
    this.layer = layer;
    WeightMemory weights = new WeightMemory(layer, memory);
    if (layer.accumulator() == Accumulator.FIXED_POINT) {
      this.planes = 0;
      this.bits = null;
      this.values = kernel.valueMatrix(weights.doubled());
    } else {
      PackedLayout layout = PackedLayout.of(layer, channels);
      List<long[]> packed = layout.pack(weights);
      this.planes = packed.size();
      this.bits = kernel.bitMatrix(layer.rows(), layout.words(), packed);
      this.values = null;
    }
    this.thresholds =
        layer.hasThresholds() ? new Thresholds(layer, memory.thresholds(), kernel) : null;
  }

  MatrixLayer layer() {
    return layer;
  }

  /** Null where the scores are the result. */
  Thresholds thresholds() {
    return thresholds;
  }

  /** One thread's synapses on 8-bit pictures. */
  Synapses synapses(PictureMap pictures, int images, InputFormat format) {
    int dimension = format.dimension();
    Windows windows = new Windows(images, dimension, format.channels(), kernelSize(dimension));
    return new FixedPointSynapses(values.sums(windows), pictures);
  }

  /** One thread's synapses on activations. */
  Synapses synapses(ActivationMap map, int images) {
    int dimension = map.dimension();
    Windows windows = new Windows(images, dimension, map.words(), kernelSize(dimension));
    boolean signed = layer.accumulator() == Accumulator.SIGNED;
    BitCounter counter = bits.counter(windows, signed);
    return signed
        ? new SignedSynapses(
            counter,
            map,
            new Windows(images, dimension, 1, kernelSize(dimension)),
            planes,
            layer.rows())
        : new PopcountSynapses(counter, map);
  }

  private int kernelSize(int dimension) {
    return layer.layer().isDense() ? dimension : layer.layer().kernel();
  }
}

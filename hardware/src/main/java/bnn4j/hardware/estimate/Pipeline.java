package bnn4j.hardware.estimate;

import bnn4j.overlay.Accumulator;
import bnn4j.overlay.Layer;
import bnn4j.overlay.MatrixLayer;
import bnn4j.overlay.Overlay;
import java.util.ArrayList;
import java.util.List;

/**
 * An overlay as a chain of stages; the only place where estimates look at networks.
 *
 * @param name of the overlay
 * @param precision for instance {@code W1A2}
 * @param stages one per layer with weights, from input to output
 * @param inputRows rows of the picture that come in one after the other; 1 for a dense network
 * @param inputPixels pixels that come in; a dense network's picture is one
 * @param inputWords 64-bit words of an image
 * @param outputWords 64-bit words of a result
 */
public record Pipeline(
    String name,
    String precision,
    List<Stage> stages,
    int inputRows,
    int inputPixels,
    int inputWords,
    int outputWords) {
  /** Bytes of a word on the way from and to the processor's memory. */
  public static final int WORD_BYTES = Overlay.WORD_BITS / Byte.SIZE;

  /** Copies the stages. */
  public Pipeline {
    stages = List.copyOf(stages);
  }

  /** The stages of an overlay. */
  public static Pipeline of(Overlay overlay) {
    List<MatrixLayer> layers = overlay.layers();
    List<Integer> pools = pools(overlay);
    List<Stage> stages = new ArrayList<>();
    for (MatrixLayer layer : layers) {
      stages.add(stage(layer, pools.get(layer.index())));
    }
    int dimension = stages.get(0).isConvolution() ? stages.get(0).inDimension() : 1;
    return new Pipeline(
        overlay.name(),
        overlay.precision().toString(),
        stages,
        dimension,
        dimension * dimension,
        overlay.inputWords(),
        overlay.outputWords());
  }

  private static List<Integer> pools(Overlay overlay) {
    List<Integer> pools = new ArrayList<>();
    for (Layer layer : overlay.topology().layers()) {
      if (layer instanceof Layer.MaxPool pool) {
        pools.set(pools.size() - 1, pool.size());
      } else {
        pools.add(1);
      }
    }
    return pools;
  }

  private static Stage stage(MatrixLayer layer, int pool) {
    boolean slides = layer.layer() instanceof Layer.Convolution;
    Layer.Convolution map = slides ? (Layer.Convolution) layer.layer() : null;
    return new Stage(
        layer.index(),
        slides ? map.kernel() : 0,
        slides ? map.inChannels() : layer.columns(),
        slides ? map.inDimension() : 1,
        slides ? map.outDimension() : 1,
        pool,
        layer.rows(),
        layer.columns(),
        layer.folding().simd(),
        layer.folding().pe(),
        layer.weightBits(),
        layer.inputBits(),
        layer.accumulator() != Accumulator.POPCOUNT,
        layer.outputBits(),
        layer.thresholdsPerNeuron(),
        layer.thresholdBits());
  }

  /** The same overlay with other stages, for instance folded otherwise. */
  public Pipeline with(List<Stage> stages) {
    return new Pipeline(name, precision, stages, inputRows, inputPixels, inputWords, outputWords);
  }

  /** Operations per image: a multiply-add is two (FINN, Umuroglu 2017). Padding counts. */
  public long operations() {
    return 2 * stages.stream().mapToLong(Stage::products).sum();
  }

  /** Multiply-adds per cycle when all units are busy. */
  public long productsPerCycle() {
    return stages.stream().mapToLong(stage -> (long) stage.simd() * stage.pe()).sum();
  }

  /** Bits of all weights. */
  public long weights() {
    return stages.stream().mapToLong(Stage::weights).sum();
  }

  /** Bits of weights that all units read in a cycle. */
  public long weightBitsPerCycle() {
    return stages.stream().mapToLong(Stage::weightBitsPerCycle).sum();
  }

  /** Bytes that an image and its result move between memory and overlay. */
  public long bytesPerImage() {
    return (long) WORD_BYTES * (inputWords + outputWords);
  }
}

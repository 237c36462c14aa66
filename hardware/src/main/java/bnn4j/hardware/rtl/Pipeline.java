package bnn4j.hardware.rtl;

import bnn4j.overlay.Accumulator;
import bnn4j.overlay.InputFormat;
import bnn4j.overlay.Layer.Convolution;
import bnn4j.overlay.MatrixLayer;
import bnn4j.overlay.Overlay;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * An overlay as the stages that its images flow through. What the hardware has to know of networks
 * is asked here, and nowhere else.
 *
 * @param name the overlay's
 * @param stages from input to output
 * @param inputWords 64-bit words of an image
 * @param outputWords 64-bit words of a result
 */
public record Pipeline(String name, List<Stage> stages, int inputWords, int outputWords) {
  /** Copies the list. */
  public Pipeline {
    stages = List.copyOf(stages);
  }

  /** The pipeline of an overlay, its buffers as deep as {@link Buffers} says. */
  public static Pipeline of(Overlay overlay) {
    Pipeline pipeline = shallow(overlay);
    return pipeline.withWaiting(Buffers.depths(overlay, pipeline));
  }

  private static Pipeline shallow(Overlay overlay) {
    InputFormat input = overlay.topology().input();
    List<Stage> stages = new ArrayList<>();
    int dimension = input.dimension();
    for (MatrixLayer layer : overlay.layers()) {
      Stage stage = stage(layer, dimension);
      stages.add(stage);
      dimension = stage.dimension() / stage.poolSize();
    }
    return new Pipeline(overlay.name(), stages, overlay.inputWords(), overlay.outputWords());
  }

  private static Stage stage(MatrixLayer layer, int dimension) {
    Optional<Stage.Map> map =
        layer.layer() instanceof Convolution c
            ? Optional.of(new Stage.Map(c.kernel(), dimension, c.inChannels()))
            : Optional.empty();
    boolean bits = layer.outputBits() == 1;
    return new Stage(
        layer.index(),
        map,
        layer.columns(),
        layer.rows(),
        layer.folding().simd(),
        layer.folding().pe(),
        layer.weightBits(),
        layer.inputBits(),
        layer.accumulator() == Accumulator.POPCOUNT,
        layer.accumulator() == Accumulator.FIXED_POINT ? 1 : 0,
        layer.thresholdsPerNeuron(),
        layer.thresholdBits(),
        bits || !layer.hasThresholds() ? 0 : -(1 << (layer.outputBits() - 2)),
        layer.outputBits(),
        layer.pooled() ? 2 : 1,
        Buffers.LEAST);
  }

  /** The same with that many words waiting before each stage. */
  public Pipeline withWaiting(List<Integer> words) {
    return new Pipeline(
        name,
        IntStream.range(0, stages.size())
            .mapToObj(i -> stages.get(i).withWaiting(words.get(i)))
            .toList(),
        inputWords,
        outputWords);
  }

  /** Cycles between the results of two images when many are on their way. */
  public long bottleneck() {
    return stages.stream().mapToLong(Stage::cycles).max().orElseThrow();
  }
}

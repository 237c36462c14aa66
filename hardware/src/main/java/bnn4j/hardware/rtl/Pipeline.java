package bnn4j.hardware.rtl;

import bnn4j.network.DataType;
import bnn4j.network.Layer;
import bnn4j.overlay.Accumulator;
import bnn4j.overlay.MatrixLayer;
import bnn4j.overlay.Overlay;
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
    List<Stage> stages = overlay.layers().stream().map(Pipeline::stage).toList();
    return new Pipeline(overlay.name(), stages, overlay.inputWords(), overlay.outputWords());
  }

  private static Stage stage(MatrixLayer layer) {
    Layer of = layer.layer();
    Optional<Stage.Map> map =
        of.isDense()
            ? Optional.empty()
            : Optional.of(
                new Stage.Map(of.kernel(), of.input().dimension(), of.input().channels()));
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
        // A bit is its own code; more bits are numbers from the smallest on.
        layer.outputBits() == 1 ? 0 : of.activations().map(DataType::min).orElse(0),
        layer.outputBits(),
        of.isPooled() ? of.pool().size() : 1,
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

  /** The same with other stages, for instance folded otherwise. */
  public Pipeline with(List<Stage> stages) {
    return new Pipeline(name, stages, inputWords, outputWords);
  }

  /**
   * Cycles between the results of two images when many are on their way: as {@link
   * Overlay#cyclesPerImage} has it, however the stages are folded.
   */
  public long bottleneck() {
    long slowest = stages.stream().mapToLong(Stage::cycles).max().orElseThrow();
    return Math.max(slowest, Math.max(inputWords, outputWords));
  }
}

package bnn4j.offload.schedule;

import bnn4j.foundation.Refusal;
import bnn4j.offload.OffloadOverlay;
import bnn4j.offload.layers.MapShape;
import bnn4j.offload.layers.NetworkDescription;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * A network as calls of an accelerator.
 *
 * @param network its name
 * @param overlay whose bounds it keeps
 * @param input what the first step gets
 * @param steps at least one
 * @param warnings ignored content of the file, one sentence each
 */
public record Schedule(
    String network,
    OffloadOverlay overlay,
    MapShape input,
    List<Step> steps,
    List<String> warnings) {
  /**
   * Plans a network.
   *
   * @throws Refusal naming the layer that fits neither its neighbours nor the overlay, what was
   *     expected and what was found
   */
  public static Schedule of(NetworkDescription network, OffloadOverlay overlay) {
    return new Planner(network, overlay).plan();
  }

  /** What the last step gives. */
  public MapShape output() {
    return steps.get(steps.size() - 1).output();
  }

  /** All layers in the order in which they run. */
  public List<Step.Layer> layers() {
    return steps.stream().flatMap(Schedule::layers).toList();
  }

  private static Stream<Step.Layer> layers(Step step) {
    return step instanceof Step.Parts parts
        ? parts.parts().stream().flatMap(List::stream)
        : Stream.of((Step.Layer) step);
  }

  /** Numbers of all parameter files, in the order of their use, and the calls that use them. */
  public List<NumberedCall> calls() {
    List<NumberedCall> calls = new ArrayList<>();
    for (Step.Layer layer : layers()) {
      layer.sets().forEach(set -> calls.add(new NumberedCall(layer.name(), set, layer.call())));
    }
    return calls;
  }

  /** Operations of an image; a multiplication and an addition are two. */
  public long operations() {
    return calls().stream().mapToLong(call -> call.call().operations()).sum();
  }

  /** Cycles that the sums of an image take at least. */
  public long cycles() {
    return calls().stream().mapToLong(call -> call.call().cycles(overlay)).sum();
  }

  /**
   * A call and its parameters.
   *
   * @param layer name of the convolution
   * @param set number of the parameter files
   */
  public record NumberedCall(String layer, int set, FabricCall call) {}
}

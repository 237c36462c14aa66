package bnn4j.evaluation.compare;

import bnn4j.datasets.LabeledImages;
import bnn4j.datasets.PictureFit;
import bnn4j.datasets.Reading;
import bnn4j.datasets.transform.InputCheck;
import bnn4j.datasets.transform.InputTransform;
import bnn4j.evaluation.model.PackedInput;
import bnn4j.foundation.Refusal;
import bnn4j.network.Layer;
import bnn4j.network.ReferenceEvaluation;
import bnn4j.overlay.Overlay;
import bnn4j.overlay.params.ParameterSet;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.IntConsumer;

/**
 * Two computations with the same overlay and images.
 *
 * @param a the first
 * @param b the second
 * @param overlay that both are for
 */
public record SideBySide(Side a, Side b, Overlay overlay) {
  /**
   * Refuses two float models: at least one side must have bits.
   *
   * @throws Refusal naming both
   */
  public SideBySide {
    if (a instanceof Side.Floats && b instanceof Side.Floats) {
      throw new Refusal(
          "%s and %s are both float models; compare a model with a parameter set or traces"
              .formatted(a.name(), b.name()));
    }
  }

  /**
   * Two sides on the overlay that they are for.
   *
   * @param wanted asked for by the person; if empty, what the sides say, of two graphs one made for
   *     the first
   * @throws Refusal if neither says which, or they are for networks of other shapes
   */
  public static SideBySide of(Side a, Side b, Optional<Overlay> wanted) {
    checkAlike(a, b);
    return new SideBySide(
        a,
        b,
        wanted
            .or(a::overlay)
            .or(b::overlay)
            .or(() -> ownOverlay(a))
            .orElseThrow(
                () -> new Refusal("neither side names its overlay; specify it with --overlay")));
  }

  /** Of networks of other shapes, no neuron can be held against the other's. */
  private static void checkAlike(Side a, Side b) {
    if (a.overlay().isEmpty() || b.overlay().isEmpty()) {
      return;
    }
    Overlay one = a.overlay().get();
    Overlay other = b.overlay().get();
    if (!shape(one).equals(shape(other))) {
      throw new Refusal(
          "%s is for %s, %s for %s; compare networks with the same input and layers"
              .formatted(a.name(), one.name(), b.name(), other.name()));
    }
  }

  private static List<Object> shape(Overlay overlay) {
    List<Object> shape = new ArrayList<>(List.of(overlay.network().input()));
    for (Layer layer : overlay.network().withOutputs(1).layers()) {
      shape.add(List.of(layer.fanIn(), layer.neurons(), layer.isDense()));
    }
    return shape;
  }

  private static Optional<Overlay> ownOverlay(Side one) {
    return one instanceof Side.Graph graph
        ? Optional.of(graph.graph().ownOverlay())
        : Optional.empty();
  }

  /** Whether images are needed; two traces need none. */
  public boolean needsPictures() {
    return !(a instanceof Side.Traces) || !(b instanceof Side.Traces);
  }

  /** How the pictures of a folder are read: as for the side that says so. */
  public Reading reading(Consumer<String> warn) {
    return a.reading(warn)
        .or(() -> b.reading(warn))
        .orElseGet(() -> new Reading(0, false, PictureFit.FILL, warn));
  }

  /**
   * What is odd about pictures once they are transformed as for the side that says how.
   *
   * @return a sentence each
   */
  public List<String> oddities(LabeledImages images) {
    for (Side side : List.of(a, b)) {
      if (side instanceof Side.Deployed deployed && deployed.input().isPresent()) {
        return deployed.model().oddities(images);
      }
    }
    InputTransform input = a.input().or(b::input).orElse(InputTransform.NONE);
    return InputCheck.finding(images, input, overlay.binaryInput()).stream().toList();
  }

  /** Pictures that are compared. */
  public int pictures(Optional<LabeledImages> images) {
    return images
        .map(LabeledImages::size)
        .orElseGet(() -> ((Side.Traces) a).source().images().size());
  }

  /**
   * Runs both.
   *
   * @param images pictures as they are; needed unless both sides are traces
   * @param progress is told the number of images done
   */
  public Comparison compare(Optional<LabeledImages> images, IntConsumer progress) {
    if (a instanceof Side.Floats floats) {
      return compare(floats, b, images, progress);
    }
    if (b instanceof Side.Floats floats) {
      return compare(floats, a, images, progress);
    }
    return Comparison.of(overlay, source(a, b, images), source(b, a, images), progress);
  }

  private Comparison compare(
      Side.Floats floats, Side traces, Optional<LabeledImages> images, IntConsumer progress) {
    return Comparison.of(
        overlay,
        new ReferenceEvaluation(floats.network().apply(overlay)),
        packed(floats, traces, images),
        source(traces, floats, images),
        progress);
  }

  private TraceSource source(Side one, Side other, Optional<LabeledImages> images) {
    if (one instanceof Side.Traces traces) {
      return traces.source();
    }
    ParameterSet set =
        one instanceof Side.Graph graph
            ? graph.set(overlay, other)
            : ((Side.Deployed) one).model().parameters();
    return new EngineTraces(one.name(), set, packed(one, other, images));
  }

  /** What one of them sees; if it does not say, it sees what the other does. */
  private long[] packed(Side one, Side other, Optional<LabeledImages> images) {
    InputTransform input = one.input().or(other::input).orElse(InputTransform.NONE);
    LabeledImages all = images.orElseThrow();
    return PackedInput.pack(all, input, overlay, 0, all.size());
  }
}

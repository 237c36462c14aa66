package bnn4j.evaluation.compare;

import bnn4j.datasets.Reading;
import bnn4j.datasets.transform.InputTransform;
import bnn4j.evaluation.model.DeployedModel;
import bnn4j.network.TrainedNetwork;
import bnn4j.overlay.Overlay;
import bnn4j.overlay.params.ParameterSet;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;

/** One side of a comparison. */
public sealed interface Side {
  /** Its name in messages. */
  String name();

  /** Its overlay, if it is known. */
  default Optional<Overlay> overlay() {
    return Optional.empty();
  }

  /** The input transform, if it is known. */
  default Optional<InputTransform> input() {
    return Optional.empty();
  }

  /** The rule by which the images of a folder were read, if it is known. */
  default Optional<Reading> reading(Consumer<String> warn) {
    return Optional.empty();
  }

  /**
   * Traces that were written down.
   *
   * @param source where they are
   */
  record Traces(String name, FolderTraces source) implements Side {
    @Override
    public Optional<Overlay> overlay() {
      return source.overlay();
    }
  }

  /**
   * A parameter set, which the engine runs.
   *
   * @param model what it is
   */
  record Deployed(String name, DeployedModel model) implements Side {
    @Override
    public Optional<Overlay> overlay() {
      return Optional.of(model.overlay());
    }

    @Override
    public Optional<InputTransform> input() {
      return model.card().map(card -> model.input());
    }

    @Override
    public Optional<Reading> reading(Consumer<String> warn) {
      return model.card().map(card -> model.reading(warn));
    }
  }

  /**
   * A float model, which is evaluated as training does.
   *
   * @param overlay that it was trained for, if it says so
   * @param input what it was trained on, if it says so
   * @param network its numbers, for an overlay
   */
  record Floats(
      String name,
      Optional<Overlay> overlay,
      Optional<InputTransform> input,
      Function<Overlay, TrainedNetwork> network)
      implements Side {}

  /**
   * A graph, which runs as the set that it is.
   *
   * @param graph makes the set
   */
  record Graph(String name, GraphSets graph) implements Side {
    /** As a set that can be compared with the other's. */
    ParameterSet set(Overlay overlay, Side other) {
      return other instanceof Deployed deployed && deployed.model().overlay().equals(overlay)
          ? graph.comparableWith(deployed.model().parameters())
          : graph.on(overlay);
    }
  }

  /** The sets that a graph is. */
  interface GraphSets {
    /** An overlay that is made for it. */
    Overlay ownOverlay();

    /** The set for an overlay. */
    ParameterSet on(Overlay overlay);

    /** The set whose neurons stand as those of another of the same network. */
    ParameterSet comparableWith(ParameterSet other);
  }
}

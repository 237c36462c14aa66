package bnn4j.cli.checking;

import bnn4j.cli.sets.ParameterSetArgument;
import bnn4j.datasets.transform.InputTransform;
import bnn4j.evaluation.compare.FolderTraces;
import bnn4j.experiment.export.TrainedModel;
import bnn4j.experiment.spec.Pictures;
import bnn4j.finnthesizer.NpzModel;
import bnn4j.foundation.Refusal;
import bnn4j.network.TrainedNetwork;
import bnn4j.network.npz.NpzReader;
import bnn4j.onnx.OnnxModel;
import bnn4j.overlay.Overlay;
import bnn4j.overlay.params.ParameterSet;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** One of two things to compare, as named on the command line. */
sealed interface ComparedArgument {
  /** What it is told apart by. */
  String name();

  /** The overlay that it is for, if it says so. */
  Optional<Overlay> overlay();

  /** What has to be done to pictures before it sees them, if it says so. */
  Optional<InputTransform> transform();

  /** How the pictures of a folder were read for it, if it says so. */
  default Optional<Pictures> pictures() {
    return Optional.empty();
  }

  /** Traces that were written down. */
  record Traces(String name, FolderTraces source) implements ComparedArgument {
    @Override
    public Optional<Overlay> overlay() {
      return source.overlay();
    }

    @Override
    public Optional<InputTransform> transform() {
      return Optional.empty();
    }
  }

  /** A parameter set. */
  record Parameters(String name, ParameterSetArgument set) implements ComparedArgument {
    @Override
    public Optional<Overlay> overlay() {
      return Optional.of(set.parameters().overlay());
    }

    @Override
    public Optional<InputTransform> transform() {
      return set.card().map(card -> set.transform());
    }

    @Override
    public Optional<Pictures> pictures() {
      return set.card().map(card -> set.pictures());
    }
  }

  /** A model that bnn4j trained. */
  record Trained(String name, TrainedModel model) implements ComparedArgument {
    @Override
    public Optional<Overlay> overlay() {
      return Optional.of(model.overlay());
    }

    @Override
    public Optional<InputTransform> transform() {
      return Optional.of(model.card().input());
    }
  }

  /** An ONNX graph, which runs as the set that it is. */
  record Graph(String name, OnnxModel model) implements ComparedArgument {
    @Override
    public Optional<Overlay> overlay() {
      return Optional.empty();
    }

    @Override
    public Optional<InputTransform> transform() {
      return Optional.empty();
    }

    /** As a set that can be compared with the other's. */
    ParameterSet set(Overlay overlay, ComparedArgument other) {
      return other instanceof Parameters parameters
              && parameters.set().parameters().overlay().equals(overlay)
          ? model.comparableWith(parameters.set().parameters())
          : model.synthesize(overlay, List.of()).parameters();
    }
  }

  /** A model of BNN-PYNQ's trainer, which says neither overlay nor transform. */
  record Npz(String name) implements ComparedArgument {
    @Override
    public Optional<Overlay> overlay() {
      return Optional.empty();
    }

    @Override
    public Optional<InputTransform> transform() {
      return Optional.empty();
    }
  }

  /**
   * Finds out what is meant.
   *
   * @param overlay asked for on the command line, if any
   * @throws Refusal if it is nothing that can be compared
   */
  static ComparedArgument of(String name, Optional<Overlay> overlay, Consumer<String> warn)
      throws IOException {
    Path path = Path.of(name);
    if (FolderTraces.isTraces(path)) {
      return new Traces(name, FolderTraces.in(path));
    }
    if (OnnxModel.isOnnx(path)) {
      return new Graph(name, OnnxModel.read(path));
    }
    if (Files.isRegularFile(path)) {
      return NpzReader.isNpz(path) ? new Npz(name) : new Trained(name, TrainedModel.read(path));
    }
    return new Parameters(name, ParameterSetArgument.load(name, overlay, warn));
  }

  /** The float model, if it is one. */
  default Optional<TrainedNetwork> network(Overlay overlay) {
    if (this instanceof Trained trained) {
      return Optional.of(trained.model.network());
    }
    return this instanceof Npz npz
        ? Optional.of(NpzModel.read(Path.of(npz.name), overlay))
        : Optional.empty();
  }
}

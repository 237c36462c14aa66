package bnn4j.cli.checking;

import bnn4j.cli.sets.ParameterSetArgument;
import bnn4j.evaluation.compare.FolderTraces;
import bnn4j.evaluation.compare.Side;
import bnn4j.experiment.export.TrainedModel;
import bnn4j.finnthesizer.NpzModel;
import bnn4j.foundation.Refusal;
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

/** One side of a comparison as named on the command line. */
final class SideArgument {
  private SideArgument() {}

  /**
   * Finds out what is meant.
   *
   * @param overlay asked for on the command line, if any
   * @throws Refusal if it is nothing that can be compared
   */
  static Side of(String name, Optional<Overlay> overlay, Consumer<String> warn) throws IOException {
    Path path = Path.of(name);
    if (FolderTraces.isTraces(path)) {
      return new Side.Traces(name, FolderTraces.in(path));
    }
    if (OnnxModel.isOnnx(path)) {
      return new Side.Graph(name, new Graph(OnnxModel.read(path)));
    }
    if (!Files.isRegularFile(path)) {
      return new Side.Deployed(name, ParameterSetArgument.load(name, overlay, warn).model());
    }
    // BNN-PYNQ's trainer says neither overlay nor transform.
    return NpzReader.isNpz(path)
        ? new Side.Floats(
            name, Optional.empty(), Optional.empty(), known -> NpzModel.read(path, known))
        : trained(name, TrainedModel.read(path));
  }

  private static Side trained(String name, TrainedModel model) {
    return new Side.Floats(
        name,
        Optional.of(model.overlay()),
        Optional.of(model.card().input()),
        known -> model.network());
  }

  private record Graph(OnnxModel model) implements Side.GraphSets {
    @Override
    public Overlay ownOverlay() {
      return model.overlay(model.name());
    }

    @Override
    public ParameterSet on(Overlay overlay) {
      return model.synthesize(overlay, List.of()).parameters();
    }

    @Override
    public ParameterSet comparableWith(ParameterSet other) {
      return model.comparableWith(other);
    }
  }
}

package bnn4j.cli.sets;

import bnn4j.cli.option.Home;
import bnn4j.evaluation.model.DeployedModel;
import bnn4j.evaluation.model.ModelFolder;
import bnn4j.evaluation.model.NamedModels;
import bnn4j.evaluation.model.ParameterSetFolders;
import bnn4j.foundation.Refusal;
import bnn4j.overlay.Overlay;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * A parameter set as named on the command line: a folder, a name under {@code params-out}, or a
 * run.
 *
 * @param folder where it is
 * @param model what it is
 */
public record ParameterSetArgument(ModelFolder folder, DeployedModel model) {
  /**
   * Finds and loads a set.
   *
   * @param warn takes warnings about it
   * @throws Refusal if there is none or it is damaged
   */
  public static ParameterSetArgument load(String name, Consumer<String> warn) throws IOException {
    return load(name, Optional.empty(), warn);
  }

  /** Folders of sets, in the order of search. */
  private static List<Path> sets() {
    return List.of(Home.ownParameterSets(), Home.parameterSets());
  }

  /** The folder of the set of this name under {@code params-out}, if there is one. */
  public static Optional<Path> named(Path name) {
    return sets().stream()
        .map(sets -> sets.resolve(name))
        .filter(set -> Files.exists(set.resolve(ParameterSetFolders.CLASSES)))
        .findFirst();
  }

  /**
   * Finds and loads a set.
   *
   * @param overlay what it is for; if empty, what the folder says
   * @param warn takes warnings about it
   * @throws Refusal if there is none, it is damaged, or it is for an offload overlay
   */
  public static ParameterSetArgument load(
      String name, Optional<Overlay> overlay, Consumer<String> warn) throws IOException {
    if (DeepSetArgument.find(name).isPresent()) {
      throw new Refusal(
          ("parameter set '%s' is for an offload overlay, which this command does not support;"
                  + " infer, check-accuracy, compare, params and serve support it")
              .formatted(name));
    }
    ModelFolder folder = new NamedModels(sets(), Path.of("runs")).find(name);
    DeployedModel model = folder.read(overlay, warning -> warn.accept("warning: " + warning));
    return new ParameterSetArgument(folder, model);
  }
}

package bnn4j.cli.sets;

import bnn4j.cli.option.Home;
import bnn4j.evaluation.deep.NamedDeepModels;
import bnn4j.foundation.Refusal;
import bnn4j.offload.deep.DeepSetFolder;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Sets of networks that are offloaded layer by layer, as named on the command line. */
public final class DeepSetArgument {
  private DeepSetArgument() {}

  /**
   * The set of that name: a folder, a name under {@code params-out}, or a run.
   *
   * @return empty if there is none; then the name may be that of a dataflow overlay's set
   * @throws Refusal if there are several
   */
  public static Optional<DeepSetFolder> find(String name) throws IOException {
    return new NamedDeepModels(
            List.of(Home.ownParameterSets(), Home.parameterSets(), Path.of("runs")))
        .find(name);
  }
}

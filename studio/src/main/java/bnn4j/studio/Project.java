package bnn4j.studio;

import bnn4j.evaluation.deep.DeepModel;
import bnn4j.evaluation.model.DeployedModel;
import bnn4j.evaluation.regression.Regression;
import bnn4j.foundation.Refusal;
import bnn4j.overlay.Overlay;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** The content of a project. Requests use names from its lists, never paths. */
public interface Project {
  /** Names of the parameter sets. */
  List<String> sets() throws IOException;

  /**
   * A set of that name, for a dataflow overlay.
   *
   * @throws Refusal if it is damaged
   */
  DeployedModel set(String name) throws IOException;

  /**
   * A set of that name, if it is for an offload overlay.
   *
   * @throws Refusal if it is damaged
   */
  Optional<DeepModel> offloadSet(String name) throws IOException;

  /** The folder of the runs, which need not exist. */
  Path runs();

  /** The overlays, the published ones and the project's own. */
  List<Overlay> overlays() throws IOException;

  /** Earlier regression runs of the sets, the oldest first. */
  List<Regression> history();
}

package bnn4j.experiment.archive;

import bnn4j.evaluation.deep.DeepModel;
import bnn4j.evaluation.model.DeployedModel;
import bnn4j.evaluation.model.ModelFolder;
import bnn4j.experiment.export.FormerSet;
import bnn4j.experiment.export.ParameterExport;
import bnn4j.foundation.Refusal;
import bnn4j.offload.deep.DeepSetFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Copies the parameter set of a run to {@code params-out}.
 *
 * @param run a run that is over
 */
public record RunInstallation(RecordedRun run) {
  /**
   * Where the set belongs.
   *
   * @param sets folder of sets, {@code <dataset>/<network>} each
   */
  public Path usualFolder(Path sets) {
    return sets.resolve(run.spec().output().folder(run.spec().dataset()))
        .resolve(run.spec().network());
  }

  /**
   * Copies the set.
   *
   * @param force replaces the set of another model
   * @throws Refusal if the run has no set, or another model's is in the way
   */
  public void into(Path folder, boolean force) throws IOException {
    Path source = run.folder().parametersFolder(run.spec());
    if (!Files.isDirectory(source)) {
      throw new Refusal(
          "run %s has no parameter set (%s); complete the run with 'train --resume'"
              .formatted(run.name(), run.state()));
    }
    DeepSetFolder deep = new DeepSetFolder(source);
    if (deep.exists()) {
      install(DeepModel.read(deep), folder, force);
    } else {
      install(new ModelFolder(source).read(warning -> {}), folder, force);
    }
  }

  private static void install(DeepModel set, Path folder, boolean force) {
    if (!force) {
      new FormerSet(folder).giveWayTo(set);
    }
    ParameterExport.write(set, folder);
  }

  private static void install(DeployedModel set, Path folder, boolean force) {
    if (!force) {
      new FormerSet(folder).giveWayTo(set);
    }
    ParameterExport.write(set, folder);
  }
}

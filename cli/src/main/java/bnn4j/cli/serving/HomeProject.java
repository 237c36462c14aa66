package bnn4j.cli.serving;

import bnn4j.cli.option.Home;
import bnn4j.evaluation.model.DeployedModel;
import bnn4j.evaluation.model.ModelFolder;
import bnn4j.evaluation.model.ParameterSetFolders;
import bnn4j.evaluation.regression.Regression;
import bnn4j.evaluation.regression.RegressionHistory;
import bnn4j.foundation.Refusal;
import bnn4j.overlay.Overlay;
import bnn4j.overlay.Overlays;
import bnn4j.overlay.text.OverlayFile;
import bnn4j.studio.Project;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * The project's own folders for the page: sets of {@code params-out} and of runs, runs, overlays.
 *
 * @param runs folder of runs; need not exist
 * @param checkups of earlier days, a file that need not exist
 */
public record HomeProject(Path runs, Path checkups) implements Project {
  @Override
  public List<String> sets() throws IOException {
    return List.copyOf(folders().keySet());
  }

  @Override
  public DeployedModel set(String name) throws IOException {
    Path folder = folders().get(name);
    if (folder == null) {
      throw new Refusal("no such parameter set");
    }
    return new ModelFolder(folder).read(warning -> {});
  }

  /** The shipped sets first. */
  private Map<String, Path> folders() throws IOException {
    Map<String, Path> folders = new TreeMap<>();
    ParameterSetFolders shipped = new ParameterSetFolders(Home.parameterSets());
    for (Path set : shipped.list()) {
      folders.put(shipped.name(set), set);
    }
    ParameterSetFolders trained = new ParameterSetFolders(runs);
    for (Path set : trained.list()) {
      folders.put("runs/" + trained.name(set), set);
    }
    return folders;
  }

  @Override
  public List<Overlay> overlays() throws IOException {
    List<Overlay> overlays = new ArrayList<>(Overlays.published());
    Path own = Home.configs().resolve("overlays");
    if (Files.isDirectory(own)) {
      try (Stream<Path> files = Files.list(own)) {
        for (Path file : files.filter(f -> f.toString().endsWith(".yaml")).sorted().toList()) {
          try {
            overlays.add(OverlayFile.read(file));
          } catch (Refusal broken) {
            // 'overlays show' says what is wrong with it.
          }
        }
      }
    }
    return overlays;
  }

  @Override
  public List<Regression> history() {
    return new RegressionHistory(checkups).read();
  }
}

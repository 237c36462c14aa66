package bnn4j.studio;

import bnn4j.evaluation.deep.DeepModel;
import bnn4j.evaluation.model.DeployedModel;
import bnn4j.evaluation.model.ModelFolder;
import bnn4j.evaluation.model.ParameterSetFolders;
import bnn4j.evaluation.regression.Regression;
import bnn4j.evaluation.regression.RegressionHistory;
import bnn4j.foundation.Refusal;
import bnn4j.offload.deep.DeepSetFolder;
import bnn4j.overlay.Overlay;
import bnn4j.overlay.Overlays;
import bnn4j.overlay.text.OverlayFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * A project whose sets, runs and overlays lie in folders.
 *
 * @param shipped folder of its sets; need not exist
 * @param runs folder of runs; need not exist
 * @param ownOverlays folder of overlays as YAML; need not exist
 * @param results of earlier checks, a file that need not exist
 */
public record FolderProject(Path shipped, Path runs, Path ownOverlays, Path results)
    implements Project {
  @Override
  public List<String> sets() throws IOException {
    return List.copyOf(folders().keySet());
  }

  @Override
  public DeployedModel set(String name) throws IOException {
    return new ModelFolder(folder(name)).read(warning -> {});
  }

  @Override
  public Optional<DeepModel> offloadSet(String name) throws IOException {
    DeepSetFolder folder = new DeepSetFolder(folder(name));
    return folder.exists() ? Optional.of(DeepModel.read(folder)) : Optional.empty();
  }

  private Path folder(String name) throws IOException {
    Path folder = folders().get(name);
    if (folder == null) {
      throw new Refusal("no such parameter set");
    }
    return folder;
  }

  /** The shipped sets first. */
  private Map<String, Path> folders() throws IOException {
    Map<String, Path> folders = new TreeMap<>();
    for (String mark : List.of(ParameterSetFolders.CLASSES, DeepSetFolder.NETWORK)) {
      ParameterSetFolders sets = new ParameterSetFolders(shipped, mark);
      for (Path set : sets.list()) {
        folders.put(sets.name(set), set);
      }
      ParameterSetFolders trained = new ParameterSetFolders(runs, mark);
      for (Path set : trained.list()) {
        folders.put("runs/" + trained.name(set), set);
      }
    }
    return folders;
  }

  @Override
  public List<Overlay> overlays() throws IOException {
    List<Overlay> overlays = new ArrayList<>(Overlays.published());
    if (Files.isDirectory(ownOverlays)) {
      try (Stream<Path> files = Files.list(ownOverlays)) {
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
    return new RegressionHistory(results).read();
  }
}

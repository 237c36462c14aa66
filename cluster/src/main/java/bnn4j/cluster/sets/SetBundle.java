package bnn4j.cluster.sets;

import bnn4j.evaluation.model.DeployedModel;
import bnn4j.evaluation.model.ModelFolder;
import bnn4j.foundation.FailureText;
import bnn4j.foundation.Refusal;
import bnn4j.foundation.TreeDeletion;
import bnn4j.overlay.Overlay;
import bnn4j.overlay.Overlays;
import bnn4j.overlay.text.OverlayFile;
import java.io.IOException;
import java.io.Serializable;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * A parameter set sent to workers as the files of its folder. Workers cache the loaded set between
 * shards.
 */
public final class SetBundle implements Serializable {
  private static final long serialVersionUID = 1;

  /** What a set consists of; a folder may hold anything else besides. */
  private static final String MEMBERS = ".*\\.(bin|txt|yaml)";

  private final String name;
  private final TreeMap<String, byte[]> files;
  private final String overlay;
  private transient DeployedModel loaded;

  private SetBundle(String name, Map<String, byte[]> files, String overlay) {
    this.name = name;
    this.files = new TreeMap<>(files);
    this.overlay = overlay;
  }

  /**
   * Packs a set.
   *
   * @param name as it was given
   * @param folder where it is
   * @param set what was loaded from there
   * @throws Refusal if its files cannot be read
   */
  public static SetBundle of(String name, Path folder, DeployedModel set) {
    Overlay overlay = set.overlay();
    String text = OverlayFile.isPublished(overlay) ? overlay.name() : OverlayFile.toYaml(overlay);
    Map<String, byte[]> files = new TreeMap<>();
    try (Stream<Path> members = Files.list(folder)) {
      for (Path member : (Iterable<Path>) members::iterator) {
        String file = member.getFileName().toString();
        if (file.matches(MEMBERS) && Files.isRegularFile(member)) {
          files.put(file, Files.readAllBytes(member));
        }
      }
    } catch (IOException e) {
      throw new Refusal("%s cannot be read: %s".formatted(folder, FailureText.reason(e)), e);
    }
    SetBundle bundle = new SetBundle(name, files, text);
    bundle.loaded = set;
    return bundle;
  }

  /** The set's name as it was given. */
  public String name() {
    return name;
  }

  /** The set, loaded when it is first asked for. */
  public synchronized DeployedModel set() {
    if (loaded == null) {
      loaded = load();
    }
    return loaded;
  }

  private DeployedModel load() {
    try {
      Path folder = Files.createTempDirectory("bnn4j-set");
      try {
        for (Map.Entry<String, byte[]> file : files.entrySet()) {
          Files.write(folder.resolve(file.getKey()), file.getValue());
        }
        return new ModelFolder(folder).read(Optional.of(overlay()), warning -> {});
      } finally {
        TreeDeletion.delete(folder);
      }
    } catch (IOException e) {
      throw new Refusal(
          "%s: cannot be unpacked on a worker: %s".formatted(name, FailureText.reason(e)), e);
    }
  }

  private Overlay overlay() {
    return Overlays.find(overlay).orElseGet(() -> OverlayFile.of(name, overlay));
  }

  /** All sets, each loaded. */
  public static List<DeployedModel> load(List<SetBundle> bundles) {
    return bundles.stream().map(SetBundle::set).toList();
  }
}

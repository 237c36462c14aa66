package bnn4j.cluster.training;

import bnn4j.experiment.run.SpecData;
import java.nio.file.Path;
import java.util.concurrent.ConcurrentHashMap;

/** The data cache of this JVM, shared by the tasks of an executor. */
final class LoadedData {
  private static final ConcurrentHashMap<Path, SpecData> LOADED = new ConcurrentHashMap<>();

  private LoadedData() {}

  static SpecData of(Path root) {
    return LOADED.computeIfAbsent(root, folder -> new SpecData(folder, warning -> {}));
  }
}

package bnn4j.cluster;

import bnn4j.foundation.TreeDeletion;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** A SPARK_HOME made of the jars that Maven found for a version: links, and a configuration. */
final class SparkHome {
  private final Path folder;

  private SparkHome(Path folder) {
    this.folder = folder;
  }

  /**
   * Makes one below {@code target}, where nobody wonders about links.
   *
   * @param version {@code 3.5} or {@code 4}
   * @param name of its folder
   */
  static SparkHome make(String version, String name) throws IOException {
    Path folder = Path.of("target", "spark-" + name).toAbsolutePath();
    TreeDeletion.delete(folder);
    Path jars = Files.createDirectories(folder.resolve("jars"));
    Path list = Path.of("spark-" + version, "target", "jars.txt");
    for (String jar : Files.readString(list).strip().split("\\|", -1)) {
      Files.createSymbolicLink(jars.resolve(Path.of(jar).getFileName()), Path.of(jar));
    }
    Files.createDirectories(folder.resolve("conf"));
    return new SparkHome(folder);
  }

  Path folder() {
    return folder;
  }

  /** What docs/cluster.md says to set, small enough for a machine of two cores. */
  void configure(String secret, Map<String, String> more) throws IOException {
    Map<String, String> settings = new TreeMap<>(more);
    settings.put("spark.authenticate", "true");
    settings.put("spark.authenticate.secret", secret);
    settings.put("spark.network.crypto.enabled", "true");
    settings.put("spark.master.rest.enabled", "false");
    settings.putIfAbsent("spark.executor.memory", "512m");
    StringBuilder lines = new StringBuilder();
    settings.forEach((key, value) -> lines.append(key).append(' ').append(value).append('\n'));
    Files.writeString(folder.resolve("conf").resolve("spark-defaults.conf"), lines);
  }

  /** Which a whole Spark's scripts say to a worker, and it cannot do without. */
  String scala() throws IOException {
    try (Stream<Path> jars = Files.list(folder.resolve("jars"))) {
      return jars.map(jar -> jar.getFileName().toString())
          .filter(name -> name.startsWith("spark-core_"))
          .map(name -> name.replaceFirst("spark-core_([0-9.]+)-.*", "$1"))
          .findFirst()
          .orElseThrow();
    }
  }

  String classPath() {
    return folder.resolve("conf") + ":" + folder.resolve("jars") + "/*";
  }
}

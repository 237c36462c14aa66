package bnn4j.cli.option;

import java.nio.file.Path;
import java.util.List;

/** The project's folders. The launchers in {@code bin} set their location. */
public final class Home {
  private Home() {}

  /** Experiments, one YAML file each. */
  public static Path configs() {
    return root().resolve("configs");
  }

  /** Where the file of an overlay is looked for: as given, then among the project's own. */
  public static List<Path> overlays() {
    return List.of(Path.of(""), configs().resolve("overlays"));
  }

  /** Where commands put parameter sets by default: below the current folder. */
  public static Path ownParameterSets() {
    return Path.of("params-out");
  }

  /** The project's parameter sets, {@code <dataset>/<network>} each. */
  public static Path parameterSets() {
    return root().resolve("params-out");
  }

  /**
   * What regression runs over the project's parameter sets reached, a line each; need not exist.
   */
  public static Path regressionHistory() {
    return root().resolve(".history").resolve("accuracy.jsonl");
  }

  /** The jar that runs on boards. */
  public static Path runtime() {
    return root().resolve("board").resolve("target").resolve("bnn4j-runtime.jar");
  }

  private static Path root() {
    return Path.of(System.getProperty("bnn4j.home", ""));
  }
}

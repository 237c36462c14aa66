package bnn4j.experiment.spec;

import bnn4j.foundation.Refusal;
import bnn4j.yaml.BlockReader;
import bnn4j.yaml.Problems;
import bnn4j.yaml.SourcePlace;
import bnn4j.yaml.YamlNode;
import bnn4j.yaml.YamlNode.Block;
import bnn4j.yaml.YamlNode.Entry;
import bnn4j.yaml.YamlText;
import java.nio.file.Path;
import java.util.List;

/** A config that is read repeatedly with different changes. */
public final class BaseConfig {
  private final String name;
  private final Path file;
  private final List<Path> overlays;
  private final Block block;

  private BaseConfig(String name, Path file, List<Path> overlays, Block block) {
    this.name = name;
    this.file = file;
    this.overlays = List.copyOf(overlays);
    this.block = block;
  }

  /**
   * The config in a file.
   *
   * @param overlays folders in which an overlay's file is looked for after the config's own
   * @throws Refusal if it cannot be read, is no YAML or no block of keys
   */
  public static BaseConfig of(Path file, List<Path> overlays) {
    Problems problems = new Problems();
    SourcePlace origin = new SourcePlace(file.toString(), 1);
    YamlNode node = YamlText.parse(SpecReader.textOf(file), origin, problems);
    problems.refuseIfAny();
    return new BaseConfig(SpecReader.nameOf(file), file, overlays, block(node, origin));
  }

  /**
   * A config that is part of another file.
   *
   * @param file the whole file
   */
  public static BaseConfig within(Path file, List<Path> overlays, Block config) {
    return new BaseConfig(SpecReader.nameOf(file), file, overlays, config);
  }

  private static Block block(YamlNode node, SourcePlace origin) {
    if (node instanceof Block keys) {
      return keys;
    }
    if (node.isNothing()) {
      return new Block(origin);
    }
    throw new Refusal(
        "%s: expected keys and values, found %s".formatted(node.place(), node.description()));
  }

  /** What it is called: its file's name without {@code .yaml}. */
  public String name() {
    return name;
  }

  /** Where it lies. */
  public Path file() {
    return file;
  }

  /**
   * The experiment that it describes with these changes.
   *
   * @throws Refusal with one line per problem, at the place of the change that made it
   */
  public TrainingSpec read(List<Change> changes) {
    Problems problems = new Problems();
    Block config = changed(changes, problems);
    Entry stages = config.entries().get(Stages.KEY);
    if (stages != null) {
      throw new Refusal(
          stages.place() + ": stages: expected the config of a single training, found a chain");
    }
    return SpecReader.of(file, overlays, problems).read(name, config);
  }

  /** Whether it or one of the changes gives that key. */
  public boolean says(String key, List<Change> changes) {
    Problems problems = new Problems();
    return new BlockReader(changed(changes, problems), "", problems).has(key);
  }

  private Block changed(List<Change> changes, Problems problems) {
    Block config = Stages.copy(block);
    changes.forEach(change -> change.applyTo(config, problems));
    return config;
  }
}

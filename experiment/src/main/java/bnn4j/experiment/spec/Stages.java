package bnn4j.experiment.spec;

import bnn4j.yaml.Problems;
import bnn4j.yaml.Words;
import bnn4j.yaml.YamlNode;
import bnn4j.yaml.YamlNode.Block;
import bnn4j.yaml.YamlNode.Entry;
import bnn4j.yaml.YamlNode.Sequence;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Parses the block {@code stages} of a config. */
final class Stages {
  /** Its key. */
  static final String KEY = "stages";

  private static final String EXPECTED =
      "expected a list with the changes of each stage, such as [{}, {epochs: 10}]";

  private Stages() {}

  /**
   * The config of each stage; the config itself if it has none.
   *
   * @param config loses its stages
   */
  static List<Block> of(Block config, Problems problems) {
    Optional<Entry> stages = Optional.ofNullable(config.entries().remove(KEY));
    if (stages.isEmpty()) {
      return List.of(config);
    }
    List<Block> blocks = new ArrayList<>();
    if (stages.get().node() instanceof Sequence list) {
      for (YamlNode item : list.items()) {
        Block stage = copy(config);
        if (item instanceof Block changes) {
          apply("", changes, stage, problems);
        } else if (!item.isNothing()) {
          problems.add(
              item.place(), "stages: %s, found %s".formatted(EXPECTED, item.description()));
        }
        blocks.add(stage);
      }
    }
    if (blocks.isEmpty()) {
      problems.add(
          stages.get().place(),
          "stages: %s, found %s"
              .formatted(
                  EXPECTED,
                  stages.get().node() instanceof Sequence
                      ? "none"
                      : stages.get().node().description()));
      return List.of(config);
    }
    return blocks;
  }

  /** Of inner blocks only the keys that are given change. */
  private static void apply(String path, Block changes, Block stage, Problems problems) {
    for (Entry change : changes.entries().values()) {
      String key = path + change.key();
      if (Words.kebab(key).equals(KEY)) {
        problems.add(change.place(), "stages: a stage has none of its own");
      } else if (change.node() instanceof Block inner && !inner.entries().isEmpty()) {
        apply(key + ".", inner, stage, problems);
      } else {
        new Change(key, change.place(), change.node()).applyTo(stage, problems);
      }
    }
  }

  /** A copy whose changes the original does not see. */
  static Block copy(Block block) {
    Map<String, Entry> entries = new LinkedHashMap<>();
    block
        .entries()
        .forEach(
            (key, entry) ->
                entries.put(
                    key,
                    entry.node() instanceof Block inner
                        ? new Entry(entry.key(), entry.place(), copy(inner))
                        : entry));
    return new Block(block.place(), entries);
  }
}

package bnn4j.experiment.spec;

import bnn4j.yaml.Problems;
import bnn4j.yaml.SourcePlace;
import bnn4j.yaml.Words;
import bnn4j.yaml.YamlNode;
import bnn4j.yaml.YamlNode.Block;
import bnn4j.yaml.YamlNode.Entry;
import java.util.Optional;

/**
 * A replaced value of a config.
 *
 * @param key of the value; those of inner blocks with dots, {@code learning-rate.start}
 * @param place where the change is asked for, for messages
 * @param value nothing brings back the default
 */
public record Change(String key, SourcePlace place, YamlNode value) {
  /** Puts the value into the config, in place of what is there. */
  public void applyTo(Block config, Problems problems) {
    String[] path = key.strip().split("\\.", -1);
    Block block = config;
    for (int i = 0; i < path.length - 1; i++) {
      Optional<Block> inner = inner(block, path[i]);
      if (inner.isEmpty()) {
        problems.add(place, "'%s' is a single value and has no keys".formatted(path[i]));
        return;
      }
      block = inner.get();
    }
    String last = path[path.length - 1];
    block.entries().put(Words.kebab(last), new Entry(last, place, value));
  }

  /** The block under that key, made if nothing is there, empty if a value is. */
  private Optional<Block> inner(Block block, String name) {
    Entry there = block.entries().get(Words.kebab(name));
    if (there == null || there.node().isNothing()) {
      Block made = new Block(place);
      block.entries().put(Words.kebab(name), new Entry(name, place, made));
      return Optional.of(made);
    }
    return there.node() instanceof Block found ? Optional.of(found) : Optional.empty();
  }
}

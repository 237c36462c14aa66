package bnn4j.experiment.spec;

import bnn4j.yaml.Problems;
import bnn4j.yaml.SourcePlace;
import bnn4j.yaml.Words;
import bnn4j.yaml.YamlNode;
import bnn4j.yaml.YamlNode.Block;
import bnn4j.yaml.YamlNode.Entry;
import bnn4j.yaml.YamlText;
import java.util.Optional;

/**
 * One {@code --set key=value} that replaces what a config says.
 *
 * @param argument as typed, {@code learning-rate.start=0.001}; the value is YAML, and leaving it
 *     empty brings back the default
 */
record Setting(String argument) {
  /** Puts the value into the config, in place of what is there. */
  void applyTo(Block config, Problems problems) {
    SourcePlace place = new SourcePlace("--set " + argument, 0);
    int equals = argument.indexOf('=');
    if (equals < 1) {
      problems.add(place, "expected key=value, such as epochs=2 or dropout.input=0.1");
      return;
    }
    String[] path = argument.substring(0, equals).strip().split("\\.", -1);
    YamlNode value = YamlText.parse(argument.substring(equals + 1), place, problems);
    Block block = config;
    for (int i = 0; i < path.length - 1; i++) {
      Optional<Block> inner = inner(block, path[i], place);
      if (inner.isEmpty()) {
        problems.add(place, "'%s' has no keys in it; it is one value".formatted(path[i]));
        return;
      }
      block = inner.get();
    }
    String key = path[path.length - 1];
    block.entries().put(Words.kebab(key), new Entry(key, place, value));
  }

  /** The block under that key, made if nothing is there, empty if a value is. */
  private static Optional<Block> inner(Block block, String key, SourcePlace place) {
    Entry there = block.entries().get(Words.kebab(key));
    if (there == null || there.node().isNothing()) {
      Block made = new Block(place);
      block.entries().put(Words.kebab(key), new Entry(key, place, made));
      return Optional.of(made);
    }
    return there.node() instanceof Block found ? Optional.of(found) : Optional.empty();
  }
}

package bnn4j.experiment.spec;

import bnn4j.yaml.Problems;
import bnn4j.yaml.SourcePlace;
import bnn4j.yaml.YamlNode;
import bnn4j.yaml.YamlNode.Block;
import bnn4j.yaml.YamlText;

/**
 * One {@code --set key=value}, which replaces a value of the config.
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
    YamlNode value = YamlText.parse(argument.substring(equals + 1), place, problems);
    new Change(argument.substring(0, equals), place, value).applyTo(config, problems);
  }
}

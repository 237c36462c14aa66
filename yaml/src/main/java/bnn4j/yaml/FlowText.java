package bnn4j.yaml;

import bnn4j.yaml.YamlNode.Block;
import bnn4j.yaml.YamlNode.Sequence;
import bnn4j.yaml.YamlNode.Value;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Nodes on one line, as YAML that reads as the same nodes. */
public final class FlowText {
  /** Words and numbers that no reader can take for anything else. */
  private static final Pattern PLAIN = Pattern.compile("[\\w.+/-]+(:[\\w.+/-]+)*");

  private FlowText() {}

  /** The text; nothing is empty. */
  public static String of(YamlNode node) {
    if (node instanceof Block block) {
      return block.entries().values().stream()
          .map(entry -> word(entry.key()) + ": " + of(entry.node()))
          .collect(Collectors.joining(", ", "{", "}"));
    }
    if (node instanceof Sequence sequence) {
      return sequence.items().stream()
          .map(FlowText::of)
          .collect(Collectors.joining(", ", "[", "]"));
    }
    String text = ((Value) node).text();
    return text == null ? "" : word(text);
  }

  private static String word(String text) {
    boolean plain =
        PLAIN.matcher(text).matches() && !text.startsWith("-") && !text.equalsIgnoreCase("null");
    boolean negative = text.matches("-[\\d.][\\w.+-]*");
    return plain || negative ? text : "'" + text.replace("'", "''") + "'";
  }
}

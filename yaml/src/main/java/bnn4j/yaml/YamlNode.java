package bnn4j.yaml;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A YAML node with its position. */
public sealed interface YamlNode {
  /** Where it begins. */
  SourcePlace place();

  /** What it is, for messages. */
  String description();

  /** Whether nothing was written. */
  default boolean isNothing() {
    return false;
  }

  /**
   * A single value.
   *
   * @param text as written, without quotes; null where nothing was written
   * @param quoted whether it is a text whatever it looks like
   */
  record Value(SourcePlace place, String text, boolean quoted) implements YamlNode {
    /** As written without quotes. */
    public Value(SourcePlace place, String text) {
      this(place, text, false);
    }

    @Override
    public boolean isNothing() {
      return text == null;
    }

    @Override
    public String description() {
      return text == null ? "nothing" : "'" + text + "'";
    }
  }

  /**
   * A list.
   *
   * @param items in their order
   */
  record Sequence(SourcePlace place, List<YamlNode> items) implements YamlNode {
    /** Copies the list. */
    public Sequence {
      items = List.copyOf(items);
    }

    @Override
    public String description() {
      return "a list";
    }
  }

  /**
   * Keys with values.
   *
   * @param entries by key in kebab-case; the map is filled while reading and by {@code --set}
   */
  record Block(SourcePlace place, Map<String, Entry> entries) implements YamlNode {
    /** Without keys yet. */
    public Block(SourcePlace place) {
      this(place, new LinkedHashMap<>());
    }

    @Override
    public String description() {
      return "a block of keys";
    }
  }

  /**
   * One key of a block.
   *
   * @param key as written
   * @param place where the key stands
   */
  record Entry(String key, SourcePlace place, YamlNode node) {}
}

package bnn4j.evaluation.card;

import bnn4j.foundation.Refusal;
import bnn4j.yaml.YamlNode;
import com.fasterxml.jackson.annotation.JsonValue;
import java.math.BigInteger;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.regex.Pattern;

/**
 * The resolved config of a training. Values needed for using the set have methods; the rest is
 * stored as written.
 */
public final class CardConfig {
  private static final Pattern WHOLE = Pattern.compile("[+-]?(0|[1-9][0-9]*)");
  private static final Pattern NUMBER = Pattern.compile("[+-]?[0-9]+\\.[0-9]*([eE][+-]?[0-9]+)?");

  private final Map<String, Object> settings;

  /**
   * A config.
   *
   * @param settings by key, in their order; blocks are maps
   */
  public CardConfig(Map<String, Object> settings) {
    this.settings = Collections.unmodifiableMap(new LinkedHashMap<>(settings));
  }

  /**
   * Reads a config.
   *
   * @throws Refusal if it is no block of keys
   */
  static CardConfig of(YamlNode node) {
    if (node instanceof YamlNode.Block block) {
      return new CardConfig(map(block));
    }
    throw new Refusal(
        "%s: config: expected a block of keys, found %s"
            .formatted(node.place(), node.description()));
  }

  private static Map<String, Object> map(YamlNode.Block block) {
    Map<String, Object> map = new LinkedHashMap<>();
    block.entries().values().forEach(entry -> map.put(entry.key(), plain(entry.node())));
    return map;
  }

  /** Texts, numbers, true and false, lists and maps of them. */
  private static Object plain(YamlNode node) {
    if (node instanceof YamlNode.Block block) {
      return map(block);
    }
    if (node instanceof YamlNode.Sequence sequence) {
      return sequence.items().stream().map(CardConfig::plain).toList();
    }
    YamlNode.Value value = (YamlNode.Value) node;
    return value.isNothing() || value.quoted() ? value.text() : plain(value.text());
  }

  private static Object plain(String text) {
    if (text.equals("true") || text.equals("false")) {
      return Boolean.valueOf(text);
    }
    if (WHOLE.matcher(text).matches()) {
      return whole(new BigInteger(text));
    }
    return NUMBER.matcher(text).matches() ? (Object) Double.valueOf(text) : text;
  }

  /** In the smallest type, so that equal numbers are equal objects. */
  private static Number whole(BigInteger number) {
    if (number.bitLength() < Integer.SIZE) {
      return number.intValue();
    }
    return number.bitLength() < Long.SIZE ? (Number) number.longValue() : number;
  }

  /** All settings by key, in their order; blocks are maps. */
  @JsonValue
  public Map<String, Object> settings() {
    return settings;
  }

  /** Training images that were held back; empty if it does not say. */
  public OptionalInt validation() {
    return integer(settings.get("validation"));
  }

  /** The seed of everything random; empty if it does not say. */
  public OptionalLong seed() {
    return settings.get("seed") instanceof Number seed
        ? OptionalLong.of(seed.longValue())
        : OptionalLong.empty();
  }

  /** Unreadable pictures of a folder that were allowed; 0 if it does not say. */
  public int unreadablePictures() {
    return integer(pictures().get("unreadable")).orElse(0);
  }

  /** Whether the pictures of a folder were inverted. */
  public boolean invertedPictures() {
    return Boolean.TRUE.equals(pictures().get("invert"));
  }

  /** How pictures of a folder were fitted into the input; empty if it does not say. */
  public Optional<String> pictureFit() {
    return Optional.ofNullable(pictures().get("fit")).map(Object::toString);
  }

  private Map<?, ?> pictures() {
    return settings.get("pictures") instanceof Map<?, ?> block ? block : Map.of();
  }

  private static OptionalInt integer(Object value) {
    boolean whole = value instanceof Integer || value instanceof Long;
    long number = whole ? ((Number) value).longValue() : -1;
    return number < 0 || number > Integer.MAX_VALUE
        ? OptionalInt.empty()
        : OptionalInt.of((int) number);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof CardConfig config && settings.equals(config.settings);
  }

  @Override
  public int hashCode() {
    return settings.hashCode();
  }

  @Override
  public String toString() {
    return settings.toString();
  }
}

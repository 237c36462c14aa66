package bnn4j.evaluation.card;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/**
 * The resolved config that a training was run with. What a use of the set needs of it has a method;
 * the rest is kept as it was written, for people and for the training's own room.
 */
public final class CardConfig {
  private final Map<String, Object> settings;

  /**
   * A config.
   *
   * @param settings by key, in their order; blocks are maps
   */
  @JsonCreator
  public CardConfig(Map<String, Object> settings) {
    this.settings = Collections.unmodifiableMap(new LinkedHashMap<>(settings));
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

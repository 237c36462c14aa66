package bnn4j.yaml;

import bnn4j.foundation.Refusal;
import bnn4j.yaml.YamlNode.Block;
import bnn4j.yaml.YamlNode.Entry;
import bnn4j.yaml.YamlNode.Value;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.DoubleConsumer;
import java.util.function.Function;
import java.util.function.IntConsumer;
import java.util.function.Supplier;
import java.util.regex.Pattern;

/**
 * Reads the settings of one YAML block. A missing value gets its default; a wrong value gets its
 * default and is recorded as a problem, so that reading continues and finds further problems.
 */
public final class BlockReader {
  private static final Pattern NUMBER =
      Pattern.compile("[+-]?(\\d+\\.?\\d*|\\.\\d+)([eE][+-]?\\d+)?");

  private final Block block;
  private final String path;
  private final Problems problems;
  private final boolean tolerant;
  private final Set<String> known = new LinkedHashSet<>();

  /**
   * A reader of a block.
   *
   * @param path what stands before each key in messages: empty, or {@code dropout.}
   */
  public BlockReader(Block block, String path, Problems problems) {
    this(block, path, problems, false);
  }

  private BlockReader(Block block, String path, Problems problems, boolean tolerant) {
    this.block = block;
    this.path = path;
    this.problems = problems;
    this.tolerant = tolerant;
  }

  /**
   * A reader of a block that programs write: keys that nobody asks for are of a later version, in
   * the blocks within, too.
   *
   * @param path what stands before each key in messages: empty, or {@code start.}
   */
  public static BlockReader tolerant(Block block, String path, Problems problems) {
    return new BlockReader(block, path, problems, true);
  }

  /** Whether something is given for the key. */
  public boolean has(String key) {
    return entry(key).isPresent();
  }

  /**
   * Says which keys a block may have, before one that is missing ends the reading of it: those that
   * were not read by then must not be called unknown.
   */
  public void know(String... keys) {
    for (String key : keys) {
      has(key);
    }
  }

  /** What stands under a key, as it was written; empty if nothing does. */
  public Optional<YamlNode> node(String key) {
    return entry(key).map(Entry::node);
  }

  /** What a text means; empty if it is missing. {@code meaning} refuses one that will not do. */
  public <T> Optional<T> text(String key, Function<String, T> meaning) {
    return value(key, "a word", meaning);
  }

  /** A whole number; {@code check} refuses one that will not do. */
  public int integer(String key, int otherwise, IntConsumer check) {
    return value(
            key,
            "a whole number",
            text -> {
              int number = Integer.parseInt(text.replace("_", ""));
              check.accept(number);
              return number;
            })
        .orElse(otherwise);
  }

  /** A whole number, empty if it is missing. */
  public Optional<Integer> optionalInteger(String key) {
    return value(key, "a whole number", text -> Integer.parseInt(text.replace("_", "")));
  }

  /** A whole number of any size. */
  public long longInteger(String key, long otherwise) {
    return value(key, "a whole number", text -> Long.parseLong(text.replace("_", "")))
        .orElse(otherwise);
  }

  /** A number; {@code check} refuses one that will not do. */
  public double number(String key, double otherwise, DoubleConsumer check) {
    return optionalNumber(key, check).orElse(otherwise);
  }

  /** A number, empty if it is missing. */
  public Optional<Double> optionalNumber(String key, DoubleConsumer check) {
    return value(
        key,
        "a number",
        text -> {
          double number = finite(text);
          check.accept(number);
          return number;
        });
  }

  private static double finite(String text) {
    if (!NUMBER.matcher(text).matches() || Double.isInfinite(Double.parseDouble(text))) {
      throw new NumberFormatException(text);
    }
    return Double.parseDouble(text);
  }

  /** True or false, in any case of letters. */
  public boolean flag(String key, boolean otherwise) {
    return value(
            key,
            "true or false",
            text ->
                switch (text.toLowerCase(Locale.ROOT)) {
                  case "true" -> true;
                  case "false" -> false;
                  default -> throw new IllegalArgumentException(text);
                })
        .orElse(otherwise);
  }

  /** One of an enum's words. */
  public <E extends Enum<E>> E choice(String key, E otherwise) {
    return choice(key, otherwise.getDeclaringClass()).orElse(otherwise);
  }

  /** One of an enum's words, empty if it is missing. */
  public <E extends Enum<E>> Optional<E> choice(String key, Class<E> type) {
    E[] choices = type.getEnumConstants();
    return value(
        key,
        Words.oneOf(choices),
        text ->
            Arrays.stream(choices)
                .filter(choice -> Words.of(choice).equals(Words.kebab(text)))
                .findFirst()
                .orElseThrow(IllegalArgumentException::new));
  }

  /**
   * What {@code reading} makes of the block under that key; the default if there is none. The
   * reading gets the default, too, for the keys that the block leaves out.
   */
  public <T> T block(String key, T otherwise, BiFunction<BlockReader, T, T> reading) {
    Optional<Entry> entry = entry(key);
    if (entry.isEmpty()) {
      return otherwise;
    }
    SourcePlace place = entry.get().place();
    if (!(entry.get().node() instanceof Block inner)) {
      problems.add(place, unexpected(key, "a block of keys", entry.get().node()));
      return otherwise;
    }
    BlockReader keys = new BlockReader(inner, path + key + ".", problems, tolerant);
    T read = attempt(place, () -> reading.apply(keys, otherwise)).orElse(otherwise);
    keys.refuseUnknownKeys();
    return read;
  }

  /**
   * As {@link #block(String, Object, BiFunction)}, but without a default.
   *
   * @return empty if there is no such block, or after a problem
   */
  public <T> Optional<T> optionalBlock(String key, Function<BlockReader, T> reading) {
    return Optional.ofNullable(this.<T>block(key, null, (keys, none) -> reading.apply(keys)));
  }

  /**
   * What {@code reading} makes of each item of the list under that key; an item that is refused is
   * left out and becomes a problem at its place.
   */
  public <T> List<T> list(String key, String expected, Function<YamlNode, T> reading) {
    Optional<Entry> entry = entry(key);
    if (entry.isEmpty()) {
      return List.of();
    }
    if (!(entry.get().node() instanceof YamlNode.Sequence sequence)) {
      problems.add(entry.get().place(), unexpected(key, expected, entry.get().node()));
      return List.of();
    }
    List<T> read = new ArrayList<>();
    for (YamlNode item : sequence.items()) {
      attempt(item.place(), () -> reading.apply(item)).ifPresent(read::add);
    }
    return read;
  }

  /** The words of a list; {@code key: [a, b]}. */
  public List<String> words(String key) {
    return list(
        key,
        "a list of words",
        item -> {
          if (item instanceof Value value && !value.isNothing()) {
            return value.text();
          }
          throw new Refusal(unexpected(key, "a list of words", item));
        });
  }

  /** Says that a key is missing, if it is. */
  public void require(String key, SourcePlace where, String what) {
    if (!has(key)) {
      problems.add(where, "'%s%s' is missing; it names %s".formatted(path, key, what));
    }
  }

  /** Reports every key that was not read, unless the reader is tolerant. */
  public void refuseUnknownKeys() {
    if (tolerant) {
      return;
    }
    for (Map.Entry<String, Entry> entry : block.entries().entrySet()) {
      if (!known.contains(entry.getKey())) {
        String meant =
            Words.closest(entry.getKey(), known)
                .map(word -> "did you mean '%s%s'?".formatted(path, word))
                .orElseGet(() -> "known names: " + String.join(", ", known));
        problems.add(
            entry.getValue().place(),
            "unknown key '%s%s'; %s".formatted(path, entry.getValue().key(), meant));
      }
    }
  }

  private Optional<Entry> entry(String key) {
    known.add(key);
    return Optional.ofNullable(block.entries().get(key)).filter(entry -> !entry.node().isNothing());
  }

  /**
   * The value under that key, converted; a conversion throws IllegalArgumentException or refuses.
   */
  private <T> Optional<T> value(String key, String expected, Function<String, T> conversion) {
    Optional<Entry> entry = entry(key);
    if (entry.isEmpty()) {
      return Optional.empty();
    }
    YamlNode node = entry.get().node();
    SourcePlace place = entry.get().place();
    try {
      if (node instanceof Value value) {
        return attempt(place, () -> conversion.apply(value.text()));
      }
    } catch (IllegalArgumentException e) {
      // Said below, in the same words as for a list or a block.
    }
    problems.add(place, unexpected(key, expected, node));
    return Optional.empty();
  }

  private String unexpected(String key, String expected, YamlNode found) {
    return "%s%s: expected %s, found %s".formatted(path, key, expected, found.description());
  }

  private <T> Optional<T> attempt(SourcePlace place, Supplier<T> making) {
    try {
      return Optional.ofNullable(making.get());
    } catch (Refusal e) {
      problems.add(place, e.getMessage());
      return Optional.empty();
    }
  }
}

package bnn4j.board.runtime;

import bnn4j.foundation.Refusal;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Options of a command: {@code --name VALUE} each. */
final class Options {
  private static final String VERBOSE = "--verbose";

  private final Map<String, String> values = new HashMap<>();

  /**
   * Takes options apart.
   *
   * @param known names that may occur, with their dashes
   * @throws Refusal naming what is unknown, twice there or without a value
   */
  Options(List<String> arguments, Set<String> known) {
    Iterator<String> words = arguments.iterator();
    while (words.hasNext()) {
      String name = words.next();
      if (!name.equals(VERBOSE)) {
        add(name, words, known);
      }
    }
  }

  private void add(String name, Iterator<String> following, Set<String> known) {
    if (!known.contains(name)) {
      throw new Refusal(
          "'%s' is not an option; expected one of %s"
              .formatted(name, String.join(" ", new TreeSet<>(known))));
    }
    if (!following.hasNext()) {
      throw new Refusal("%s requires a value".formatted(name));
    }
    if (values.put(name, following.next()) != null) {
      throw new Refusal("%s is given twice".formatted(name));
    }
  }

  Optional<String> text(String name) {
    return Optional.ofNullable(values.get(name));
  }

  Optional<Path> path(String name) {
    try {
      return text(name).map(Path::of);
    } catch (InvalidPathException e) {
      throw new Refusal("%s %s: %s".formatted(name, values.get(name), e.getReason()), e);
    }
  }

  /** A file or folder that has to be named. */
  Path needed(String name) {
    return path(name).orElseThrow(() -> new Refusal("%s is required".formatted(name)));
  }

  /** An address, in hexadecimal with or without 0x. */
  Optional<Long> address(String name) {
    try {
      return text(name).map(text -> Long.parseUnsignedLong(text.replaceFirst("^0[xX]", ""), 16));
    } catch (NumberFormatException e) {
      throw wrong(name, "an address such as 0x43C00000");
    }
  }

  /** A number that is not negative. */
  Optional<Double> number(String name) {
    try {
      Optional<Double> number = text(name).map(Double::valueOf);
      if (number.isEmpty() || (number.get() >= 0 && number.get() < Integer.MAX_VALUE)) {
        return number;
      }
    } catch (NumberFormatException e) {
      // Refused below, like a number out of range.
    }
    throw wrong(name, "a number, not negative");
  }

  /** A number of things, at least 1. */
  Optional<Integer> count(String name) {
    try {
      Optional<Integer> count = text(name).map(Integer::valueOf);
      if (count.isEmpty() || count.get() > 0) {
        return count;
      }
    } catch (NumberFormatException e) {
      // Refused below, like a number out of range.
    }
    throw wrong(name, "a whole number, at least 1");
  }

  Refusal wrong(String name, String expected) {
    return new Refusal("%s: expected %s, found '%s'".formatted(name, expected, values.get(name)));
  }
}

package bnn4j.foundation;

/**
 * The result of one check of {@code doctor}.
 *
 * @param what what it is, in a word or two
 * @param state its state
 * @param found what was found
 * @param next what to do; empty if nothing
 */
public record Finding(String what, State state, String found, String next) {
  /** The state of an item. */
  public enum State {
    /** It is present and works. */
    FINE,
    /** It is missing; only some functions need it. */
    OPTIONAL,
    /** It is missing, and nothing works without it. */
    MISSING
  }

  /** An item that is present. */
  public static Finding fine(String what, String found) {
    return new Finding(what, State.FINE, found, "");
  }

  /** An optional item that is missing, and how to get it. */
  public static Finding optional(String what, String found, String next) {
    return new Finding(what, State.OPTIONAL, found, next);
  }

  /** A required item that is missing, and how to get it. */
  public static Finding missing(String what, String found, String next) {
    return new Finding(what, State.MISSING, found, next);
  }

  /** One line of a report; a second one says what to do. */
  public String lines() {
    String mark =
        switch (state) {
          case FINE -> "ok";
          case OPTIONAL -> "--";
          case MISSING -> "!!";
        };
    String line = "%-3s%-14s %s".formatted(mark, what, found);
    return next.isEmpty() ? line : "%s%n%-18s-> %s".formatted(line, "", next);
  }
}

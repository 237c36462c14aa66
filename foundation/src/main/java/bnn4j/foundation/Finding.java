package bnn4j.foundation;

/**
 * The result of one check of {@code doctor}.
 *
 * @param what what it is, in a word or two
 * @param state whether it is there
 * @param found what was found
 * @param next what to do; empty if nothing
 */
public record Finding(String what, State state, String found, String next) {
  /** Whether something is there. */
  public enum State {
    /** It is, and works. */
    FINE,
    /** It is not, and not everything needs it. */
    OPTIONAL,
    /** It is not, and nothing works without. */
    MISSING
  }

  /** Something that is there. */
  public static Finding fine(String what, String found) {
    return new Finding(what, State.FINE, found, "");
  }

  /** Something that is not there, and what to do if it is wanted. */
  public static Finding optional(String what, String found, String next) {
    return new Finding(what, State.OPTIONAL, found, next);
  }

  /** Something that is needed and not there, and what to do. */
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

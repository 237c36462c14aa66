package bnn4j.foundation;

/** Ranges of settings, with one wording for all refusals. */
public final class Range {
  private Range() {}

  /**
   * A whole number with a lower end.
   *
   * @throws Refusal if it is below
   */
  public static void atLeast(String key, long value, long least) {
    if (value < least) {
      throw new Refusal("%s: expected at least %d, found %d".formatted(key, least, value));
    }
  }

  /**
   * A finite number above another.
   *
   * @throws Refusal if it is not
   */
  public static void above(String key, double value, double bound) {
    if (!(value > bound) || Double.isInfinite(value)) {
      throw refusal(key, "a number above " + Numbers.text(bound), value);
    }
  }

  /** A fraction from 0 to below 1. */
  public static void fraction(String key, double value) {
    if (!(value >= 0 && value < 1)) {
      throw refusal(key, "a probability from 0 to below 1", value);
    }
  }

  /** From 0 to 100. */
  public static void percent(String key, double value) {
    if (!(value >= 0 && value <= 100)) {
      throw refusal(key, "a percentage from 0 to 100", value);
    }
  }

  /** The refusal of a number, with the common wording. */
  public static Refusal refusal(String key, String expected, double found) {
    return new Refusal("%s: expected %s, found %s".formatted(key, expected, Numbers.text(found)));
  }
}

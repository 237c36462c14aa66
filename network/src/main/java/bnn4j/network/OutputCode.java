package bnn4j.network;

import bnn4j.foundation.Refusal;

/**
 * How a network's last layer encodes classes. It is stated by the network and never inferred.
 *
 * @param kind what leaves the last layer
 * @param thresholdsPerClass bits that each class answers with; 0 for scores
 */
public record OutputCode(Kind kind, int thresholdsPerClass) {
  /** One bit per class. */
  public static final OutputCode BITS = new OutputCode(Kind.THRESHOLDS, 1);

  /** A whole number per class: the accumulators themselves, the largest wins. */
  public static final OutputCode SCORES = new OutputCode(Kind.SCORES, 0);

  /** What leaves the last layer. */
  public enum Kind {
    /** Bits: whether an accumulator is above a threshold. */
    THRESHOLDS,
    /** Accumulators. */
    SCORES
  }

  /**
   * Checks the count.
   *
   * @throws Refusal if it does not go with the kind
   */
  public OutputCode {
    if (kind == Kind.SCORES ? thresholdsPerClass != 0 : thresholdsPerClass < 1) {
      throw new Refusal(
          "output code: expected %s, found %d"
              .formatted(
                  kind == Kind.SCORES ? "no thresholds with scores" : "a threshold for each class",
                  thresholdsPerClass));
    }
  }

  /**
   * Several bits per class, at rising thresholds (docs/ladder.md): output {@code level * classes +
   * class}.
   *
   * @param perClass levels; 1 is {@link #BITS}
   */
  public static OutputCode thresholds(int perClass) {
    return new OutputCode(Kind.THRESHOLDS, perClass);
  }

  /** Whether results are bits. */
  public boolean givesBits() {
    return kind == Kind.THRESHOLDS;
  }

  /** Whether results are scores. */
  public boolean givesScores() {
    return kind == Kind.SCORES;
  }

  /** Whether each class has several bits. */
  public boolean isLadder() {
    return thresholdsPerClass > 1;
  }

  /** Outputs that stand for a class: 1, or the levels of a ladder. */
  public int levels() {
    return Math.max(1, thresholdsPerClass);
  }

  /** Outputs that so many classes take. */
  public int outputs(int classes) {
    return Math.multiplyExact(classes, levels());
  }

  /** In words: {@code bit per class}, {@code 6 bits per class}, {@code scores}. */
  @Override
  public String toString() {
    if (givesScores()) {
      return "scores";
    }
    return isLadder() ? thresholdsPerClass + " bits per class" : "bit per class";
  }
}

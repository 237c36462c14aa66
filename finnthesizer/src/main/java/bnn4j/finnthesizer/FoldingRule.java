package bnn4j.finnthesizer;

import bnn4j.foundation.Refusal;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/** The rule that folds batch norm into thresholds. */
public enum FoldingRule {
  /** The accelerator decides exactly as training does. */
  EXACT,
  /** The arithmetic of BNN-PYNQ's generator, equal to the byte, rounding errors included. */
  FINNTHESIZER;

  /**
   * The rule of that word, {@code exact} or {@code finnthesizer}.
   *
   * @throws Refusal listing the words, if it is none
   */
  public static FoldingRule of(String word) {
    return Arrays.stream(values())
        .filter(rule -> rule.word().equals(word))
        .findFirst()
        .orElseThrow(
            () -> new Refusal("folding '%s' is unknown; known names: %s".formatted(word, words())));
  }

  /** The word on the command line. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  private static String words() {
    return Arrays.stream(values()).map(FoldingRule::word).collect(Collectors.joining(", "));
  }

  ThresholdFolding folding() {
    return switch (this) {
      case EXACT -> new ExactFolding();
      case FINNTHESIZER -> new OriginalFolding();
    };
  }
}

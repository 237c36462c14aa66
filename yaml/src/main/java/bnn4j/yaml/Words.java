package bnn4j.yaml;

import bnn4j.foundation.EditDistance;
import java.util.Arrays;
import java.util.Collection;
import java.util.Locale;
import java.util.Optional;

/** The key names of a file: kebab-case, whatever the case in the file. */
public final class Words {
  private Words() {}

  /** {@code batchSize}, {@code batch_size} and {@code batch-size} are {@code batch-size}. */
  public static String kebab(String word) {
    return word.replaceAll("([a-z0-9])([A-Z])", "$1-$2").replace('_', '-').toLowerCase(Locale.ROOT);
  }

  /** How a choice is written: {@code LATEST_AND_BEST} is {@code latest-and-best}. */
  public static String of(Enum<?> choice) {
    return kebab(choice.name());
  }

  /** {@code a, b or c}. */
  public static String oneOf(Enum<?>[] choices) {
    String[] words = Arrays.stream(choices).map(Words::of).toArray(String[]::new);
    int last = words.length - 1;
    return String.join(", ", Arrays.asList(words).subList(0, last)) + " or " + words[last];
  }

  /** The word that was probably meant: at most a third of its letters differ. */
  public static Optional<String> closest(String typed, Collection<String> known) {
    return EditDistance.closest(typed, known);
  }
}

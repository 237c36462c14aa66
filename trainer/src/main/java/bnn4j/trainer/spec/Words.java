package bnn4j.trainer.spec;

import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;

/** The words of a config: kebab-case, whatever case they were typed in. */
final class Words {
  private Words() {}

  /** {@code batchSize}, {@code batch_size} and {@code batch-size} are {@code batch-size}. */
  static String kebab(String word) {
    return word.replaceAll("([a-z0-9])([A-Z])", "$1-$2").replace('_', '-').toLowerCase(Locale.ROOT);
  }

  /** How a choice is written: {@code LATEST_AND_BEST} is {@code latest-and-best}. */
  static String of(Enum<?> choice) {
    return kebab(choice.name());
  }

  /** {@code a, b or c}. */
  static String oneOf(Enum<?>[] choices) {
    String[] words = Arrays.stream(choices).map(Words::of).toArray(String[]::new);
    int last = words.length - 1;
    return String.join(", ", Arrays.asList(words).subList(0, last)) + " or " + words[last];
  }

  /** The word that was probably meant: at most a third of its letters differ. */
  static Optional<String> closest(String typed, Collection<String> known) {
    return known.stream()
        .filter(word -> distance(typed, word) <= Math.max(1, word.length() / 3))
        .min(Comparator.comparingInt(word -> distance(typed, word)));
  }

  /** Letters to insert, delete or replace to get from one word to the other (Levenshtein). */
  private static int distance(String from, String to) {
    int[] above = new int[to.length() + 1];
    Arrays.setAll(above, j -> j);
    for (int i = 1; i <= from.length(); i++) {
      int[] row = new int[to.length() + 1];
      row[0] = i;
      for (int j = 1; j <= to.length(); j++) {
        int replaced = above[j - 1] + (from.charAt(i - 1) == to.charAt(j - 1) ? 0 : 1);
        row[j] = Math.min(replaced, 1 + Math.min(above[j], row[j - 1]));
      }
      above = row;
    }
    return above[to.length()];
  }
}

package bnn4j.foundation;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;

/**
 * The number of letters to insert, delete, replace or swap with a neighbour to turn one word into
 * another (optimal string alignment).
 */
public final class EditDistance {
  private EditDistance() {}

  /** The distance of two words; 0 if they are the same. */
  public static int between(String a, String b) {
    int[][] rows = new int[a.length() + 1][b.length() + 1];
    for (int i = 0; i <= a.length(); i++) {
      for (int j = 0; j <= b.length(); j++) {
        rows[i][j] = i == 0 || j == 0 ? i + j : step(rows, a, b, i, j);
      }
    }
    return rows[a.length()][b.length()];
  }

  private static int step(int[][] rows, String a, String b, int i, int j) {
    int replaced = rows[i - 1][j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
    int least = Math.min(replaced, 1 + Math.min(rows[i - 1][j], rows[i][j - 1]));
    boolean exchanged =
        i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1);
    return exchanged ? Math.min(least, rows[i - 2][j - 2] + 1) : least;
  }

  /**
   * The word that was probably meant: at most a third of its letters differ, ignoring case; one
   * letter may always differ.
   */
  public static Optional<String> closest(String typed, Collection<String> known) {
    return known.stream()
        .filter(word -> betweenLetters(typed, word) <= Math.max(1, word.length() / 3))
        .min(
            Comparator.comparingInt((String word) -> betweenLetters(typed, word))
                .thenComparingInt(word -> between(typed, word)));
  }

  /** Words longer than any name are not compared: the table would be large. */
  private static int betweenLetters(String typed, String word) {
    return typed.length() > 3 * word.length() + 3
        ? typed.length()
        : between(typed.toLowerCase(Locale.ROOT), word.toLowerCase(Locale.ROOT));
  }
}

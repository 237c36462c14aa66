package bnn4j.evaluation.locate;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.BiPredicate;

/**
 * The predicted class of a window.
 *
 * @param index of the class
 * @param name of the class
 * @param score of the class
 * @param margin by how much the score is above that of the next class
 * @param window where
 */
public record Find(int index, String name, int score, int margin, Window window) {
  /** Windows that share more than this of what both cover are of one thing. */
  private static final double OVERLAP = 0.2;

  /** A window that lies this much in another one is of the same thing. */
  private static final double COVERAGE = 0.5;

  /** The best first; of equals the one that stands out more, then the larger. */
  public static final Comparator<Find> BEST_FIRST =
      Comparator.comparingInt(Find::score)
          .thenComparingInt(Find::margin)
          .thenComparingInt(find -> find.window().size())
          .reversed();

  /**
   * One find for each thing: the best of windows that overlap, whatever they were taken for
   * (non-maximum suppression).
   *
   * @return the best first
   */
  public static List<Find> merged(List<Find> finds) {
    return merged(finds, (better, find) -> isSame(better.window, find.window));
  }

  /** The same, but windows that were taken for different classes stay beside each other. */
  static List<Find> mergedByClass(List<Find> finds) {
    return merged(
        finds, (better, find) -> better.index == find.index && isSame(better.window, find.window));
  }

  private static List<Find> merged(List<Find> finds, BiPredicate<Find, Find> areOne) {
    List<Find> kept = new ArrayList<>();
    finds.stream()
        .sorted(BEST_FIRST)
        .forEach(
            find -> {
              if (kept.stream().noneMatch(better -> areOne.test(better, find))) {
                kept.add(find);
              }
            });
    return List.copyOf(kept);
  }

  private static boolean isSame(Window better, Window window) {
    return better.overlap(window) > OVERLAP || better.coverage(window) > COVERAGE;
  }
}

package bnn4j.evaluation.locate;

import bnn4j.foundation.Refusal;
import bnn4j.overlay.MatrixLayer;
import bnn4j.overlay.params.ParameterSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Decides which windows contain an object.
 *
 * @param minScore the least score of its class
 * @param minMargin by how much that is at least above the score of the next class
 * @param minSupport the least part of the windows near it that are taken for its class too, 0 to 1
 * @param ignored classes that mean that there is nothing
 * @param only classes that are looked for; all if empty
 */
public record Selection(
    int minScore, int minMargin, double minSupport, Set<Integer> ignored, Set<Integer> only) {
  /** Parts of the overlay's range of scores, found on photos: see docs/pictures.md. */
  private static final double SCORE_PART = 0.82;

  private static final double MARGIN_PART = 0.08;
  private static final double SUPPORT = 0.35;

  /** The part of the least score from which a closer look is worth it. */
  private static final double PROMISING = 0.85;

  private static final Set<String> NOTHING =
      Set.of("junk", "nothing", "none", "background", "no sign", "other");

  /** Copies the sets. */
  public Selection {
    ignored = Set.copyOf(ignored);
    only = Set.copyOf(only);
  }

  /**
   * What suits a set: scores in the upper part of what its overlay can give, and classes left out
   * whose names say that they are none: {@code junk}, as the dataset of traffic signs calls it, or
   * {@code not a …}.
   */
  public static Selection of(ParameterSet set) {
    MatrixLayer last = set.overlay().lastLayer();
    double range = last.accumulatorMax() - (double) last.accumulatorMin();
    return new Selection(
        (int) Math.round(last.accumulatorMin() + SCORE_PART * range),
        (int) Math.round(MARGIN_PART * range),
        SUPPORT,
        IntStream.range(0, set.classes())
            .filter(index -> meansNothing(set.classNames().get(index)))
            .boxed()
            .collect(Collectors.toSet()),
        Set.of());
  }

  private static boolean meansNothing(String name) {
    String lower = name.toLowerCase(Locale.ROOT).strip();
    return NOTHING.contains(lower) || lower.startsWith("not a");
  }

  /**
   * Classes by name or number.
   *
   * @throws Refusal naming the first that is none
   */
  public static Set<Integer> classes(ParameterSet set, List<String> words) {
    Set<Integer> classes = new TreeSet<>();
    for (String word : words) {
      classes.add(
          IntStream.range(0, set.classes())
              .filter(index -> set.classNames().get(index).equalsIgnoreCase(word.strip()))
              .findFirst()
              .orElseGet(() -> number(set, word.strip())));
    }
    return classes;
  }

  private static int number(ParameterSet set, String word) {
    if (word.matches("\\d{1,5}") && Integer.parseInt(word) < set.classes()) {
      return Integer.parseInt(word);
    }
    throw new Refusal(
        "class '%s': expected a name or 0 to %d; the classes are %s"
            .formatted(word, set.classes() - 1, String.join(", ", set.classNames())));
  }

  /** What may become sure when it is looked at more closely. */
  public List<Find> promising(List<Find> finds) {
    return finds.stream()
        .filter(find -> find.score() >= promisingScore() && find.margin() >= minMargin / 2)
        .toList();
  }

  /** The score from which a closer look is worth it, and which bears out a find nearby. */
  double promisingScore() {
    return minScore * PROMISING;
  }

  /** With another least score. */
  public Selection withMinScore(int score) {
    return new Selection(score, minMargin, minSupport, ignored, only);
  }

  /** With another least margin. */
  public Selection withMinMargin(int margin) {
    return new Selection(minScore, margin, minSupport, ignored, only);
  }

  /** With another least support. */
  public Selection withMinSupport(double part) {
    return new Selection(minScore, minMargin, part, ignored, only);
  }

  /** With other classes that mean nothing. */
  public Selection withIgnored(Set<Integer> classes) {
    return new Selection(minScore, minMargin, minSupport, classes, only);
  }

  /** With these classes alone. */
  public Selection withOnly(Set<Integer> classes) {
    return new Selection(minScore, minMargin, minSupport, ignored, classes);
  }

  /** The windows that are taken for a class that is looked for. */
  public List<Find> wanted(List<Find> finds) {
    return finds.stream()
        .filter(find -> !ignored.contains(find.index()))
        .filter(find -> only.isEmpty() || only.contains(find.index()))
        .toList();
  }

  /** Of these the ones with score and margin. */
  public List<Find> sure(List<Find> finds) {
    return finds.stream()
        .filter(find -> find.score() >= minScore && find.margin() >= minMargin)
        .toList();
  }
}

package bnn4j.evaluation.model;

import bnn4j.foundation.Refusal;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Which class of a network each class of some data is. Names count, in whatever order they are; of
 * classes that are called otherwise, the numbers. A network may know classes that the data do not
 * have, such as what is none of the others; to say one of them is wrong then.
 */
public final class ClassMatch {
  private final List<String> own;
  private final List<String> theirs;
  private final int[] classes;

  private ClassMatch(List<String> own, List<String> theirs, int[] classes) {
    this.own = own;
    this.theirs = theirs;
    this.classes = classes;
  }

  /**
   * The match of a network's classes and those of data.
   *
   * @return empty if there is none: there are other names, and not as many or one less
   */
  public static Optional<ClassMatch> of(List<String> own, List<String> theirs) {
    if (theirs.isEmpty()) {
      return Optional.empty();
    }
    List<String> known = own.stream().map(ClassMatch::plain).toList();
    int[] byName = theirs.stream().mapToInt(name -> known.indexOf(plain(name))).toArray();
    boolean named =
        Arrays.stream(byName).allMatch(index -> index >= 0)
            && Arrays.stream(byName).distinct().count() == byName.length
            && new HashSet<>(known).size() == known.size();
    if (named) {
      return Optional.of(new ClassMatch(own, theirs, byName));
    }
    return theirs.size() == own.size() || theirs.size() == own.size() - 1
        ? Optional.of(new ClassMatch(own, theirs, IntStream.range(0, theirs.size()).toArray()))
        : Optional.empty();
  }

  /**
   * The match of a network's classes and those of data that it is checked on.
   *
   * @throws Refusal if there is none
   */
  public static ClassMatch require(List<String> own, List<String> theirs) {
    return of(own, theirs)
        .orElseThrow(
            () ->
                new Refusal(
                    ("the parameter set has %d classes, the dataset %d; use the dataset that the"
                            + " set was trained on")
                        .formatted(own.size(), theirs.size())));
  }

  /** The network's class for one of the data. */
  public int of(int label) {
    return classes[label];
  }

  /** The name of each of the network's classes, as the data call it where they have it. */
  public List<String> names() {
    String[] names = own.toArray(String[]::new);
    for (int label = 0; label < classes.length; label++) {
      names[classes[label]] = theirs.get(label);
    }
    return List.of(names);
  }

  /** A sentence if classes go by their numbers, for their names are others. */
  public Optional<String> remark() {
    return IntStream.range(0, classes.length)
        .filter(label -> !plain(theirs.get(label)).equals(plain(own.get(classes[label]))))
        .mapToObj(
            label ->
                "classes are matched by number, as their names differ: class %d is '%s' in the dataset, '%s' in the parameter set"
                    .formatted(label, theirs.get(label), own.get(classes[label])))
        .findFirst();
  }

  private static String plain(String name) {
    return name.strip().toLowerCase(Locale.ROOT);
  }
}

package bnn4j.yaml;

import bnn4j.foundation.Refusal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;

/** The problems of a file, collected so that all are reported together. */
public final class Problems {
  private record Problem(SourcePlace place, String text) {}

  private final List<Problem> found = new ArrayList<>();

  /** One more. */
  public void add(SourcePlace place, String text) {
    found.add(new Problem(place, text));
  }

  /** Whether there is none. */
  public boolean none() {
    return found.isEmpty();
  }

  /**
   * Refuses what was read, if anything is wrong with it.
   *
   * @throws Refusal with one line for each problem, in the order of the file, if there is any
   */
  public void refuseIfAny() {
    if (!found.isEmpty()) {
      throw new Refusal(
          found.stream()
              .sorted(Comparator.comparingInt(problem -> problem.place().line()))
              .map(problem -> problem.place() + ": " + problem.text())
              .collect(Collectors.joining("\n")));
    }
  }
}

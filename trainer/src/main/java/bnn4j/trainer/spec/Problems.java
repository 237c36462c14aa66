package bnn4j.trainer.spec;

import bnn4j.foundation.Refusal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;

/** What is wrong with a config, collected so that the user sees all of it at once. */
final class Problems {
  private record Problem(Place place, String text) {}

  private final List<Problem> found = new ArrayList<>();

  void add(Place place, String text) {
    found.add(new Problem(place, text));
  }

  boolean none() {
    return found.isEmpty();
  }

  /**
   * @throws Refusal with one line for each problem, in the order of the file, if there is any
   */
  void refuseIfAny() {
    if (!found.isEmpty()) {
      throw new Refusal(
          found.stream()
              .sorted(Comparator.comparingInt(problem -> problem.place().line()))
              .map(problem -> problem.place() + ": " + problem.text())
              .collect(Collectors.joining("\n")));
    }
  }
}

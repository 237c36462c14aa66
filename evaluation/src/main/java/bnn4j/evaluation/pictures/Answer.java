package bnn4j.evaluation.pictures;

import bnn4j.overlay.host.Decode;
import bnn4j.overlay.params.ParameterSet;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * A predicted class.
 *
 * @param index of the class
 * @param name of the class; empty for a number that is none
 * @param score the overlay's score, or how many of the class's bits are set
 */
public record Answer(int index, String name, int score) {
  /**
   * All classes, the host's own choice first, then by falling score. Among bits the higher comes
   * first, as it does for the host.
   *
   * @param outputs words, the result's from {@code offset} on
   */
  public static List<Answer> ranked(ParameterSet set, Decode decode, long[] outputs, int offset) {
    boolean bits = set.overlay().bitOutput();
    int classes = set.classes();
    List<Answer> answers = new ArrayList<>();
    for (int index = 0; index < classes; index++) {
      int score = bits ? bits(set, outputs[offset], index) : Decode.score(outputs, offset, index);
      answers.add(new Answer(index, set.classNames().get(index), score));
    }
    int chosen = decode.classOf(set, outputs, offset);
    Comparator<Answer> order =
        Comparator.comparing((Answer answer) -> answer.index != chosen)
            .thenComparing(Comparator.comparingInt(Answer::score).reversed());
    answers.sort(bits ? order.thenComparing(Answer::index, Comparator.reverseOrder()) : order);
    if (chosen >= classes) {
      answers.add(0, new Answer(chosen, "", 0));
    }
    return List.copyOf(answers);
  }

  /** All classes by falling score; among equals the first comes first, as it is chosen. */
  public static List<Answer> ranked(List<String> classNames, int[] scores, int offset) {
    List<Answer> answers = new ArrayList<>();
    for (int index = 0; index < classNames.size(); index++) {
      answers.add(new Answer(index, classNames.get(index), scores[offset + index]));
    }
    answers.sort(Comparator.comparingInt(Answer::score).reversed());
    return List.copyOf(answers);
  }

  private static int bits(ParameterSet set, long word, int index) {
    int count = 0;
    for (int output = index; output < set.outputs(); output += set.classes()) {
      count += (int) ((word >>> output) & 1);
    }
    return count;
  }
}

package bnn4j.evaluation.pictures;

import java.util.List;
import java.util.OptionalInt;

/**
 * A picture and what a network takes it for.
 *
 * @param index among all pictures, from 0
 * @param file its name
 * @param actual its class, if known
 * @param answers all of them, the host's choice first
 */
public record InferredPicture(int index, String file, OptionalInt actual, List<Answer> answers) {
  /** What the host takes it for. */
  public Answer first() {
    return answers.get(0);
  }

  /** Whether that is its class; false if that is unknown. */
  public boolean isRight() {
    return actual.isPresent() && actual.getAsInt() == first().index();
  }
}

package bnn4j.cli.recognition;

import bnn4j.evaluation.pictures.Answer;
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
record InferredPicture(int index, String file, OptionalInt actual, List<Answer> answers) {
  Answer first() {
    return answers.get(0);
  }

  boolean isRight() {
    return actual.isPresent() && actual.getAsInt() == first().index();
  }
}

package bnn4j.evaluation.pictures;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.util.List;

/**
 * An image and its predicted classes as JSON.
 *
 * @param index among all pictures, from 0
 * @param file its name
 * @param first class, name and score of what the host takes it for
 * @param top the best answers, the first among them
 * @param actual its class; null if unknown
 * @param actualName its name; null if unknown
 * @param right whether the first is its class; null if unknown
 */
record InferredJson(
    int index,
    String file,
    @JsonUnwrapped AnswerJson first,
    List<AnswerJson> top,
    Integer actual,
    String actualName,
    Boolean right) {
  /**
   * An answer.
   *
   * @param index of the class
   * @param name of the class
   * @param score the overlay's score, or how many of the class's bits are set
   */
  record AnswerJson(@JsonProperty("class") int index, String name, int score) {
    static AnswerJson of(Answer answer) {
      return new AnswerJson(answer.index(), answer.name(), answer.score());
    }
  }

  static InferredJson of(InferredPicture picture, List<Answer> best, List<String> classNames) {
    boolean known = picture.actual().isPresent();
    Integer actual = known ? picture.actual().getAsInt() : null;
    return new InferredJson(
        picture.index(),
        picture.file(),
        AnswerJson.of(picture.first()),
        best.stream().map(AnswerJson::of).toList(),
        actual,
        known ? classNames.get(actual) : null,
        known ? picture.isRight() : null);
  }
}
